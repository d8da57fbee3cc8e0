import { type Until, untilBeside } from "../conditions.js";
import { beginLoading, load, loadedStage } from "../loading.js";
import { readSides, type SideRamps } from "../side-ramps.js";
import type { StepKind } from "../step-kind.js";

export interface HoldStep extends SideRamps {
  readonly kind: "hold";
  readonly path: string;
  /** Undefined: holds for ever. */
  readonly until: Until | undefined;
}

export const hold: StepKind<HoldStep> = {
  meaning: "Keep pressures; without until it holds for ever",
  body: { kind: "pressures", needed: false },
  beside: ["until"],
  read: (json, path, { problems }) => ({
    kind: "hold",
    path,
    ...readSides(json["hold"], `${path}.hold`, problems, false),
    until: untilBeside(json, path, problems),
  }),
  check: (step, check) => check.ramps(step, `${step.path}.hold`),
  begin: beginLoading,
  look: (step, course) => {
    if (course.stage < loadedStage) {
      load(step, course);
      course.waiting?.unsettle();
    }
    return false;
  },
};
