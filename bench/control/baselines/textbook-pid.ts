import { micrometres, micrometresPerSecond } from "../../../hal/units.js";
import type { ForceSensor } from "../../../src/sensing/force-sensor.js";
import type { Handover } from "./handover.js";

/**
 * The PID of a textbook with the gains, the filter and the rate of the shipped loop: it answers every error, rounds to
 * the grid of the motor and knows nothing of lash.
 */
export class TextbookPid {
  targetUm: number;
  private wantedUm: number;
  private lastErrorN: number;
  private lastForceN: number;
  private beforeLastForceN: number;
  private readonly from: Handover;

  constructor(from: Handover) {
    this.from = from;
    this.targetUm = from.targetUm;
    this.wantedUm = from.targetUm;
    this.lastErrorN = from.setPointN - from.forceN;
    this.lastForceN = from.forceN;
    this.beforeLastForceN = from.forceN;
  }

  /** Once a period. */
  decide(sensor: ForceSensor): void {
    const { from } = this;
    const forceN = sensor.filteredN;
    const errorN = from.setPointN - forceN;
    const integral = (errorN * from.periodS) / (from.tauS + from.delayS);
    const proportional = from.proportional * (errorN - this.lastErrorN);
    const bend = forceN - 2 * this.lastForceN + this.beforeLastForceN;
    const derivative = (-from.derivativeS * bend) / from.periodS;
    this.wantedUm += (integral + proportional + derivative) / from.stiffnessNPerUm;
    this.beforeLastForceN = this.lastForceN;
    this.lastForceN = forceN;
    this.lastErrorN = errorN;
    const target = Math.round(this.wantedUm / from.quantumUm) * from.quantumUm;
    if (target === this.targetUm) return;
    this.targetUm = target;
    from.hal.screw.moveTo(micrometres(target), micrometresPerSecond(from.speedUmPerS));
  }
}
