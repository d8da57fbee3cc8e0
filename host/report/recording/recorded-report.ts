import { basename } from "node:path";
import { dataFileError } from "../../data/data-file-error.js";
import { shown } from "../../documents/file-text.js";
import { hours } from "../../run/progress.js";
import { figureText } from "../figures-table.js";
import { clockText } from "../page/time-axis.js";
import type { Fact, ReportData, ReportEvent, SideFigures } from "../report-data.js";
import { type Scored, scoreHolds } from "./holds.js";
import { missingRecords, recordedEvents } from "./recorded-events.js";
import { recordedSeries } from "./recorded-series.js";
import type { Recording } from "./recording.js";
import { calibrationOf, type SideName, type SideRows, sideRows } from "./side-rows.js";

/** The report of a recording, with the figures of merit that it allows. */
export function recordedReport(recording: Recording): ReportData {
  const timesS = recording.rows.numbers("Test Time / s");
  if (timesS === undefined || timesS.length < 2) {
    throw dataFileError({ file: shown(recording.path) }, "has no two rows to report on");
  }
  const intervalS = usualInterval(timesS);
  const sides = {
    anode: sideRows(recording, "anode", intervalS),
    cathode: sideRows(recording, "cathode", intervalS),
  };
  const scored = scoreHolds(timesS, sides, intervalS);
  const area = calibrationOf(recording.sidecar?.settings ?? {}, "anode")?.areaMm2;
  const events = recordedEvents(recording.events, recording.rows);
  return {
    origin: "recorded",
    title: recording.sidecar?.cell ?? basename(recording.path),
    verdict: verdict(scored, events),
    sound: !events.some((event) => event.fault),
    facts: factsOf(recording, timesS, scored, events),
    anode: scored.anode,
    cathode: scored.cathode,
    holds: scored.holds,
    notes: notesOf(recording, sides, intervalS),
    events,
    scoredFromS: scored.fromS,
    scoredToS: scored.toS,
    ...recordedSeries(recording, timesS, sides, area),
  };
}

/** The median distance of rows: gaps and pauses do not count. */
export function usualInterval(timesS: Float64Array): number {
  const steps: number[] = [];
  for (let i = 1; i < timesS.length; i += 1) {
    const step = (timesS[i] as number) - (timesS[i - 1] as number);
    if (step > 0) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 1;
}

function verdict(scored: Scored, events: readonly ReportEvent[]): string {
  const fault = events.find((event) => event.fault);
  const first =
    fault === undefined
      ? ""
      : `Fault ${fault.name}${fault.side === "" ? "" : ` on the ${fault.side}`} after ${clockText(fault.atS)}. `;
  const parts = (["anode", "cathode"] as const).flatMap((side) => {
    const figures = scored[side];
    return figures === undefined ? [] : [held(side, figures)];
  });
  if (parts.length === 0) {
    return `${first}No side was held at a constant set point for the two minutes that scoring waits, so nothing was scored.`;
  }
  return `${first}Held ${parts.join(" and ")} for ${hours(scored.scoredS)} in ${count(scored.holds.length, "hold")}.`;
}

function held(side: SideName, figures: SideFigures): string {
  const { setpointKPa, measuredRmsKPa } = figures;
  return `${figureText(setpointKPa)} kPa on the ${side} to ${figureText(measuredRmsKPa)} kPa RMS`;
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

function factsOf(
  recording: Recording,
  timesS: Float64Array,
  scored: Scored,
  events: readonly ReportEvent[],
): Fact[] {
  const { rows, sidecar, path, format } = recording;
  const { gaps, records } = missingRecords(rows);
  const spanS = (timesS.at(-1) ?? 0) - (timesS[0] ?? 0);
  const faults = events.filter((event) => event.fault).length;
  const facts: Fact[] = [
    { label: "Recording", value: basename(path), note: format },
    { label: "Recorded", value: hours(spanS), note: count(rows.rows, "row") },
    { label: "Scored", value: hours(scored.scoredS), note: count(scored.holds.length, "hold") },
    { label: "Gaps", value: `${gaps}`, note: `${count(records, "record")} known to be missing` },
    { label: "Faults", value: `${faults}` },
  ];
  const firmware = sidecar?.firmware ?? sidecar?.identity;
  if (firmware !== undefined) facts.push({ label: "Firmware", value: firmware });
  const certificate = sidecar?.certificate ?? recording.certificate;
  if (sidecar !== undefined || certificate !== undefined) {
    facts.push({ label: "Certificate", value: certificate?.slice(0, 12) ?? "none" });
  }
  return facts;
}

function notesOf(
  recording: Recording,
  sides: Readonly<Record<SideName, SideRows>>,
  intervalS: number,
): string[] {
  const apart = Number(intervalS.toFixed(2));
  const notes = [
    `Measured: ${sides.anode.measuredFrom}.`,
    "Scored in stretches of constant set points, from 60 s after every side in hold has stayed within 1 % or 2 kPa for 60 s.",
  ];
  if (intervalS > 0.15) {
    notes.push(
      `Rows are ${apart} s apart: peaks, reversals and travel between them are not seen and the figures are lower bounds.`,
    );
  }
  if (recording.events === undefined) {
    notes.push("No file of events lies beside the recording: faults are not known.");
  }
  const { certificateWarnings = [] } = recording.sidecar ?? {};
  notes.push(...certificateWarnings.map((text) => `Warning: ${text}.`));
  return [...notes, ...recording.notes];
}
