import type { Instant, Micrometres, MicrometresPerSecond } from "./units.js";

/** Filled by `Screw.read`; the caller owns it. */
export interface ScrewReading {
  /** Position register of the motion chip, relative to power-on; positive presses. */
  position: Micrometres;
  moving: boolean;
  /** The motion chip went through a reset since the last `read`: its position is no longer ours. */
  reset: boolean;
  /** The chip saw the motor stall since the last `read` and has ended the motion; at low speed it cannot see that. */
  stall: boolean;
  /** The driver reports over-temperature, a short, an open coil or a motor supply that is too low. */
  driverFault: boolean;
  limitLow: boolean;
  limitHigh: boolean;
  /** Motor load as the chip estimates it, 0 to 100 %; 0 where it cannot, as at rest and at low speed. */
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
 * zero at power-on, and the coils are off until `enable(true)`. `stop` keeps the coils energised, is idempotent, allowed
 * in every state and never throws. `read` never waits and says false when the chip did not answer (the record is then
 * untouched); a call that did not reach the chip is made up for when it answers again. After a reset of the chip, and
 * before `configure`, motion is refused until `read` has told of it. A stall and a switch in the way end a motion.
 * Does not promise that the nut followed: lash, wind-up and lost steps are not seen here.
 */
export interface Screw {
  /** Way of the nut in a full step of the motor, > 0. Called once by the rig, before anything moves. */
  configure(umPerFullStep: Micrometres): void;
  /** Moves towards `target` at up to `speed` (> 0) and stops there. */
  moveTo(target: Micrometres, speed: MicrometresPerSecond): void;
  /** Brakes at once as fast as the chip's ramp does, then stands and holds; `moving` until it stands. */
  stop(): void;
  /** False takes the holding torque away after stopping, with the next `read`; a self-locking screw stays where it is. */
  enable(on: boolean): void;
  read(into: ScrewReading, at: Instant): boolean;
}
