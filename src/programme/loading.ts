import { bandKPa, type Course } from "./course.js";
import type { SideRamp, SideRamps } from "./side-ramps.js";

/** The stage in which both sides have had their orders. */
export const loadedStage = 4;

/** A set point that is to be approached from below is first gone under by this share of it, or this pressure. */
const underShare = 0.05;
const underKPa = 10;

/** The cathode is loaded first and the anode unloaded first: the wall of the mould carries the difference (physics 8). */
export function beginLoading(to: SideRamps, course: Course): void {
  course.anodeFirst = to.anode !== undefined && to.anode.toKPa < course.anode.targetKPa;
}

/**
 * Brings the sides to their set points one after the other; true when both have settled. Stages: 0 nothing ordered; 1 and 3
 * a side goes under its set point, to come from below; 2 and 4 it goes to the set point itself.
 */
export function load(to: SideRamps, course: Course): boolean {
  const { stage, anodeFirst } = course;
  if (stage === 0) course.stage = order(to, course, anodeFirst) ? 1 : 2;
  else if (stage === 1 && isThere(course, anodeFirst))
    course.stage = finish(to, course, anodeFirst, 2);
  else if (stage === 2 && arrived(to, course, anodeFirst))
    course.stage = order(to, course, !anodeFirst) ? 3 : loadedStage;
  else if (stage === 3 && isThere(course, !anodeFirst))
    course.stage = finish(to, course, !anodeFirst, loadedStage);
  else return stage === loadedStage && arrived(to, course, !anodeFirst);
  return false;
}

/** The first order of a side; true when it is one to go under the set point. */
function order(to: SideRamps, course: Course, anode: boolean): boolean {
  const ramp = anode ? to.anode : to.cathode;
  if (ramp === undefined) return false;
  const { targetKPa } = anode ? course.anode : course.cathode;
  const under = to.fromBelow === true && ramp.toKPa < targetKPa && ramp.toKPa > 0;
  command(ramp, course, anode, under ? underOf(ramp.toKPa) : ramp.toKPa);
  return under;
}

function finish(to: SideRamps, course: Course, anode: boolean, stage: number): number {
  const ramp = anode ? to.anode : to.cathode;
  if (ramp !== undefined) command(ramp, course, anode, ramp.toKPa);
  return stage;
}

function command(ramp: SideRamp, course: Course, anode: boolean, toKPa: number): void {
  const side = anode ? course.anode : course.cathode;
  const rate = anode ? course.anodeRateKPaPerS : course.cathodeRateKPaPerS;
  side.hold(toKPa, ramp.rateKPaPerS ?? rate);
}

/** Contact is never given up for it. */
function underOf(kPa: number): number {
  const share = underShare * kPa;
  const lower = kPa - (share > underKPa ? share : underKPa);
  return lower > 0.5 * kPa ? lower : 0.5 * kPa;
}

function isThere(course: Course, anode: boolean): boolean {
  const side = anode ? course.anode : course.cathode;
  return side.settled(bandKPa(side.targetKPa));
}

function arrived(to: SideRamps, course: Course, anode: boolean): boolean {
  return (anode ? to.anode : to.cathode) === undefined || isThere(course, anode);
}
