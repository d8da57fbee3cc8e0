import type { Summary } from "../../../sim/scorer.js";
import { bedOf, identified, run } from "../bed.js";
import { drawRig } from "../draw.js";
import { replayOf } from "../replay.js";
import { atLeast, atMost, largest, quantile, type Row, section, short, told } from "../section.js";

interface DrawJob {
  readonly seed: number;
}

interface DrawResult {
  readonly wallMargin: number;
  readonly baseRig: string;
  readonly summary: Summary;
}

const hours = 24;
/** More reversals a day than a cell, a room and honest noise ask for. */
const limitCycleADay = 50;
/** Below this margin the pair is one that the wall cannot carry for the whole day. */
const carriesFrom = 1.02;

/** Rigs that nobody has tuned anything to. */
export const monteCarlo = section<DrawJob, DrawResult>({
  name: "monte-carlo",
  title:
    "Drawn rigs over the ranges of physics 8, 24 h of `doerrer` at 2.5 / 0.2 MPa after `identify`",
  jobs: ({ fromSeed, rigs }) =>
    Array.from({ length: rigs }, (_, i) => ({ seed: 1000 + fromSeed + i })),
  run: ({ seed }) => {
    const draw = drawRig(seed);
    const programme = identified("2.5 MPa", "0.2 MPa");
    const { world } = bedOf({ rig: draw.rig, scenario: draw.scenario, programme, seed });
    // A rig that has ended in a fault will not move again.
    run(world, hours * 3600, () => world.faults.length > 0 && world.atS % 600 < 0.05);
    return { wallMargin: draw.wallMargin, baseRig: draw.baseRig, summary: world.summary() };
  },
  rows: (jobs, results) => [
    ...carriedRows(jobs, results),
    ...uncarriedRows(results.filter((r) => r.wallMargin < carriesFrom)),
  ],
});

/** Commands that are printed for a bar that is not met. */
const replaysMost = 8;

interface Judged {
  readonly seed: number;
  readonly result: DrawResult;
  readonly anode: boolean;
  readonly cathode: boolean;
  readonly cycles: boolean;
  readonly fault: boolean;
}

function judged(seed: number, result: DrawResult): Judged {
  const { anode, cathode, faults, scoredS } = result.summary;
  // A rig that never came to be scored has met nothing.
  const scored = scoredS >= 0.9 * hours * 3600;
  return {
    seed,
    result,
    anode: scored && anode.measuredRmsKPa <= 3 * anode.limitKPa,
    cathode: scored && cathode.measuredRmsKPa <= Math.max(10 * cathode.limitKPa, 0.1),
    cycles: Math.max(anode.reversalsPerDay, cathode.reversalsPerDay) > limitCycleADay,
    fault: faults.length > 0,
  };
}

function carriedRows(jobs: readonly DrawJob[], results: readonly DrawResult[]): Row[] {
  const all = results
    .map((result, i) => judged(jobs[i]?.seed ?? 0, result))
    .filter(({ result }) => result.wallMargin >= carriesFrom);
  const share = (of: (one: Judged) => boolean) => (100 * all.filter(of).length) / all.length;
  const failing = (of: (one: Judged) => boolean) => {
    const commands = all.filter(of).slice(0, replaysMost);
    return commands.map(({ seed }) => replayOf(seed)).join("\n    ");
  };
  const ratio = (side: "anode" | "cathode") =>
    all.map(({ result: { summary } }) => summary[side].measuredRmsKPa / summary[side].limitKPa);
  const cycles = all.map(({ result: { summary } }) =>
    Math.max(summary.anode.reversalsPerDay, summary.cathode.reversalsPerDay),
  );
  return [
    told("rigs whose wall carries the pair", String(all.length)),
    {
      ...atLeast(
        "anodes within 3 x limitKPa",
        share((one) => one.anode),
        95,
        "%",
      ),
      replay: failing((one) => !one.anode),
    },
    told("anodes, RMS over limitKPa: median / 95th percentile / largest", spread(ratio("anode"))),
    {
      ...atLeast(
        "cathodes within the larger of 10 x limitKPa and 0.1 kPa",
        share((one) => one.cathode),
        90,
        "%",
      ),
      replay: failing((one) => !one.cathode),
    },
    told(
      "cathodes, RMS over limitKPa: median / 95th percentile / largest",
      spread(ratio("cathode")),
    ),
    {
      ...atMost(
        `limit cycles (more than ${limitCycleADay} reversals a day)`,
        all.filter((one) => one.cycles).length,
        0,
        "",
      ),
      replay: failing((one) => one.cycles),
    },
    told("reversals a day: median / 95th percentile / largest", spread(cycles)),
    {
      ...atMost("false faults", all.filter((one) => one.fault).length, 0, ""),
      replay: failing((one) => one.fault),
    },
    told("names of false faults", names(all.map(({ result }) => result))),
  ];
}

function uncarriedRows(weak: readonly DrawResult[]): Row[] {
  if (weak.length === 0) return [];
  const slip = weak.filter(({ summary }) =>
    summary.faults.some(({ name }) => name === "slip" || name === "slippingPair"),
  );
  const clear = weak.filter(({ wallMargin }) => wallMargin < 0.95);
  const clearSlip = clear.filter((one) => slip.includes(one));
  const most = largest(weak.map(({ summary }) => summary.anode.truePeakKPa));
  return [
    told(
      "rigs whose wall cannot carry the pair for 24 h",
      `${weak.length}, ${slip.length} refused as slip or slippingPair`,
    ),
    atMost(
      "of these with less than 95 % of the capacity, not refused by name",
      clear.length - clearSlip.length,
      0,
      "",
    ),
    told("names of all faults there", names(weak)),
    told("largest true error while scored there", `${short(most)} kPa`),
  ];
}

const spread = (values: readonly number[]) =>
  [quantile(values, 0.5), quantile(values, 0.95), largest(values)].map(short).join(" / ");

function names(results: readonly DrawResult[]): string {
  const counts = new Map<string, number>();
  for (const { summary } of results)
    for (const { name, side } of summary.faults)
      counts.set(`${name} ${side}`, (counts.get(`${name} ${side}`) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(", ") || "none";
}
