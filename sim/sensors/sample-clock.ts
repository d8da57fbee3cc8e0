/**
 * When a free-running converter finishes its conversions: its own period and phase, whatever the
 * tick is. It stands still until it is started.
 *
 * For each tick call `begin` once, then `next` until it says false; no conversion is lost or
 * doubled at the seams.
 */
export class SampleClock {
  /** Error of the converter's oscillator as a share: +0.1 is ten percent too fast. */
  error: number;
  running = false;
  /** Time of the conversion that `next` announced, s after the beginning of the tick. */
  offsetS = 0;
  rateHz: number;
  #tickS = 0;
  #nextS = 0;

  constructor(rateHz: number, error = 0) {
    this.rateHz = rateHz;
    this.error = error;
  }

  get periodS(): number {
    return 1 / (this.rateHz * (1 + this.error));
  }

  /** The first conversion ends `delayS` after the beginning of the tick to come. */
  start(delayS: number): void {
    this.#nextS = delayS;
    this.running = true;
  }

  stop(): void {
    this.running = false;
  }

  begin(tickS: number): void {
    this.#tickS = tickS;
  }

  next(): boolean {
    if (!this.running) return false;
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
