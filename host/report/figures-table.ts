import { grouped } from "./page/number-text.js";
import { clockText } from "./page/time-axis.js";
import type { HoldFigures, ReportData, SideFigures } from "./report-data.js";

/** A figure to three significant digits, with a thin space between thousands. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return "\u2013";
  const size = Math.abs(value);
  const whole = Number.isInteger(value) || size >= 100;
  return grouped(value, whole ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
}

interface FigureRow {
  readonly label: string;
  readonly unit: string;
  readonly of: (figures: SideFigures) => number | undefined;
  readonly note: string;
  /** In place of it for a recording. */
  readonly recorded?: string;
}

const rows: readonly FigureRow[] = [
  { label: "Set point", unit: "kPa", of: (f) => f.setpointKPa, note: "" },
  {
    label: "Measured, RMS",
    unit: "kPa",
    of: (f) => f.measuredRmsKPa,
    note: "Calibrated counts after median of three and 0.5 s low-pass, against the set point",
    recorded: "Against the set point; how it was filtered stands below",
  },
  { label: "Measured, peak", unit: "kPa", of: (f) => f.measuredPeakKPa, note: "" },
  {
    label: "Measured, mean",
    unit: "kPa",
    of: (f) => f.measuredMeanKPa,
    note: "Of measured less set point",
  },
  {
    label: "Not controlled, RMS",
    unit: "kPa",
    of: (f) => f.uncontrolledRmsKPa,
    note: "The same cell in the same rig with the screws left where the hold began",
  },
  { label: "Not controlled, peak", unit: "kPa", of: (f) => f.uncontrolledPeakKPa, note: "" },
  {
    label: "Fixed gap, RMS",
    unit: "kPa",
    of: (f) => f.fixedGapRmsKPa,
    note: "The same cell in a rigid frame without springs",
  },
  { label: "Fixed gap, peak", unit: "kPa", of: (f) => f.fixedGapPeakKPa, note: "" },
  {
    label: "True, RMS",
    unit: "kPa",
    of: (f) => f.trueRmsKPa,
    note: "Force in the load cell without the sensor's error",
  },
  { label: "True, peak", unit: "kPa", of: (f) => f.truePeakKPa, note: "" },
  {
    label: "Pellet, RMS",
    unit: "kPa",
    of: (f) => f.pelletRmsKPa,
    note: "Behind the piston seal and the weight, which no load cell sees",
  },
  {
    label: "Calibration",
    unit: "kPa",
    of: (f) => f.calibrationBiasKPa,
    note: "Constant difference of true and asked pressure through span and die area; in none of the errors above",
  },
  {
    label: "Physical limit",
    unit: "kPa",
    of: (f) => f.limitKPa,
    note: "Quantum of motion, noise and rate of the disturbance together: what no loop gets below",
  },
  {
    label: "Reversals",
    unit: "",
    of: (f) => f.reversals,
    note: "Changes of sign of the commanded motion",
  },
  { label: "Reversals a day", unit: "1/d", of: (f) => f.reversalsPerDay, note: "" },
  {
    label: "Travel",
    unit: "\u00b5m",
    of: (f) => f.travelUm,
    note: "Of the screw, all moves added",
  },
  {
    label: "Travel needed",
    unit: "\u00b5m",
    of: (f) => f.netTravelUm,
    note: "Total variation of the path that holds the pressure, on a 60 s grid",
  },
];

/** The table of all figures that there are, both sides beside each other. */
export function figuresTable(report: ReportData): string {
  const sides = [report.anode, report.cathode];
  const figureOf = (row: FigureRow, side: SideFigures | undefined) =>
    side === undefined ? undefined : row.of(side);
  const cells = (row: FigureRow) =>
    sides
      .map((side) => `<td class="number">${figureText(figureOf(row, side) ?? Number.NaN)}</td>`)
      .join("");
  const body = rows
    .filter((row) => sides.some((side) => figureOf(row, side) !== undefined))
    .map(
      (row) =>
        `<tr><th>${row.label}</th>${cells(row)}<td class="unit">${row.unit}</td><td class="note">${(report.origin === "recorded" ? row.recorded : undefined) ?? row.note}</td></tr>`,
    )
    .join("\n");
  const titles = ["Anode", "Cathode"].map((title) => `<th class="number">${title}</th>`).join("");
  const head = `<tr><th>Figure</th>${titles}<th></th><th></th></tr>`;
  return `<table><thead>${head}</thead><tbody>${body}</tbody></table>`;
}

/** The holds of a recording, a line each. */
export function holdsTable(holds: readonly HoldFigures[]): string {
  const title = (text: string) => `<th class="number">${text}</th>`;
  const names = ["set point / kPa", "RMS / kPa", "peak / kPa"];
  const heads = ["Anode", "Cathode"].flatMap((side) => names.map((name) => `${side} ${name}`));
  const head = ["From", "Scored", ...heads].map(title).join("");
  const cell = (text: string) => `<td class="number">${text}</td>`;
  const side = (figures: SideFigures | undefined) =>
    [figures?.setpointKPa, figures?.measuredRmsKPa, figures?.measuredPeakKPa].map((value) =>
      cell(figureText(value ?? Number.NaN)),
    );
  const body = holds.map((hold) => {
    const times = [clockText(hold.fromS), clockText(hold.scoredS)].map(cell);
    return `<tr>${[...times, ...side(hold.anode), ...side(hold.cathode)].join("")}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table>`;
}
