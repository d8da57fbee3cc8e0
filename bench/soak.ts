// `npm run soak [-- --hours H] [--every H] [--xs]`: months of holding with a fault a week, the device's clock near its wraps.
// `npm run soak -- --cuts [--stride N]`: the power fails at every tick of a run of ten minutes.

import { parseArgs } from "node:util";
import { type DriftLimits, drift } from "./soak/drift.js";
import { type LongRunOptions, type SoakPoint, soak } from "./soak/long-run.js";
import { soakOnXs } from "./soak/on-xs.js";
import { type CutKind, cutAt, cutKinds, cutRunTicks } from "./soak/power-cut.js";

const { values } = parseArgs({
  options: {
    hours: { type: "string" },
    every: { type: "string", default: "168" },
    xs: { type: "boolean", default: false },
    cuts: { type: "boolean", default: false },
    stride: { type: "string", default: "1" },
  },
});
const hours = Number(values.hours ?? (values.xs ? "10" : "1000"));
const everyH = Number(values.every);
const stride = Number(values.stride);
if (!(hours > 0 && everyH > 0 && Number.isInteger(stride) && stride > 0)) {
  console.error("give --hours H --every H [--xs], or --cuts --stride N");
  process.exit(2);
}
process.exitCode = values.cuts ? cuts() : await run();

function cuts(): number {
  let bad = 0;
  const counts = new Map<CutKind, number>();
  for (let tick = 1; tick <= cutRunTicks; tick += stride) {
    for (const kind of cutKinds) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const wrong = cutAt(tick, kind);
      if (wrong.length === 0) continue;
      bad += 1;
      console.log(`tick ${tick}, ${kind}: ${wrong.join("; ")}`);
    }
  }
  const done = [...counts].map(([kind, count]) => `${kind} ${count}`).join(", ");
  console.log(`${done}; ${bad} with something wrong`);
  return bad === 0 ? 0 : 1;
}

async function run(): Promise<number> {
  // Heap: noise of the collector. Slots: none for the rig; the simulated world notes each fault and what it changes.
  const limits: DriftLimits = values.xs
    ? { memory: 0, memoryPerFault: 60 }
    : { memory: 0.5, memoryPerFault: 0 };
  const unit = values.xs ? "   slots" : " heap/MB";
  let bad = 0;
  for (const wrap of [0, 1] as const) {
    console.log(`clock an hour before wrap ${wrap + 1}`);
    console.log(`      h  holds  off/kPa ${unit}  faults  starts  told    records  writes`);
    const points: SoakPoint[] = [];
    const told = (point: SoakPoint) => {
      points.push(point);
      console.log(lineOf(point));
    };
    const options: LongRunOptions = { hours, everyH, pointH: hours / 20, wrap };
    if (values.xs) await soakOnXs(options, told);
    else soak(options, told);
    for (const text of drift(points, limits)) {
      bad += 1;
      console.log(`  ${text}`);
    }
  }
  return bad === 0 ? 0 : 1;
}

function lineOf(p: SoakPoint): string {
  return [
    p.atH.toFixed(1).padStart(7),
    String(p.holding).padStart(6),
    p.offKPa.toFixed(2).padStart(8),
    p.memory.toFixed(values.xs ? 0 : 1).padStart(8),
    String(p.happened).padStart(7),
    String(p.boots).padStart(7),
    String(p.told).padStart(5),
    String(p.records).padStart(10),
    String(p.writes).padStart(7),
  ].join(" ");
}
