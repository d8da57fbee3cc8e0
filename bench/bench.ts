// `npm run bench [-- --json] [-- --hours H]`: what the desktop world and the firmware on XS cost. The last line with --json is
// one object.

import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureSpeed } from "./speed.js";
import { measureXs } from "./xs.js";

const { values } = parseArgs({
  options: { json: { type: "boolean" }, hours: { type: "string", default: "200" } },
});
const longestH = Number(values.hours);
if (!(longestH >= 1 && longestH <= 10000)) {
  console.error("--hours: give 1 to 10000");
  process.exit(2);
}
const marksH = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000].filter(
  (mark) => mark <= longestH,
);
console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}, one core`);
console.log(
  "coupled model, 100 ms tick: rig reference, scenario doerrer, firmware and scorer running",
);
console.log("    until / h   simulated s in 1 s    heap / MB");
// The first hour warms the compiler up and is measured again.
measureSpeed([2]);
const points = measureSpeed(marksH);
for (const point of points) {
  const columns = [point.untilH, Math.round(point.simSecondsPerSecond), point.heapMB.toFixed(1)];
  console.log(columns.map((column) => String(column).padStart(13)).join("   "));
}
const speeds = points.map((point) => point.simSecondsPerSecond);
const wholeS = points.reduce((sum, point, i) => {
  const hours = point.untilH - (points[i - 1]?.untilH ?? 0);
  return sum + (hours * 3600) / point.simSecondsPerSecond;
}, 0);
const xs = await measureXs();
if (values.json === true) {
  const last = points[points.length - 1];
  console.log(
    JSON.stringify({
      simSecondsPerSecond: Math.round((longestH * 3600) / wholeS),
      simSecondsPerSecondSlowest: Math.round(Math.min(...speeds)),
      heapMBAtEnd: Number(last?.heapMB.toFixed(1)),
      heapMBAfterFirstHour: Number(points[0]?.heapMB.toFixed(1)),
      hours: longestH,
      ...xs,
    }),
  );
}
