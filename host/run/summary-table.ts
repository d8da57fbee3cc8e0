import type { SideScore } from "../../sim/side-scorer.js";
import { clockText } from "../report/page/time-axis.js";
import { hours } from "./progress.js";
import type { SummaryFile } from "./summary-file.js";

interface Row {
  readonly label: string;
  readonly of: (side: SideScore) => string;
}

const kPa = (value: number) => value.toFixed(value < 100 ? 3 : 1);

const rows: readonly Row[] = [
  { label: "Set point / kPa", of: (s) => s.setpointKPa.toFixed(1) },
  {
    label: "Measured RMS / kPa (uncontrolled)",
    of: (s) => `${kPa(s.measuredRmsKPa)} (${kPa(s.uncontrolledRmsKPa)})`,
  },
  {
    label: "Measured peak / kPa (uncontrolled)",
    of: (s) => `${kPa(s.measuredPeakKPa)} (${kPa(s.uncontrolledPeakKPa)})`,
  },
  { label: "The same at fixed gap, RMS / kPa", of: (s) => kPa(s.fixedGapRmsKPa) },
  {
    label: "True RMS, peak / kPa",
    of: (s) => `${kPa(s.trueRmsKPa)}, ${kPa(s.truePeakKPa)}`,
  },
  { label: "Pellet RMS / kPa", of: (s) => kPa(s.pelletRmsKPa) },
  { label: "Physical limit / kPa", of: (s) => kPa(s.limitKPa) },
  {
    label: "Reversals (a day)",
    of: (s) => `${s.reversals} (${s.reversalsPerDay.toFixed(1)})`,
  },
  {
    label: "Travel of the screw (needed) / um",
    of: (s) => `${s.travelUm.toFixed(1)} (${s.netTravelUm.toFixed(1)})`,
  },
];

/** The figures of a run as a table for people: controlled beside uncontrolled, and what went wrong. */
export function summaryTable(
  summary: SummaryFile,
  scores: { readonly anode: SideScore; readonly cathode: SideScore },
): string {
  const lines: string[] = [];
  if (summary.scoredS > 0) {
    lines.push(line("", "anode", "cathode"));
    for (const row of rows)
      lines.push(line(row.label, row.of(scores.anode), row.of(scores.cathode)));
  } else {
    lines.push("No scores: the pressures never settled in a hold step.");
  }
  lines.push("", ...faultLines(summary));
  const speed = Math.floor(summary.speedup).toLocaleString("en");
  const { simulatedS, scoredS, wallS } = summary;
  const simulated = `Simulated ${hours(simulatedS)} (${hours(scoredS)} scored)`;
  lines.push(`${simulated} in ${wallS.toFixed(1)} s, ${speed} times real time.`);
  return `${lines.join("\n")}\n`;
}

function line(label: string, anode: string, cathode: string): string {
  return `${label.padEnd(36)}${anode.padStart(20)}${cathode.padStart(20)}`;
}

function faultLines(summary: SummaryFile): string[] {
  if (summary.faults.length === 0) return ["No fault."];
  const shown = summary.faults
    .slice(0, 10)
    .map((fault) => `Fault ${fault.name} (${fault.side}) at ${clockText(fault.atS)}.`);
  const more = summary.faults.length - shown.length;
  return more > 0 ? [...shown, `And ${more} more faults.`] : shown;
}
