import { command } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import { readCycler } from "../cyclers/read-cycler.js";
import { bdfProblems } from "../data/bdf-rules.js";
import type { DataTable } from "../data/table.js";
import { writeTable } from "../data/write-table.js";
import { type ClockRelation, merge } from "../merge/merge.js";
import { readRig } from "../rig-data/read-rig.js";
import { alignFiles, alignmentText, noMatchCode } from "./align.js";

/** `isobar merge`: the rig's and the cycler's file as one. */
export const mergeCommand = command({
  name: "merge",
  summary: "put the rig's pressures and the cycler's data into one file",
  usage: "RIG-FILE CYCLER-FILE --out FILE [--lag S --drift PPM] [--rows cycler|rig]",
  options: {
    out: { value: "FILE", meaning: "Where the merged file goes: NAME.bdf.csv or NAME.bdf.parquet" },
    lag: {
      value: "S",
      meaning: "What the cycler shows when the rig shows 0, s (default: align finds it)",
    },
    drift: {
      value: "PPM",
      meaning: "How much faster the cycler's clock runs, ppm (default 0 with --lag)",
    },
    rows: { value: "cycler|rig", meaning: "Whose rows the file has (default cycler)" },
    tolerance: { value: "S", meaning: "How far away the other file's row may be, s (default 5)" },
  },
  notes: () =>
    [
      "The file is one of the Battery Data Format: Test Time / s, Voltage / V, Current / A and the cycler's columns, then the",
      "rig's, Anode Pressure / Pa and Cathode Pressure / Pa among them. In Python:",
      '  import pandas as pd; df = pd.read_csv("cell.bdf.csv")',
      "",
      "Example",
      "  isobar merge cell.rig.csv cycler.mpt --out cell.bdf.csv",
      "",
      "Exit codes: 0 written, 2 wrong usage or input, 3 the files do not match (nothing is written).",
    ].join("\n"),
  async run({ given, words }, terminal) {
    const [rigPath, cyclerPath, ...more] = words;
    if (rigPath === undefined || cyclerPath === undefined || more.length > 0) {
      throw new UsageError(
        "merge needs the rig's file and the cycler's file; see isobar merge --help",
      );
    }
    const out = bdfPath(given.out);
    const rows = given.rows ?? "cycler";
    if (rows !== "cycler" && rows !== "rig") {
      throw new UsageError(`--rows must be cycler or rig, not "${rows}"`);
    }
    const toleranceS = numberOption("tolerance", given.tolerance ?? "5", { min: 0, max: 86400 });
    const asked = askedRelation(given.lag, given.drift);
    const rig = await readRig(rigPath);
    const cycler = await readCycler(cyclerPath);
    for (const note of [...rig.notes, ...cycler.notes]) terminal.error(`isobar: ${note}\n`);
    let relation = asked;
    if (relation === undefined) {
      const found = alignFiles(rig, cycler);
      terminal.out(alignmentText(found, cycler));
      if (!found.match) return noMatchCode;
      relation = found;
    }
    const merged = merge(rig.table, cycler.table, { ...relation, rows, toleranceS });
    checkMerged(merged);
    writeTable(out, merged);
    terminal.out(`${out}: ${merged.rows} rows, ${merged.columns.length} columns\n`);
    return 0;
  },
});

function bdfPath(path: string | undefined): string {
  if (path === undefined || !/\.bdf\.(csv|parquet)$/u.test(path)) {
    throw new UsageError("merge needs --out NAME.bdf.csv or NAME.bdf.parquet");
  }
  return path;
}

function askedRelation(
  lag: string | undefined,
  drift: string | undefined,
): ClockRelation | undefined {
  if (lag === undefined) {
    if (drift !== undefined) throw new UsageError("--drift needs --lag");
    return undefined;
  }
  return {
    lagS: numberOption("lag", lag, { min: -1e10, max: 1e10 }),
    driftPpm: numberOption("drift", drift ?? "0", { min: -1e4, max: 1e4 }),
  };
}

/** What would not be a file of the Battery Data Format, or holds no pressure, is not written. */
function checkMerged(merged: DataTable): void {
  if (merged.rows === 0)
    throw new UsageError("the two files have no row within the tolerance of each other");
  const pressure = merged.numbers("Anode Pressure / Pa");
  if (pressure === undefined || pressure.every(Number.isNaN)) {
    throw new UsageError(
      "no row of the cycler has one of the rig within the tolerance; is the lag right?",
    );
  }
  const problems = bdfProblems(merged);
  if (problems.length > 0)
    throw new UsageError(`the merged file would be no BDF: ${problems.join("; ")}`);
}
