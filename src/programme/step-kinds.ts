import type { Step } from "./step.js";
import type { StepKind } from "./step-kind.js";
import { approach } from "./steps/approach.js";
import { dEdP } from "./steps/d-e-d-p.js";
import { gap } from "./steps/gap.js";
import { hold } from "./steps/hold.js";
import { identify } from "./steps/identify.js";
import { probe } from "./steps/probe.js";
import { quiet } from "./steps/quiet.js";
import { ramp } from "./steps/ramp.js";
import { repeat } from "./steps/repeat.js";
import { stiffness } from "./steps/stiffness.js";
import { unload } from "./steps/unload.js";
import { wait } from "./steps/wait.js";

/** The steps by their key. Reader, runner, limits, schema and docs derive from this table. */
export const stepKinds: {
  readonly [K in Step["kind"]]: StepKind<Extract<Step, { readonly kind: K }>>;
} = { approach, ramp, hold, stiffness, gap, quiet, probe, dEdP, wait, repeat, identify, unload };

export const stepNames = Object.keys(stepKinds) as readonly Step["kind"][];

/** The kind of a step, to be used with that step alone. */
export function kindOf(step: Step): StepKind<Step> {
  return stepKinds[step.kind] as StepKind<Step>;
}
