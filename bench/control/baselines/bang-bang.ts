import { micrometres, micrometresPerSecond } from "../../../hal/units.js";
import type { ForceSensor } from "../../../src/sensing/force-sensor.js";
import type { Handover } from "./handover.js";

/** Of the set point: beyond it the motor runs. */
const bandShare = 0.05;
/** The band is driven through in this many delays, so that what is under way when the force is back is a quarter of it. */
const delaysThrough = 4;

/** Two switches: the motor runs when the force leaves the band of 5 %, and stops when it is back at the set point. */
export class BangBang {
  targetUm: number;
  private direction = 0;
  private readonly from: Handover;

  constructor(from: Handover) {
    this.from = from;
    this.targetUm = from.targetUm;
  }

  decide(sensor: ForceSensor): void {
    const { from } = this;
    const errorN = from.setPointN - sensor.filteredN;
    const bandN = bandShare * from.setPointN;
    if (this.direction === 0 && Math.abs(errorN) > bandN) this.direction = Math.sign(errorN);
    else if (this.direction * errorN <= 0) this.direction = 0;
    if (this.direction === 0) return;
    const wayUm = (bandN * from.periodS) / (delaysThrough * from.delayS * from.stiffnessNPerUm);
    const quanta = Math.max(1, Math.round(Math.min(wayUm, from.speedUmPerS) / from.quantumUm));
    this.targetUm += this.direction * quanta * from.quantumUm;
    from.hal.screw.moveTo(micrometres(this.targetUm), micrometresPerSecond(from.speedUmPerS));
  }
}
