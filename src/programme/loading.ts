import { Mode } from "../mode.js";
import { anodeMoves, offKPa, Stages } from "../pair/stages.js";
import type { Side } from "../side.js";
import { bandKPa, type Course } from "./course.js";
import type { SideRamp, SideRamps } from "./side-ramps.js";

/** A side is on its way. */
const goingStage = 1;
/** A side goes under its set point, to come from below. */
const anodeUnderStage = 2;
const cathodeUnderStage = 3;
/** The stage in which both sides have had their orders. */
export const loadedStage = 4;

/** A set point that is to be approached from below is first gone under by this share of it, or this pressure. */
const underShare = 0.05;
const underKPa = 10;

/** Plans the way from what the sides do now. The wall of the mould carries the difference of the two (physics 8). */
export function beginLoading(to: SideRamps, course: Course): void {
  const anodeKPa = standsKPa(course.anode);
  const cathodeKPa = standsKPa(course.cathode);
  course.way = new Stages(course.rig?.pair.bearing);
  course.way.begin(
    anodeKPa,
    cathodeKPa,
    to.anode?.toKPa ?? anodeKPa,
    to.cathode?.toKPa ?? cathodeKPa,
  );
}

/** What a side stands for on the way from one pair of pressures to another, kPa. */
export function standsKPa(side: Side): number {
  if (side.mode === Mode.off) return offKPa;
  if (side.mode === Mode.hold) return side.targetKPa;
  return side.pressureKPa > 0 ? side.pressureKPa : 0;
}

/** Brings the sides to their set points, one at a time; true when both have settled. */
export function load(to: SideRamps, course: Course): boolean {
  const { stage } = course;
  if (stage === loadedStage) return arrived(to, course, true) && arrived(to, course, false);
  if (stage === anodeUnderStage || stage === cathodeUnderStage) {
    const anode = stage === anodeUnderStage;
    const ramp = anode ? to.anode : to.cathode;
    if (isThere(course, anode) && ramp !== undefined) {
      command(ramp, course, anode, ramp.toKPa);
      course.stage = goingStage;
    }
  } else if (stage === 0 || isThere(course, course.way?.side === anodeMoves)) goOn(to, course);
  return false;
}

function goOn(to: SideRamps, course: Course): void {
  const { way } = course;
  if (
    way === undefined ||
    !way.next(fromKPa(to, course, way, true), fromKPa(to, course, way, false))
  ) {
    course.way = undefined;
    course.stage = loadedStage;
    return;
  }
  const anode = way.side === anodeMoves;
  const ramp = anode ? to.anode : to.cathode;
  if (ramp === undefined) return;
  const { targetKPa } = anode ? course.anode : course.cathode;
  const last = way.toKPa === ramp.toKPa;
  const under = to.fromBelow === true && last && ramp.toKPa < targetKPa && ramp.toKPa > 0;
  command(ramp, course, anode, under ? underOf(ramp.toKPa) : way.toKPa);
  course.stage = under ? (anode ? anodeUnderStage : cathodeUnderStage) : goingStage;
}

/** A side that is not named stays what it was when the way was planned. */
function fromKPa(to: SideRamps, course: Course, way: Stages, anode: boolean): number {
  if (anode) return to.anode === undefined ? way.anodeKPa : standsKPa(course.anode);
  return to.cathode === undefined ? way.cathodeKPa : standsKPa(course.cathode);
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
