import type { FaultCase } from "./case.js";
import { type FaultResult, runCase, titleOf } from "./run.js";

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

/** What is the same for each draw of a case. */
function headOf(one: FaultCase): string[] {
  const path = (one.hal ?? "contract") === "contract" ? "contract" : "bus";
  return [String(one.row), titleOf(one), path, one.during];
}

function lineOf(result: FaultResult): string[] {
  const { complaints } = result;
  const verdict = complaints.length === 0 ? "ok" : `NOT OK: ${complaints.join("; ")}`;
  const said = result.detectedBy === "" ? "-" : result.detectedBy;
  const delay = result.delayS === undefined ? "" : result.delayS.toFixed(1);
  return [...headOf(result.case), said, delay, result.reaction, verdict];
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

/** One draw; true when all is as physics 7 asks. */
export function printTable(cases: readonly FaultCase[], seed: number): boolean {
  const results = cases.map((one) => runCase(one, seed));
  print([columns, ...results.map(lineOf)]);
  const bad = results.filter(({ complaints }) => complaints.length > 0).length;
  console.log("Why a row is not ok: docs/faults.md.");
  console.log(`${cases.length} cases, ${cases.length - bad} as physics 7 asks, ${bad} not`);
  return bad === 0;
}

/** Many draws, a line a case; true when each of each is as physics 7 asks. */
export function printDraws(cases: readonly FaultCase[], from: number, seeds: number): boolean {
  const rows = [["row", "injected", "path", "during", "detected by", "longest/s", "ok", "not ok"]];
  let bad = 0;
  for (const one of cases) {
    const results = Array.from({ length: seeds }, (_, i) => runCase(one, from + i));
    const names = new Set(results.map((result) => result.detectedBy.split(",")[0] || "-"));
    const delays = results.flatMap(({ delayS }) => (delayS === undefined ? [] : [delayS]));
    const wrong = results.flatMap(({ complaints }, i) =>
      complaints.length === 0 ? [] : [`${from + i}: ${complaints.join("; ")}`],
    );
    bad += wrong.length;
    rows.push([
      ...headOf(one),
      [...names].join(" / "),
      delays.length === 0 ? "" : Math.max(...delays).toFixed(1),
      `${seeds - wrong.length}/${seeds}`,
      wrong.join(" | "),
    ]);
  }
  print(rows);
  console.log(
    `${cases.length} cases of ${seeds} draws from seed ${from}, ${bad} not as physics 7 asks`,
  );
  return bad === 0;
}
