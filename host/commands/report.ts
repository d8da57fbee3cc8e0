import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type JsonObject, readTable, writeTable } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { command } from "../command/command.js";
import { exitCodes, UsageError } from "../command/exit.js";
import { fileSource, readSource } from "../documents/source.js";
import { cannotWrite } from "../log/block-file.js";
import { reportHtml } from "../report/page-html.js";
import { plotNames, reportPlots } from "../report/plots.js";
import { recordedReport } from "../report/recording/recorded-report.js";
import { type Recording, readRecording } from "../report/recording/recording.js";
import { flatSettings } from "../report/recording/sidecar.js";
import type { ReportData } from "../report/report-data.js";

/** `isobar report`: a run in figures and plots, whoever recorded it. */
export const reportCommand = command({
  name: "report",
  summary: "figures of merit and plots of a recording, as a page and as SVG",
  usage: "RECORDING [--out DIR] [--settings FILE]",
  options: {
    out: { value: "DIR", meaning: "Where it goes (default: RECORDING without ending, -report)" },
    settings: {
      value: "FILE",
      meaning:
        "Settings to calibrate the raw counts with, where no sidecar of isobar record lies beside the recording",
    },
  },
  notes: () =>
    [
      "RECORDING is a .rig.csv, .raw.log, uart.log, .bdf.csv (or .parquet of these), or log.csv of isobar sim. Files that",
      "belong to it (NAME.slow.csv, NAME.events.csv, NAME.json) are found beside it.",
      "Written: report.html (every plot can be saved as SVG or PNG there), figures.json, plots/*.svg.",
      "",
      "Examples",
      "  isobar report data/cell42-0001.rig.csv",
      "  isobar report cell.bdf.csv --out runs/cell42",
      "",
      "Exit codes: 0 written, 2 wrong usage or input.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0)
      throw new UsageError("report needs one recording; see isobar report --help");
    const recording = calibrated(await readRecording(path), given.settings);
    const report = recordedReport(recording);
    const out = given.out ?? `${path.replace(/(\.rig|\.bdf|\.raw)?\.[a-z]+$/u, "")}-report`;
    writeReport(out, report);
    terminal.out(`${report.verdict}\n`);
    for (const note of report.notes ?? []) terminal.out(`  ${note}\n`);
    terminal.out(`\n  ${join(out, "report.html")}\n`);
    return exitCodes.fine;
  },
});

function calibrated(recording: Recording, settingsPath: string | undefined): Recording {
  if (settingsPath === undefined) return recording;
  const settings = readSource(fileSource("settings", settingsPath), (found, problems) =>
    readTable(settingsTable, found, problems, ""),
  );
  const json = writeTable(settingsTable, settings as unknown as JsonObject);
  return { ...recording, sidecar: { ...recording.sidecar, settings: flatSettings(json) } };
}

/** Page, figures and plots. */
export function writeReport(out: string, report: ReportData): void {
  const plots = join(out, "plots");
  try {
    // What an earlier report left there goes first: no old plot beside new figures.
    mkdirSync(plots, { recursive: true });
    for (const name of plotNames) rmSync(join(plots, name), { force: true });
    writeFileSync(join(out, "report.html"), reportHtml(report));
    const { timesS, series, ...figures } = report;
    writeFileSync(join(out, "figures.json"), `${JSON.stringify(figures, null, 2)}\n`);
    for (const { name, svg } of reportPlots(report)) writeFileSync(join(plots, name), svg);
  } catch (error) {
    throw cannotWrite(basename(out), error);
  }
}
