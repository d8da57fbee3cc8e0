import { cos, pi } from "../../src/maths/elementary.js";

/** Half the thread angle of a metric trapezoidal thread, 15 degrees in radians (ISO 2901). */
const flankAngle = pi / 12;

/** A loaded screw of which only the thread matters here. */
export interface Thread {
  readonly leadMm: number;
  readonly pitchDiameterMm: number;
  readonly friction: number;
}

/**
 * Torque in Nm that raises a load of 1 N, physics 4.2:
 * `T_raise = F d/2 (l + pi mu' d) / (pi d - mu' l)`, `mu' = mu / cos 15 deg`.
 */
export function raisingTorquePerNewton(thread: Thread): number {
  const d = thread.pitchDiameterMm;
  const friction = thread.friction / cos(flankAngle);
  const turn = pi * d;
  return ((d / 2000) * (thread.leadMm + friction * turn)) / (turn - friction * thread.leadMm);
}

/**
 * Torque in Nm that lowers a load of 1 N: `T_lower = F d/2 (pi mu' d - l) / (pi d + mu' l)`.
 * Positive: the screw locks itself and must be driven down; negative: the load drives it back.
 */
export function loweringTorquePerNewton(thread: Thread): number {
  const d = thread.pitchDiameterMm;
  const friction = thread.friction / cos(flankAngle);
  const turn = pi * d;
  return ((d / 2000) * (friction * turn - thread.leadMm)) / (turn + friction * thread.leadMm);
}
