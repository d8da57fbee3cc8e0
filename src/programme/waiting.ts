import type { Until } from "./conditions.js";
import type { Course } from "./course.js";

/** A voltage condition must hold this long: one noisy reading ends nothing. */
const voltageHoldS = 3;

/** Whether the conditions of the present step are met. */
export class Waiting {
  private sinceUs = -1;

  /** A step begins. */
  reset(): void {
    this.sinceUs = -1;
  }

  met(until: Until, course: Course): boolean {
    const { atUs, volts } = course;
    if (until.afterS !== undefined && (atUs - course.beganAtUs) * 1e-6 >= until.afterS) return true;
    const above = until.voltageAboveV !== undefined && volts >= until.voltageAboveV;
    const below = until.voltageBelowV !== undefined && volts <= until.voltageBelowV;
    if (!above && !below) {
      this.sinceUs = -1;
      return false;
    }
    if (this.sinceUs < 0) this.sinceUs = atUs;
    return (atUs - this.sinceUs) * 1e-6 >= voltageHoldS;
  }
}
