import type { Clock } from "../clock.js";
import { type Instant, instant } from "../units.js";

/**
 * `Clock` on a 32-bit millisecond counter. `Time.ticks` of the SDK is signed and wraps after 24.8 days; the differences of
 * successive readings do not, so they are what is added up. It must be read at least once in 24 days: the tick does.
 */
export class MonotonicClock implements Clock {
  #nowUs = 0;
  #lastTicks: number;
  readonly #ticks: () => number;

  constructor(ticks: () => number) {
    this.#ticks = ticks;
    this.#lastTicks = ticks() | 0;
  }

  now(): Instant {
    const ticks = this.#ticks() | 0;
    const passed = (ticks - this.#lastTicks) | 0;
    if (passed > 0) {
      this.#nowUs += passed * 1000;
      this.#lastTicks = ticks;
    }
    return instant(this.#nowUs);
  }
}
