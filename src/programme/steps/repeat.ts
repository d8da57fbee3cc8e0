import { nameOf } from "../../document/quantity-text.js";
import { neverEnds, type RepeatStep } from "../step.js";
import type { StepKind } from "../step-kind.js";

const timesMax = 100000;

export const repeat: StepKind<RepeatStep> = {
  meaning: "Do the steps this many times",
  body: { kind: "times", max: timesMax },
  beside: ["steps"],
  read: (json, path, { problems, innerSteps }) => {
    const times = json["repeat"];
    if (!Number.isInteger(times) || Number(times) < 1 || Number(times) > timesMax) {
      problems.add(
        `${path}.repeat`,
        `must be a whole number from 1 to ${timesMax}, not ${nameOf(times)}`,
      );
    }
    const steps = innerSteps(json["steps"], path);
    if (steps === undefined) return { kind: "repeat", path, times: 1, steps: [] };
    const last = steps[steps.length - 1];
    if (last !== undefined && neverEnds(last)) {
      problems.add(last.path, `has no "until", so the repetition would never come round`);
    }
    return { kind: "repeat", path, times: typeof times === "number" ? times : 1, steps };
  },
  // The runner flattens repetitions: none is ever begun as a step.
  look: () => true,
};
