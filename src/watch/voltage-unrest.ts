/** The cell voltage is looked at once a second, and compared with itself this many looks apart. */
const lag = 10;
const span = 2 * lag + 1;
/** Memory of the bend of the slow course, of the unrest, and of what is usual, in looks. */
const courseLooks = 30;
const unrestLooks = 60;
const usualLooks = 86400;
/** What is usual is known after this many looks. */
const knownLooks = 300;
/**
 * A bend of more than this many times what is usual, and of this at least, is taken for that much, V: one step of the current must
 * not look like minutes of unrest.
 */
const clipTimes = 12;
const clipLeastV = 0.002;
/** Unrest is told beyond this many times what is usual, and never below this, V. */
const unusualTimes = 3;
const leastV = 0.0004;
/** It must stay so for this many looks. */
const staysLooks = 600;
/**
 * A filament grows e-fold in minutes. Unrest that has come to this share of the clipped square so few looks after it began was put
 * on by the cycler: pulses, a drive cycle.
 */
const imposedShare = 0.4;
const imposedLooks = 60;

/**
 * Unrest of the cell voltage beside its slow course: a filament of lithium that touches and lets go makes it flicker by some
 * tenths of its leakage (physics 2.4) long before the cell fails.
 *
 * The second difference `v(t) - 2 v(t - 10 s) + v(t - 20 s)` takes level and slope away; of white noise of variance s^2 its
 * square has the mean 6 s^2. What bends for longer is the slow course itself, as at the end of a discharge, and is taken off. A
 * step of the current lasts 20 looks and is clipped.
 */
export class VoltageUnrest {
  /** Standard deviation of the unrest, V. */
  sigmaV = 0;
  /** The voltage has been more restless than is usual for this cell and this converter, and came to it slowly. */
  restless = false;
  private readonly past = new Float64Array(span);
  private at = 0;
  private filled = 0;
  private courseV = 0;
  private variance = 0;
  private usual = 0;
  private looks = 0;
  private above = 0;
  private imposed = false;

  /** The voltage of this second. */
  look(volts: number): void {
    const past = this.past;
    this.at = (this.at + 1) % span;
    past[this.at] = volts;
    if (this.filled < span) {
      this.filled += 1;
      if (this.filled < span) return;
    }
    const middle = past[(this.at + span - lag) % span] as number;
    const oldest = past[(this.at + 1) % span] as number;
    const bend = volts - 2 * middle + oldest;
    const beside = bend - this.courseV;
    this.courseV += beside / courseLooks;
    const most = greater(clipTimes * clipTimes * this.usual, clipLeastV * clipLeastV);
    const square = (beside * beside) / 6;
    this.judge(square < most ? square : most, most);
  }

  /** No voltage to judge: what was before has no neighbour any more. */
  pause(): void {
    this.filled = 0;
  }

  /** A new cell, or a fault that was cleared: what is usual is learnt anew. */
  forget(): void {
    this.filled = 0;
    this.looks = 0;
    this.above = 0;
    this.variance = 0;
    this.courseV = 0;
    this.restless = false;
    this.imposed = false;
  }

  private judge(square: number, most: number): void {
    this.looks += 1;
    const share = this.looks < unrestLooks ? 1 / this.looks : 1 / unrestLooks;
    this.variance += (square - this.variance) * share;
    this.sigmaV = Math.sqrt(this.variance);
    if (this.looks < knownLooks) {
      this.usual = this.variance;
      return;
    }
    const unusual =
      this.variance > greater(unusualTimes * unusualTimes * this.usual, leastV * leastV);
    if (!unusual) {
      this.usual += (this.variance - this.usual) / usualLooks;
      this.above = 0;
      this.restless = false;
      this.imposed = false;
      return;
    }
    // A course that bends this much is steep enough to account for the rest.
    if (this.courseV * this.courseV > this.variance) return;
    this.above += 1;
    if (this.above === imposedLooks) this.imposed = this.variance > imposedShare * most;
    this.restless = this.above >= staysLooks && !this.imposed;
  }
}

const greater = (a: number, b: number): number => (a > b ? a : b);
