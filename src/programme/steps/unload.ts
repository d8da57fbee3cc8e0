import { Mode } from "../../mode.js";
import { anodeMoves, offKPa, Stages } from "../../pair/stages.js";
import type { Side } from "../../side.js";
import { bandKPa, type Course } from "../course.js";
import { objectAt, refuseUnknown } from "../json.js";
import { standsKPa } from "../loading.js";
import type { StepKind } from "../step-kind.js";

export interface UnloadStep {
  readonly kind: "unload";
  readonly path: string;
}

export const unload: StepKind<UnloadStep> = {
  meaning:
    "Take the pressure off, the anode first or in turns where that would leave too much difference, and back off to clearance",
  body: { kind: "fields", fields: {} },
  beside: [],
  read: (json, path, { problems }) => {
    const inner = `${path}.unload`;
    refuseUnknown(objectAt(json["unload"], inner, problems), [], inner, problems);
    return { kind: "unload", path };
  },
  begin: (_step, course) => {
    course.way = new Stages(course.rig?.pair.bearing);
    course.way.begin(standsKPa(course.anode), standsKPa(course.cathode), offKPa, offKPa);
  },
  look: (_step, course) => course.way === undefined || takeOff(course, course.way),
};

/** True when both sides are off. */
function takeOff(course: Course, way: Stages): boolean {
  const { anode, cathode } = course;
  if (course.stage === 1 && !gone(way.side === anodeMoves ? anode : cathode, way.toKPa)) {
    return false;
  }
  if (!way.next(standsKPa(anode), standsKPa(cathode))) return true;
  const ofAnode = way.side === anodeMoves;
  const side = ofAnode ? anode : cathode;
  const rate = ofAnode ? course.anodeRateKPaPerS : course.cathodeRateKPaPerS;
  if (way.toKPa === offKPa) side.unload(rate);
  else side.hold(way.toKPa, rate);
  course.stage = 1;
  return false;
}

function gone(side: Side, toKPa: number): boolean {
  return toKPa === offKPa ? side.mode === Mode.off : side.settled(bandKPa(toKPa));
}
