import type { RigModel } from "../../sim/rigs/table.js";
import type { Scenario } from "../../sim/scenarios/table.js";
import type { SideScore } from "../../sim/side-scorer.js";
import type { World } from "../../sim/world.js";
import { type FaultName, faults } from "../../src/faults.js";
import type { Programme } from "../../src/programme/step.js";
import { version } from "../../src/version.js";
import { duration, hours } from "../run/progress.js";
import type { Elapsed } from "../run/simulation.js";
import type { SummaryFile } from "../run/summary-file.js";
import { figureText } from "./figures-table.js";
import { clockText } from "./page/time-axis.js";
import { programmeEvents } from "./programme-events.js";
import type { Fact, ReportData, ReportEvent } from "./report-data.js";
import type { RunRecord } from "./run-record.js";
import { trueScaleKeys } from "./series.js";

/** What a report is about. */
export interface ReportedRun {
  readonly programme: Programme;
  readonly rig: RigModel;
  readonly scenario: Scenario;
  readonly world: World;
  readonly summary: SummaryFile;
  readonly scores: { readonly anode: SideScore; readonly cathode: SideScore };
  readonly elapsed: Elapsed;
  readonly record: RunRecord<World>;
}

/** Gathers a run for its page. */
export function buildReport(run: ReportedRun): ReportData {
  const { record, elapsed, scores, summary } = run;
  return {
    origin: "simulated",
    title: titleOf(run),
    verdict: verdict(run),
    sound: summary.faults.length === 0,
    facts: factsOf(run),
    anode: scores.anode,
    cathode: scores.cathode,
    events: eventsOf(run),
    scoredFromS: elapsed.scoredFromS,
    scoredToS: elapsed.scoredToS,
    timesS: record.times().map((atS) => Number(atS.toFixed(1))),
    series: Object.fromEntries(
      record.series.map(({ key, decimals }, i) => [
        key,
        compact(record.values(i), decimals, biasOf(key, scores)),
      ]),
    ),
  };
}

function titleOf({ programme, rig, scenario }: ReportedRun): string {
  const title = `${programme.name} on the ${rig.name} rig`;
  return scenario.name === programme.name ? title : `${title}, ${scenario.name}`;
}

/** No more digits than a series is worth: they are most of the file. */
function compact(values: readonly number[], decimals: number, bias: number): (number | null)[] {
  return values.map((value) =>
    Number.isFinite(value) ? Number((value - bias).toFixed(decimals)) : null,
  );
}

/**
 * By how much the true pressure lies beside the measured one through calibration alone. Scores leave it out, and so do
 * the plots, or it would dwarf all that control is about.
 */
function biasOf(key: string, scores: ReportedRun["scores"]): number {
  for (const side of ["anode", "cathode"] as const) {
    if (trueScaleKeys.some((name) => key === side + name)) return scores[side].calibrationBiasKPa;
  }
  return 0;
}

function verdict(run: ReportedRun): string {
  const { summary, scores } = run;
  const first = summary.faults[0];
  if (first !== undefined) {
    const where = first.side === "rig" ? "" : ` on the ${first.side}`;
    return `Fault ${first.name}${where} after ${clockText(first.atS)}: ${faults[first.name].text}.`;
  }
  if (summary.scoredS === 0)
    return "The pressures never settled in a hold step, so nothing was scored.";
  const { anode, cathode } = scores;
  const pair = (of: (score: SideScore) => number) =>
    `${figureText(of(anode))} and ${figureText(of(cathode))} kPa`;
  return [
    `Held ${megapascals(anode)} on the anode and ${megapascals(cathode)} on the cathode`,
    `for ${hours(summary.scoredS)}, to ${pair((s) => s.measuredRmsKPa)} RMS,`,
    `where the same cell would have swung by ${pair((s) => s.uncontrolledRmsKPa)}`,
    `with the screws left alone and by ${pair((s) => s.fixedGapRmsKPa)} at a fixed gap.`,
  ].join(" ");
}

const megapascals = (score: SideScore) => `${Number((score.setpointKPa / 1000).toFixed(3))} MPa`;

function factsOf(run: ReportedRun): Fact[] {
  const { summary, elapsed, scenario } = run;
  const speed = figureText(Math.floor(summary.speedup));
  return [
    { label: "Programme", value: run.programme.name },
    { label: "Rig", value: run.rig.name },
    { label: "Scenario", value: scenario.name, note: worldText(scenario) },
    { label: "Seed", value: `${summary.seed}` },
    {
      label: "Simulated",
      value: hours(summary.simulatedS),
      note: `in ${duration(elapsed.wallS)}, ${speed} times real time`,
    },
    { label: "Firmware", value: version },
  ];
}

function worldText(scenario: Scenario): string {
  const room = `${scenario.room.temperature}\u00a0\u00b0C`;
  if (scenario.displacement !== undefined) return `${scenario.displacement.trace}, ${room}`;
  const { cell, cycler } = scenario;
  return `${cell.loading} mg/cm\u00b2, ${cycler.current} mA/cm\u00b2, ${room}`;
}

function eventsOf(run: ReportedRun): ReportEvent[] {
  const events = run.world.events.map((event) => {
    const isFault = Object.hasOwn(faults, event.name);
    const text = isFault ? faults[event.name as FaultName].text : event.text;
    const side = event.side === "rig" ? "" : event.side;
    return isFault
      ? { atS: event.atS, name: event.name, side, text, fault: true }
      : programmeEvents(run.programme, event);
  });
  const dropped = run.world.eventsDropped;
  if (dropped > 0) {
    const atS = run.world.atS;
    const text = `${dropped} later events were counted only`;
    events.push({ atS, name: "more", side: "", text, fault: false });
  }
  return events;
}
