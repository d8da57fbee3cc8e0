import { type PlanOptions, planOf } from "./plan.js";
import { runPlan, type Tamper } from "./run.js";

/** The fewest faults, the shortest time and, if it goes without, no host that still break the same invariant. */
export function shrink(seed: number, options: PlanOptions, tamper?: Tamper): PlanOptions {
  const first = runPlan(planOf(seed, options), tamper).violation;
  if (first === undefined) return options;
  const breaks = (tried: PlanOptions) =>
    runPlan(planOf(seed, tried), tamper).violation?.invariant === first.invariant;
  let best: PlanOptions = { ...options, keep: planOf(seed, options).faults.map((_, i) => i) };
  for (const number of best.keep ?? []) {
    const tried = { ...best, keep: (best.keep ?? []).filter((one) => one !== number) };
    if (breaks(tried)) best = tried;
  }
  const quiet = { ...best, quiet: true };
  return breaks(quiet) ? quiet : best;
}

/** The one command that shows it again. */
export function replayCommand(seed: number, options: PlanOptions): string {
  const bus = options.bus ? " --bus" : "";
  const keep = options.keep === undefined ? "" : ` --keep ${options.keep.join(",") || "none"}`;
  const quiet = options.quiet === true ? " --quiet" : "";
  const still = options.still === true ? " --still" : "";
  return `npm run dst -- --seed ${seed} --hours ${options.hours}${bus}${keep}${quiet}${still}`;
}
