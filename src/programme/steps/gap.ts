import { Mode } from "../../mode.js";
import type { Side } from "../../side.js";
import { type Until, untilBeside } from "../conditions.js";
import { objectAt, refuseUnknown } from "../json.js";
import type { StepKind } from "../step-kind.js";

export interface GapStep {
  readonly kind: "gap";
  readonly path: string;
  readonly until: Until | undefined;
}

export const gap: StepKind<GapStep> = {
  meaning: "Keep the positions of both screws",
  body: { kind: "fields", fields: {} },
  beside: ["until"],
  read: (json, path, { problems }) => {
    refuseUnknown(objectAt(json["gap"], `${path}.gap`, problems), [], `${path}.gap`, problems);
    return { kind: "gap", path, until: untilBeside(json, path, problems) };
  },
  begin: (_step, course) => {
    lock(course.anode);
    lock(course.cathode);
  },
  look: () => false,
};

function lock(side: Side): void {
  if (side.mode === Mode.off) side.lock();
  else side.freeze();
}
