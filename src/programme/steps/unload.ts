import { Mode } from "../../mode.js";
import type { Course } from "../course.js";
import { objectAt, refuseUnknown } from "../json.js";
import type { StepKind } from "../step-kind.js";

export interface UnloadStep {
  readonly kind: "unload";
  readonly path: string;
}

export const unload: StepKind<UnloadStep> = {
  meaning: "Take the pressure off, anode first, and back off to clearance",
  body: { kind: "fields", fields: {} },
  beside: [],
  read: (json, path, { problems }) => {
    const inner = `${path}.unload`;
    refuseUnknown(objectAt(json["unload"], inner, problems), [], inner, problems);
    return { kind: "unload", path };
  },
  look: (_step, course) => takeOff(course),
};

function takeOff(course: Course): boolean {
  if (course.stage === 0) {
    course.anode.unload(course.anodeRateKPaPerS);
    course.stage = 1;
  } else if (course.stage === 1 && course.anode.mode === Mode.off) {
    course.cathode.unload(course.cathodeRateKPaPerS);
    course.stage = 2;
  }
  return course.stage === 2 && course.cathode.mode === Mode.off;
}
