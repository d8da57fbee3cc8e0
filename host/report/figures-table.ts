import { grouped } from "./page/number-text.js";
import type { ReportData, SideFigures } from "./report-data.js";

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
  readonly of: (figures: SideFigures) => number;
  readonly note: string;
}

const rows: readonly FigureRow[] = [
  { label: "Set point", unit: "kPa", of: (f) => f.setpointKPa, note: "" },
  {
    label: "Measured, RMS",
    unit: "kPa",
    of: (f) => f.measuredRmsKPa,
    note: "Calibrated counts after median of three and 0.5 s low-pass, against the set point",
  },
  { label: "Measured, peak", unit: "kPa", of: (f) => f.measuredPeakKPa, note: "" },
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

/** The table of all figures, both sides beside each other. */
export function figuresTable(report: ReportData): string {
  const cells = (row: FigureRow) =>
    [report.anode, report.cathode]
      .map((side) => `<td class="number">${figureText(row.of(side))}</td>`)
      .join("");
  const body = rows
    .map(
      (row) =>
        `<tr><th>${row.label}</th>${cells(row)}<td class="unit">${row.unit}</td><td class="note">${row.note}</td></tr>`,
    )
    .join("\n");
  const titles = ["Anode", "Cathode"].map((title) => `<th class="number">${title}</th>`).join("");
  const head = `<tr><th>Figure</th>${titles}<th></th><th></th></tr>`;
  return `<table><thead>${head}</thead><tbody>${body}</tbody></table>`;
}
