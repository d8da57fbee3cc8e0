import { bandKPa, type Course } from "./course.js";
import type { SideRamps } from "./side-ramps.js";

/** The stage in which both sides have had their orders. */
export const loadedStage = 2;

/** The cathode is loaded first and the anode unloaded first: the wall of the mould carries the difference (physics 8). */
export function beginLoading(to: SideRamps, course: Course): void {
  course.anodeFirst = to.anode !== undefined && to.anode.toKPa < course.anode.targetKPa;
}

/** Brings the sides to their set points one after the other; true when both have settled. */
export function load(to: SideRamps, course: Course): boolean {
  if (course.stage === 0) {
    order(to, course, course.anodeFirst);
    course.stage = 1;
    return false;
  }
  if (course.stage === 1 && arrived(to, course, course.anodeFirst)) {
    order(to, course, !course.anodeFirst);
    course.stage = loadedStage;
    return false;
  }
  return course.stage === loadedStage && arrived(to, course, !course.anodeFirst);
}

function order(to: SideRamps, course: Course, anode: boolean): void {
  if (anode) {
    if (to.anode !== undefined)
      course.anode.hold(to.anode.toKPa, to.anode.rateKPaPerS ?? course.anodeRateKPaPerS);
  } else if (to.cathode !== undefined) {
    course.cathode.hold(to.cathode.toKPa, to.cathode.rateKPaPerS ?? course.cathodeRateKPaPerS);
  }
}

function arrived(to: SideRamps, course: Course, anode: boolean): boolean {
  if (anode) return to.anode === undefined || course.anode.settled(bandKPa(to.anode.toKPa));
  return to.cathode === undefined || course.cathode.settled(bandKPa(to.cathode.toKPa));
}
