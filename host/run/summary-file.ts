import type { RaisedFault, Summary } from "../../sim/scorer.js";
import type { SideScore } from "../../sim/side-scorer.js";
import type { Elapsed } from "./simulation.js";

/** The keys of one side in summary.json: a public contract, in this order. */
const sideKeys = [
  "setpointKPa",
  "measuredRmsKPa",
  "measuredPeakKPa",
  "trueRmsKPa",
  "truePeakKPa",
  "pelletRmsKPa",
  "uncontrolledRmsKPa",
  "limitKPa",
  "reversals",
  "reversalsPerDay",
  "travelUm",
  "netTravelUm",
] as const satisfies readonly (keyof SideScore)[];

type SideSummary = Pick<SideScore, (typeof sideKeys)[number]>;

/** What summary.json holds. */
export interface SummaryFile {
  readonly anode: SideSummary;
  readonly cathode: SideSummary;
  readonly faults: readonly RaisedFault[];
  readonly endMode: string;
  readonly simulatedS: number;
  readonly scoredS: number;
  /** Wall-clock time of the simulation; with `speedup` the only figures that the seed does not fix. */
  readonly wallS: number;
  readonly speedup: number;
  readonly seed: number;
}

/** The summary of a run as its file has it. */
export function summaryFile(summary: Summary, elapsed: Elapsed, seed: number): SummaryFile {
  return {
    anode: sideOf(summary.anode),
    cathode: sideOf(summary.cathode),
    faults: summary.faults,
    endMode: summary.endMode,
    simulatedS: summary.simulatedS,
    scoredS: summary.scoredS,
    wallS: rounded(elapsed.wallS, 3),
    speedup: rounded(elapsed.wallS > 0 ? elapsed.simulatedS / elapsed.wallS : 0, 1),
    seed,
  };
}

function sideOf(score: SideScore): SideSummary {
  const entries = sideKeys.map((key) => [key, rounded(score[key], 6)]);
  return Object.fromEntries(entries) as SideSummary;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
