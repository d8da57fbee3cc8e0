import type { Instant, Micrometres, MicrometresPerSecond } from "./units.js";

/** Filled by `Screw.read`; the caller owns it. */
export interface ScrewReading {
  /** Position register of the motion chip, relative to power-on; positive presses. */
  position: Micrometres;
  moving: boolean;
  /** The motion chip went through a reset since the last `read`: its position is no longer ours. */
  reset: boolean;
  stall: boolean;
  /** The driver reports over-temperature, a short or an open coil. */
  driverFault: boolean;
  limitLow: boolean;
  limitHigh: boolean;
  /** Motor load as the chip estimates it, 0 to 100 %; 0 where it cannot. */
  loadPercent: number;
}

export const makeScrewReading = (): ScrewReading => ({
  position: 0 as Micrometres,
  moving: false,
  reset: false,
  stall: false,
  driverFault: false,
  limitLow: false,
  limitHigh: false,
  loadPercent: 0,
});

/**
 * One stepper-driven screw behind a ramp generator.
 *
 * Promises: every motion is a bounded target that the chip reaches and ends at by itself, also when
 * JavaScript has stopped; a later call replaces an earlier one; positive micrometres press; the position is
 * zero at power-on. `stop` keeps the coils energised, is idempotent, allowed in every state and never throws.
 * `read` never waits and says false when the chip did not answer (the record is then untouched).
 * Does not promise that the nut followed: lash, wind-up and lost steps are not seen here.
 */
export interface Screw {
  /** Moves towards `target` at up to `speed` (> 0) and stops there. */
  moveTo(target: Micrometres, speed: MicrometresPerSecond): void;
  /** Stops now, wherever the screw is, and holds. */
  stop(): void;
  /** False takes the holding torque away after stopping; a self-locking screw stays where it is. */
  enable(on: boolean): void;
  read(into: ScrewReading, at: Instant): boolean;
}
