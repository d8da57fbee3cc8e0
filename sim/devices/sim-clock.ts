import type { Clock } from "../../hal/clock.js";
import { type Instant, instant } from "../../hal/units.js";

/**
 * Simulated time, and the rig's clock in it: both stand still until they are set. The rig's counts from its last start, the
 * world's goes on.
 */
export class SimClock implements Clock {
  #worldUs = 0;
  #startUs = 0;

  /** What the rig reads. */
  now(): Instant {
    return instant(this.#worldUs - this.#startUs);
  }

  /** Time of the world, us; the same until the rig was started anew. */
  get worldUs(): number {
    return this.#worldUs;
  }

  /** The rig starts anew, its clock at `atUs`. */
  restart(atUs = 0): void {
    this.#startUs = this.#worldUs - atUs;
  }

  /**
   * Goes to a later instant, integer microseconds since power-on; an earlier one is a mistake of
   * the caller.
   */
  set(atUs: number): void {
    if (!(atUs >= this.#worldUs))
      throw new Error(`the clock stands at ${this.#worldUs} us already`);
    this.#worldUs = atUs;
  }
}
