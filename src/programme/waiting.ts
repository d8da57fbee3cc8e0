import type { Until } from "./conditions.js";
import type { Course } from "./course.js";

/** A voltage condition must hold this long: one noisy reading ends nothing. */
const voltageHoldS = 3;

/** Whether the conditions of the present step are met. */
export function isMet(until: Until, course: Course): boolean {
  const { atUs, volts } = course;
  if (until.afterS !== undefined && (atUs - course.beganAtUs) * 1e-6 >= until.afterS) return true;
  const above = until.voltageAboveV !== undefined && volts >= until.voltageAboveV;
  const below = until.voltageBelowV !== undefined && volts <= until.voltageBelowV;
  if (!above && !below) {
    course.metSinceUs = -1;
    return false;
  }
  if (course.metSinceUs < 0) course.metSinceUs = atUs;
  return (atUs - course.metSinceUs) * 1e-6 >= voltageHoldS;
}
