import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type JsonObject, readTable, writeTable } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { command } from "../command/command.js";
import { exitCodes, UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import { fileSource, readSource } from "../documents/source.js";
import { cannotWrite } from "../log/block-file.js";
import { reportHtml } from "../report/page-html.js";
import { plotNames, reportPlots } from "../report/plots.js";
import { type PlotPrinter, plotPrinter } from "../report/png.js";
import { recordedReport } from "../report/recording/recorded-report.js";
import { type Recording, readRecording } from "../report/recording/recording.js";
import { flatSettings } from "../report/recording/sidecar.js";
import type { ReportData } from "../report/report-data.js";

/** Plots as wide as a page of A4 between its margins, at what journals ask of line drawings with text. */
const usual = { widthMm: "170", dpi: "300" } as const;

/** `isobar report`: a run in figures and plots, whoever recorded it. */
export const reportCommand = command({
  name: "report",
  summary: "figures of merit and plots of a recording, as a page, SVG and PNG",
  usage: "RECORDING [--out DIR] [--settings FILE] [--width MM] [--png [--dpi N]]",
  options: {
    out: { value: "DIR", meaning: "Where it goes (default: RECORDING without ending, -report)" },
    settings: {
      value: "FILE",
      meaning:
        "Settings to calibrate the raw counts with, where no sidecar of isobar record lies beside the recording",
    },
    width: {
      value: "MM",
      meaning: `Width of the plots' files on paper, 80 to 400 mm (default ${usual.widthMm}); labels have 8 points whatever it is`,
    },
    png: { meaning: "Write each plot as PNG beside the SVG" },
    dpi: {
      value: "N",
      meaning: `Dots per inch of the PNG, 72 to 1200 (default ${usual.dpi}); implies --png`,
    },
  },
  notes: () =>
    [
      "RECORDING is a .rig.csv, .raw.log, uart.log, .bdf.csv (or .parquet of these), or log.csv of isobar sim. Files that",
      "belong to it (NAME.slow.csv, NAME.events.csv, NAME.json) are found beside it.",
      "Written: report.html (every plot can be saved as SVG or PNG there), figures.json, plots/*.svg, with --png plots/*.png.",
      "",
      "Examples",
      "  isobar report data/cell42-0001.rig.csv",
      "  isobar report cell.bdf.csv --out runs/cell42",
      "  isobar report cell.bdf.csv --png --width 85           one column of a journal",
      "  isobar report cell.bdf.csv --width 174 --dpi 600      across both",
      "",
      "Exit codes: 0 written, 2 wrong usage or input.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0)
      throw new UsageError("report needs one recording; see isobar report --help");
    const widthMm = numberOption("width", given.width ?? usual.widthMm, { min: 80, max: 400 });
    const dpi = numberOption("dpi", given.dpi ?? usual.dpi, { min: 72, max: 1200, whole: true });
    const recording = calibrated(await readRecording(path), given.settings);
    const report = recordedReport(recording);
    const out = given.out ?? `${path.replace(/(\.rig|\.bdf|\.raw)?\.[a-z]+$/u, "")}-report`;
    const printer = given.png || given.dpi !== undefined ? await plotPrinter(dpi) : undefined;
    writeReport(out, report, widthMm, printer);
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

/** Page, figures and plots, `widthMm` wide; as PNG, too, where there is a printer. */
export function writeReport(
  out: string,
  report: ReportData,
  widthMm: number,
  printer?: PlotPrinter,
): void {
  const plots = join(out, "plots");
  try {
    // What an earlier report left there goes first: no old plot beside new figures.
    mkdirSync(plots, { recursive: true });
    for (const name of plotNames) rmSync(join(plots, name), { force: true });
    writeFileSync(join(out, "report.html"), reportHtml(report));
    const { timesS, series, ...figures } = report;
    writeFileSync(join(out, "figures.json"), `${JSON.stringify(figures, null, 2)}\n`);
    for (const { stem, svg } of reportPlots(report, widthMm)) {
      writeFileSync(join(plots, `${stem}.svg`), svg);
      if (printer !== undefined) writeFileSync(join(plots, `${stem}.png`), printer(svg, widthMm));
    }
  } catch (error) {
    throw cannotWrite(basename(out), error);
  }
}
