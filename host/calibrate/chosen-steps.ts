import { UsageError } from "../command/exit.js";
import type { Step } from "../commissioning/step.js";

/** The steps of these names, in the order of commissioning. */
export function chosenSteps(all: readonly Step[], names: string | undefined): readonly Step[] {
  if (names === undefined) return all;
  const wanted = names.split(",").map((name) => name.trim());
  for (const name of wanted) {
    if (all.some((step) => step.name === name)) continue;
    const known = all.map((step) => step.name).join(", ");
    throw new UsageError(`--steps: there is no step "${name}"; steps are ${known}`);
  }
  return all.filter(({ name }) => wanted.includes(name));
}
