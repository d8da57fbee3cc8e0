import type { Until } from "./conditions.js";
import type { ApproachStep } from "./steps/approach.js";
import type { DEDPStep } from "./steps/d-e-d-p.js";
import type { GapStep } from "./steps/gap.js";
import type { HoldStep } from "./steps/hold.js";
import type { IdentifyStep } from "./steps/identify.js";
import type { ProbeStep } from "./steps/probe.js";
import type { QuietStep } from "./steps/quiet.js";
import type { RampStep } from "./steps/ramp.js";
import type { StiffnessStep } from "./steps/stiffness.js";
import type { UnloadStep } from "./steps/unload.js";
import type { WaitStep } from "./steps/wait.js";

export type { Until } from "./conditions.js";
export type { SideRamp } from "./side-ramps.js";

/** Steps done several times. */
export interface RepeatStep {
  readonly kind: "repeat";
  readonly path: string;
  readonly times: number;
  readonly steps: readonly Step[];
}

/** One step of a programme. `path` is its place in the document. The kinds are in `step-kinds.ts`. */
export type Step =
  | ApproachStep
  | RampStep
  | HoldStep
  | StiffnessStep
  | GapStep
  | QuietStep
  | ProbeStep
  | DEDPStep
  | WaitStep
  | RepeatStep
  | IdentifyStep
  | UnloadStep;

/** What the rig is told to do: pressures and waits, in order. */
export interface Programme {
  readonly name: string;
  readonly steps: readonly Step[];
  /** What ends the whole programme before its time. */
  readonly stopIf?: Until | undefined;
}

/** The conditions that end a step; undefined where it has none, and then it never ends by itself. */
export function untilOf(step: Step): Until | undefined {
  return "until" in step ? step.until : undefined;
}

/** A step that may have conditions and has none. */
export function neverEnds(step: Step): boolean {
  return "until" in step && step.until === undefined;
}
