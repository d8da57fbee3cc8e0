// `npm run fuzz [-- --minutes M] [--from SEED] [--target NAME]`: throws broken input at everything that takes input, for a time.
// `--seed S --target NAME` shows one again.

import { parseArgs } from "node:util";
import { Prng } from "../sim/prng.js";
import { targets } from "./fuzz/targets.js";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    target: { type: "string" },
  },
});
const heapMaxMB = 40;
const minutes = Number(values.minutes);
const names = Object.keys(targets).filter((name) => (values.target ?? name) === name);
if (!(minutes > 0 && minutes <= 10000) || names.length === 0) {
  console.error(`give --minutes M and, if you like, --target ${Object.keys(targets).join("|")}`);
  process.exit(2);
}
const counts = new Map(names.map((name) => [name, 0]));
let escapes = 0;

function attempt(name: string, seed: number): void {
  try {
    targets[name]?.(new Prng(seed, `fuzz ${name}`));
  } catch (error) {
    escapes += 1;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(`npm run fuzz -- --target ${name} --seed ${seed}\n  ${text}`);
  }
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

if (values.seed !== undefined) {
  for (const name of names) attempt(name, Number(values.seed));
} else {
  const endsAt = performance.now() + minutes * 60_000;
  for (let seed = Number(values.from); performance.now() < endsAt && escapes < 20; seed += 1) {
    for (const name of names) attempt(name, seed);
  }
}
global.gc?.();
const heapMB = process.memoryUsage().heapUsed / 1e6;
const heap = heapMB.toFixed(1);
const done = [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
console.log(`${done}; ${escapes} escapes, heap ${heap} MB`);
// A round leaves nothing behind: what stays is the code and one rig.
process.exitCode = escapes === 0 && heapMB < heapMaxMB ? 0 : 1;
