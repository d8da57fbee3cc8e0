// `npm run faults [-- --row N] [--seed N]`: lets every fault of physics 7 happen to a simulated rig and prints what came of it.

import { parseArgs } from "node:util";
import { faultCases } from "./faults/cases.js";
import { runCase, titleOf } from "./faults/run.js";

const { values } = parseArgs({ options: { row: { type: "string" }, seed: { type: "string" } } });
const seed = values.seed === undefined ? undefined : Number(values.seed);
if (seed !== undefined && !Number.isSafeInteger(seed)) {
  console.error("--seed: give a whole number");
  process.exit(2);
}
const only = values.row === undefined ? undefined : Number(values.row);
const cases = faultCases.filter(({ row }) => only === undefined || row === only);
if (cases.length === 0) {
  console.error("--row: give 1 to 56");
  process.exit(2);
}
const columns = [
  "row",
  "injected",
  "path",
  "during",
  "detected by",
  "delay/s",
  "reaction",
  "verdict",
];
const rows = cases.map((one) => {
  const result = runCase(one, seed);
  const delay = result.delayS === undefined ? "" : result.delayS.toFixed(1);
  const path = (one.hal ?? "contract") === "contract" ? "contract" : "bus";
  const verdict = result.complaints.length === 0 ? "ok" : `NOT OK: ${result.complaints.join("; ")}`;
  const said = result.detectedBy === "" ? "-" : result.detectedBy;
  return [String(one.row), titleOf(one), path, one.during, said, delay, result.reaction, verdict];
});
const widths = columns.map((head, i) =>
  Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)),
);
for (const row of [columns, ...rows]) {
  console.log(
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
const bad = rows.filter((row) => row[7] !== "ok").length;
console.log("Why a row is not ok: docs/faults.md.");
console.log(`${rows.length} cases, ${rows.length - bad} as physics 7 asks, ${bad} not`);
process.exitCode = bad === 0 ? 0 : 1;
