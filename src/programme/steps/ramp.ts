import { beginLoading, load } from "../loading.js";
import { readSides, type SideRamps } from "../side-ramps.js";
import type { StepKind } from "../step-kind.js";

export interface RampStep extends SideRamps {
  readonly kind: "ramp";
  readonly path: string;
}

export const ramp: StepKind<RampStep> = {
  meaning: "Bring one or both pressures to a value; ends when they have settled",
  body: { kind: "pressures", needed: true },
  beside: [],
  read: (json, path, { problems }) => ({
    kind: "ramp",
    path,
    ...readSides(json["ramp"], `${path}.ramp`, problems, true),
  }),
  check: (step, check) => check.ramps(step, `${step.path}.ramp`),
  begin: beginLoading,
  look: load,
};
