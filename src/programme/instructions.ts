import type { Step } from "./step.js";

/** A step, or the end of a repetition that goes back to `loopTo`. */
export interface Instruction {
  readonly step: Step | undefined;
  readonly loopTo: number;
  readonly times: number;
}

/** The steps one after the other, with a jump at the end of each repetition. */
export function flatten(steps: readonly Step[], into: Instruction[]): void {
  for (const step of steps) {
    if (step.kind !== "repeat") {
      into.push({ step, loopTo: 0, times: 0 });
      continue;
    }
    const loopTo = into.length;
    flatten(step.steps, into);
    into.push({ step: undefined, loopTo, times: step.times });
  }
}
