import { command } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import type { Terminal } from "../command/terminal.js";
import { formats } from "../cyclers/formats.js";
import { readCycler } from "../cyclers/read-cycler.js";
import { bdfProblems } from "../data/bdf-rules.js";
import type { DataTable } from "../data/table.js";
import { readDataBytes } from "../data/text-lines.js";
import { writeTable } from "../data/write-table.js";
import { shown } from "../documents/file-text.js";
import { simulatedCycler } from "../merge/simulated-cycler.js";
import { isRigTable, readRig, tableOf } from "../rig-data/read-rig.js";
import { type RigLog, readRigLog } from "../rig-data/rig-log.js";
import { sheetNames } from "../rig-data/rig-sheets.js";

/** `isobar export`: any data file that is known here, in the columns of the Battery Data Format. */
export const exportCommand = command({
  name: "export",
  summary: "turn a log of the rig or a cycler's file into the Battery Data Format",
  usage: "FILE --out FILE [--zone HOURS] [--cycler --every S --lag S --drift PPM]",
  options: {
    out: {
      value: "FILE",
      meaning:
        "Where it goes, .csv or .parquet; files of a rig without current are best called NAME.rig.csv, others NAME.bdf.csv",
    },
    zone: {
      value: "HOURS",
      meaning: "How far the cycler's computer was ahead of UTC; with it the file gets Unix times",
    },
    cycler: {
      meaning: "From the log.csv of a simulated rig: what the cycler beside it would have written",
    },
    every: { value: "S", meaning: "With --cycler: time between its rows (default 10)" },
    lag: {
      value: "S",
      meaning: "With --cycler: what its clock shows at power-on of the rig (default 0)",
    },
    drift: { value: "PPM", meaning: "With --cycler: how much faster its clock runs (default 0)" },
  },
  notes: () =>
    [
      "Files of a rig: uart.log of isobar sim, .raw.log and .rig.csv of isobar record, log.csv of isobar sim. A log of the",
      "line gives slow rows and events as NAME.slow.csv and NAME.events.csv beside it.",
      `Files of cyclers: ${formats.map(({ name }) => name).join(", ")}.`,
      "",
      "Examples",
      "  isobar export runs/doerrer/uart.log --out cell.rig.csv",
      "  isobar export cycler.mpt --out cycler.bdf.parquet",
      "  isobar export runs/doerrer/log.csv --cycler --lag 137 --drift 40 --out cycler.bdf.csv",
      "",
      "Exit codes: 0 written, 2 wrong usage or input.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0)
      throw new UsageError("export needs one file; see isobar export --help");
    const { out } = given;
    if (out === undefined || !/\.(csv|parquet)$/u.test(out)) {
      throw new UsageError("export needs --out FILE.csv or FILE.parquet");
    }
    if (given.cycler) {
      const number = (
        name: string,
        text: string | undefined,
        fallback: string,
        min: number,
        max: number,
      ) => numberOption(name, text ?? fallback, { min, max });
      const made = simulatedCycler(await readRig(path), {
        everyS: number("every", given.every, "10", 0.1, 86400),
        lagS: number("lag", given.lag, "0", -1e9, 1e9),
        driftPpm: number("drift", given.drift, "0", -1e4, 1e4),
      });
      return written(out, made, terminal);
    }
    const log = readRigLog(path, readDataBytes(path));
    if (log !== undefined) return exportLog(path, log, out, terminal);
    const zone =
      given.zone === undefined
        ? undefined
        : numberOption("zone", given.zone, { min: -14, max: 14 });
    const cycler = await readCycler(path, { zoneS: zone === undefined ? undefined : zone * 3600 });
    for (const note of cycler.notes) terminal.error(`isobar: ${note}\n`);
    return written(
      out,
      isRigTable(cycler.table) ? (await readRig(path)).table : cycler.table,
      terminal,
    );
  },
});

function written(out: string, table: DataTable, terminal: Terminal): number {
  if (/\.bdf\.(csv|parquet)$/u.test(out)) {
    const problems = bdfProblems(table);
    if (problems.length > 0) throw new UsageError(`${out} would be no BDF: ${problems.join("; ")}`);
  }
  writeTable(out, table);
  terminal.out(`${out}: ${table.rows} rows, ${table.columns.length} columns\n`);
  return 0;
}

/** Rows, slow rows and events of each life of the rig, each in a file of its own. */
function exportLog(path: string, log: RigLog, out: string, terminal: Terminal): number {
  const dot = /(\.rig|\.bdf)?\.(csv|parquet)$/u.exec(out);
  const stem = out.slice(0, dot?.index ?? out.length);
  const ending = out.endsWith(".parquet") ? "parquet" : "csv";
  log.lives.forEach((life, i) => {
    const name = i === 0 ? stem : `${stem}-boot${life.boot}`;
    for (const sheet of sheetNames) {
      const lines = life.sheets[sheet];
      if (lines.length < 2) continue;
      const file =
        sheet === "rows" ? (i === 0 ? out : `${name}.rig.${ending}`) : `${name}.${sheet}.${ending}`;
      written(file, tableOf(shown(path), lines), terminal);
    }
  });
  if (log.damaged > 0)
    terminal.error(`isobar: ${log.damaged} of ${log.lines} lines are damaged and left out\n`);
  if (log.missing > 0)
    terminal.error(`isobar: ${log.missing} records are missing; the file says where\n`);
  return 0;
}
