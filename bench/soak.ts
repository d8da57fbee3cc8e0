// `npm run soak [-- --hours H] [--every H]`: months of holding with a fault a week, the clock near its wraps.
// `npm run soak -- --cuts [--stride N]`: the power fails at every tick of a run of ten minutes.

import { parseArgs } from "node:util";
import { soak } from "./soak/long-run.js";
import { cutAt, cutRunTicks } from "./soak/power-cut.js";

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "1000" },
    every: { type: "string", default: "168" },
    cuts: { type: "boolean", default: false },
    stride: { type: "string", default: "1" },
  },
});
const hours = Number(values.hours);
const everyH = Number(values.every);
const stride = Number(values.stride);
if (!(hours > 0 && everyH > 0 && Number.isInteger(stride) && stride > 0)) {
  console.error("give --hours H --every H, or --cuts --stride N");
  process.exit(2);
}
process.exitCode = values.cuts ? cuts() : run();

function cuts(): number {
  let bad = 0;
  let count = 0;
  for (let tick = 1; tick <= cutRunTicks; tick += stride) {
    for (const power of [true, false]) {
      count += 1;
      const wrong = cutAt(tick, power);
      if (wrong.length === 0) continue;
      bad += 1;
      console.log(`tick ${tick}, ${power ? "power" : "controller alone"}: ${wrong.join("; ")}`);
    }
  }
  console.log(`${count} cuts, ${bad} with something wrong`);
  return bad === 0 ? 0 : 1;
}

function run(): number {
  let bad = 0;
  for (const wrap of [0, 1] as const) {
    console.log(`clock an hour before wrap ${wrap + 1}`);
    console.log("      h  holds  off/kPa  heap/MB  faults    records  writes");
    soak({ hours, everyH, pointH: Math.max(1, hours / 20), wrap }, (p) => {
      if (!p.holding) bad += 1;
      const cells = [
        p.atH.toFixed(0).padStart(7),
        String(p.holding).padStart(6),
        p.offKPa.toFixed(2).padStart(8),
        p.heapMB.toFixed(1).padStart(8),
        String(p.faults).padStart(7),
        String(p.records).padStart(10),
        String(p.writes).padStart(7),
      ];
      console.log(cells.join(" "));
    });
  }
  return bad === 0 ? 0 : 1;
}
