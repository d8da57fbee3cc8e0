/**
 * When a free-running converter finishes its conversions: its own period and phase, whatever the
 * tick is.
 *
 * For each tick call `begin` once, then `next` until it says false; no conversion is lost or
 * doubled at the seams.
 */
export class SampleClock {
  readonly periodS: number;
  /** Time of the conversion that `next` announced, s after the beginning of the tick. */
  offsetS = 0;
  #tickS = 0;
  #nextS: number;

  /** `phase` in [0, 1) says how much of the first period is still to go. */
  constructor(rateHz: number, phase: number) {
    this.periodS = 1 / rateHz;
    this.#nextS = phase * this.periodS;
  }

  begin(tickS: number): void {
    this.#tickS = tickS;
  }

  next(): boolean {
    // A conversion on the seam belongs to the tick that follows, so it cannot be counted twice.
    if (this.#nextS >= this.#tickS) {
      this.#nextS -= this.#tickS;
      return false;
    }
    this.offsetS = this.#nextS;
    this.#nextS += this.periodS;
    return true;
  }
}
