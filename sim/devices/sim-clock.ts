import type { Clock } from "../../hal/clock.js";
import { type Instant, instant } from "../../hal/units.js";

/** The rig's clock in simulated time: it stands still until it is set. */
export class SimClock implements Clock {
  #nowUs = 0;

  now(): Instant {
    return instant(this.#nowUs);
  }

  /**
   * Goes to a later instant, integer microseconds since power-on; an earlier one is a mistake of
   * the caller.
   */
  set(atUs: number): void {
    if (!(atUs >= this.#nowUs)) throw new Error(`the clock stands at ${this.#nowUs} us already`);
    this.#nowUs = atUs;
  }
}
