import { Mode } from "../mode.js";
import type { Side } from "../side.js";
import type { Condition, ConditionName, Until } from "./conditions.js";
import { bandKPa, type Course } from "./course.js";

/** A voltage or a pressure must be there this long: one noisy reading ends nothing. */
const heldUs = 3e6;
/** It is no more there when it has gone back by this much: voltage, V; pressure, kPa or share. */
const backV = 0.005;
const backKPa = 1;
const backShare = 0.005;
/** A side that had settled has left its band at so many times the band. */
const leavesAt = 1.5;
/** Instants of conditions that are not met, and of those that do not count yet. */
const unmet = -1;
const unarmed = -2;

/**
 * The conditions of one step, or those that stop a programme, while it runs: each with the instant since which it is met.
 * Made as the step begins, and gone with it.
 */
export class Waiting {
  /** The host has said to go on. */
  commanded = false;
  private readonly beganAtUs: number;
  private readonly until: Until;
  private readonly sinceUs: Float64Array;

  /** `arming`: a pressure that is to stop a programme from below counts once it has been above. */
  constructor(until: Until, atUs: number, arming = false) {
    this.until = until;
    this.beganAtUs = atUs;
    this.sinceUs = new Float64Array(until.length).fill(unmet);
    if (!arming) return;
    until.forEach(({ name }, i) => {
      if (name === "anodeBelow" || name === "cathodeBelow") this.sinceUs[i] = unarmed;
    });
  }

  /** One look at all of them: the first that is met, or undefined. */
  met(course: Course): Condition | undefined {
    const { until } = this;
    let first: Condition | undefined;
    for (let i = 0; i < until.length; i += 1) {
      const condition = until[i] as Condition;
      if (this.look(condition, i, course)) first ??= condition;
    }
    return first;
  }

  has(name: ConditionName): boolean {
    return this.until.some((condition) => condition.name === name);
  }

  /** Set points are still being ordered: what has settled so far does not count. */
  unsettle(): void {
    const { until, sinceUs } = this;
    for (let i = 0; i < until.length; i += 1) if (until[i]?.name === "settled") sinceUs[i] = unmet;
  }

  private look({ name, value }: Condition, i: number, course: Course): boolean {
    switch (name) {
      case "after":
        return (course.atUs - this.beganAtUs) * 1e-6 >= value;
      case "command":
        return this.commanded;
      case "trigger":
        return course.triggered === (value === 0);
      case "settled":
        return this.since(
          i,
          allSettled(course, this.sinceUs[i] === unmet ? 1 : leavesAt),
          course,
          value * 1e6,
        );
      default:
        return this.since(i, this.reached(name, value, i, course), course, heldUs);
    }
  }

  private since(i: number, there: boolean, course: Course, forUs: number): boolean {
    const { sinceUs } = this;
    const since = sinceUs[i] as number;
    if (!there) {
      if (since !== unarmed) sinceUs[i] = unmet;
      return false;
    }
    if (since === unarmed) return false;
    if (since === unmet) sinceUs[i] = course.atUs;
    return course.atUs - (sinceUs[i] as number) >= forUs;
  }

  /** Whether a quantity is where its condition wants it; one that is not valid (NaN) is nowhere. */
  private reached(name: ConditionName, value: number, i: number, course: Course): boolean {
    const isVolts = name === "voltageAbove" || name === "voltageBelow";
    const now = isVolts ? course.volts : pressureOf(sideOf(name, course));
    const above = name === "voltageAbove" || name === "anodeAbove" || name === "cathodeAbove";
    const share = backShare * value;
    let back = isVolts ? backV : share > backKPa ? share : backKPa;
    const since = this.sinceUs[i] as number;
    if (since === unmet || since === unarmed) back = 0;
    if (since === unarmed && now > value) this.sinceUs[i] = unmet;
    return above ? now >= value - back : now <= value + back;
  }
}

function sideOf(name: ConditionName, course: Course): Side {
  return name === "cathodeAbove" || name === "cathodeBelow" ? course.cathode : course.anode;
}

function pressureOf(side: Side): number {
  return side.fresh ? side.pressureKPa : Number.NaN;
}

/** Sides that are off have nothing to settle at; with both off, nothing is settled. */
function allSettled({ anode, cathode }: Course, times: number): boolean {
  if (anode.mode === Mode.off && cathode.mode === Mode.off) return false;
  return isSettled(anode, times) && isSettled(cathode, times);
}

function isSettled(side: Side, times: number): boolean {
  if (side.mover !== undefined) return false;
  return !side.held || side.settled(times * bandKPa(side.targetKPa));
}
