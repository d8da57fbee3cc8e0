import type { Problems } from "../document/problems.js";
import type { Settings } from "../settings/table.js";
import { LimitCheck } from "./limit-check.js";
import type { Programme, Step } from "./step.js";
import { kindOf } from "./step-kinds.js";

export { highestSetPoint } from "./limit-check.js";

/** Checks every step of a programme against what the settings allow; names step and limit. */
export function checkLimits(programme: Programme, settings: Settings, problems: Problems): void {
  const check = new LimitCheck(settings, problems);
  for (const step of programme.steps) checkStep(step, check);
}

function checkStep(step: Step, check: LimitCheck): void {
  kindOf(step).check?.(step, check);
  if (step.kind === "repeat") for (const inner of step.steps) checkStep(inner, check);
}
