import { type Until, untilBeside } from "../conditions.js";
import type { Course } from "../course.js";
import { objectAt, refuseUnknown } from "../json.js";
import type { StepKind } from "../step-kind.js";

export interface QuietStep {
  readonly kind: "quiet";
  readonly path: string;
  /** Empty: until the window ends by itself. */
  readonly until: Until;
}

export const quiet: StepKind<QuietStep> = {
  meaning:
    "Keep both screws still for an impedance measurement; ends with the quiet window at the latest (guard.quietTime, drift)",
  body: { kind: "fields", fields: {} },
  beside: ["until"],
  read: (json, path, { problems }) => {
    const inner = `${path}.quiet`;
    refuseUnknown(objectAt(json["quiet"], inner, problems), [], inner, problems);
    return { kind: "quiet", path, until: untilBeside(json, path, problems) ?? [] };
  },
  check: (step, { settings, problems }) => {
    const { quietTime } = settings.guard;
    for (const { name, value } of step.until) {
      if (name !== "after" || value <= quietTime) continue;
      const place = `${step.path}.until.after`;
      problems.add(
        place,
        `${value} s is above the limit of ${quietTime} s: settings.guard.quietTime`,
      );
    }
  },
  begin: (_step, course) => course.rig?.askQuiet(true),
  look: (_step, course) => isOver(course),
  end: (course) => course.rig?.askQuiet(false),
};

/** A window opens within a tick of being asked for, and is over when it is seen closed after that. */
function isOver(course: Course): boolean {
  if (course.rig?.quiet?.open === true) course.stage = 2;
  else if (course.stage !== 0) return true;
  else course.stage = 1;
  return false;
}
