import { bandKPa, type Course } from "../course.js";
import { objectAt, quantityOrDefault, refuseUnknown } from "../json.js";
import type { StepKind } from "../step-kind.js";

export interface ApproachStep {
  readonly kind: "approach";
  readonly path: string;
  readonly touchN: number;
}

const fields = {
  touch: {
    kind: "quantity",
    unit: "N",
    min: 0.1,
    max: 1000,
    default: 5,
    meaning: "Force to touch with",
  },
} as const;
/** From first contact to the touch force, kPa/s (physics 7, general rules: slower below contact). */
const touchRateKPaPerS = 20;

export const approach: StepKind<ApproachStep> = {
  meaning: "Close the gap on both sides and touch with this force",
  body: { kind: "fields", fields },
  beside: [],
  read: (json, path, { problems }) => {
    const inner = `${path}.approach`;
    const object = objectAt(json["approach"], inner, problems);
    refuseUnknown(object, Object.keys(fields), inner, problems);
    const touchN = quantityOrDefault(object, "touch", fields.touch, inner, problems);
    return { kind: "approach", path, touchN };
  },
  check: (step, check) => {
    const path = `${step.path}.approach.touch`;
    check.touch(step.touchN, "anode", path);
    check.touch(step.touchN, "cathode", path);
  },
  look: (step, course) => touchNext(step.touchN, course),
};

/** The cathode first, then the anode. */
function touchNext(touchN: number, course: Course): boolean {
  const side = course.stage < 2 ? course.cathode : course.anode;
  const touchKPa = (touchN * 1000) / side.areaMm2;
  if (course.stage === 0 || course.stage === 2) {
    // A side that already presses harder is not let go for a touch.
    const pressed = side.held && side.targetKPa >= touchKPa;
    if (!pressed) side.hold(touchKPa, touchRateKPaPerS);
    course.stage += 1;
  } else if (side.settled(bandKPa(side.targetKPa))) {
    course.stage += 1;
  }
  return course.stage === 4;
}
