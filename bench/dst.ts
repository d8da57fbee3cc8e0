// `npm run dst -- --seeds N --hours H [--from S] [--bus]`: deterministic simulation test. Random rigs, programmes, hosts and
// faults; what must never be is looked for after each tick. `--seed S [--keep 0,2] [--quiet] [--still]` shows one again.

import { parseArgs } from "node:util";
import { type PlanOptions, planOf } from "./dst/plan.js";
import { runPlan } from "./dst/run.js";
import { replayCommand, shrink } from "./dst/shrink.js";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    hours: { type: "string", default: "0.25" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    keep: { type: "string" },
    bus: { type: "boolean", default: false },
    quiet: { type: "boolean", default: false },
    still: { type: "boolean", default: false },
  },
});
const hours = Number(values.hours);
const one = values.seed !== undefined;
const from = Number(values.seed ?? values.from);
const count = one ? 1 : Number(values.seeds);
if (
  !(hours > 0 && hours <= 10000 && Number.isInteger(from) && Number.isInteger(count) && count > 0)
) {
  console.error(
    "give --seeds N --hours H [--from S] [--bus], or --seed S --hours H [--keep 0,2] [--quiet] [--still]",
  );
  process.exit(2);
}
const keep =
  values.keep === undefined
    ? undefined
    : values.keep === "none"
      ? []
      : values.keep.split(",").map(Number);
const options: PlanOptions = {
  hours,
  bus: values.bus,
  keep,
  quiet: values.quiet,
  still: values.still,
};
const began = performance.now();
let bad = 0;
let simulatedS = 0;
let faults = 0;
let boots = 0;
for (let seed = from; seed < from + count; seed += 1) {
  const plan = planOf(seed, options);
  const outcome = runPlan(plan);
  simulatedS += outcome.simulatedS;
  faults += plan.faults.length;
  boots += outcome.boots;
  if (one) {
    for (const [i, fault] of plan.faults.entries()) {
      console.log(`fault ${i}: ${JSON.stringify(fault)}`);
    }
    console.log(`rig ${plan.world.rig.name}; told: ${outcome.faults.join(", ") || "nothing"}`);
  }
  const { violation } = outcome;
  if (violation === undefined) continue;
  bad += 1;
  console.log(`seed ${seed}: ${violation.invariant} at ${violation.atS} s: ${violation.text}`);
  if (!one) console.log(`  ${replayCommand(seed, shrink(seed, options))}`);
}
const wallS = (performance.now() - began) / 1000;
console.log(
  `${count} seeds, ${(simulatedS / 3600).toFixed(1)} h, ${faults} faults planned, ${boots} starts, ` +
    `${bad} broken, ${wallS.toFixed(1)} s`,
);
process.exitCode = bad === 0 ? 0 : 1;
