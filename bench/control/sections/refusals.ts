import { bedOf, identified, run } from "../bed.js";
import { drawUnfit, type Unfit, unfit } from "../draw.js";
import { replayOf } from "../replay.js";
import { atLeast, largest, type Row, resultsOf, section, short } from "../section.js";

interface RefusalJob {
  readonly why: Unfit;
  readonly seed: number;
}

interface RefusalResult {
  readonly faults: readonly string[];
  readonly atS: number;
  /** Largest true pressures on the way, kPa. */
  readonly peakKPa: number;
}

const seedsEach = 5;
const hours = 3;

/** By what name each of them is to be refused. */
const refusedAs: Readonly<Record<Unfit, readonly string[]>> = {
  wrongSignAnode: ["wrongSign"],
  wrongSignCathode: ["wrongSign"],
  cellsSwapped: ["swapped"],
  motorsSwapped: ["swapped"],
  motorReversedAnode: ["wrongSign", "noContact"],
  motorReversedCathode: ["wrongSign", "noContact"],
  looseMould: ["looseMould"],
  slippingPair: ["slippingPair", "slip"],
};

/** Rigs that cannot work, and must say why. */
export const refusals = section<RefusalJob, RefusalResult>({
  name: "refusals",
  title: "Rigs that cannot work are refused by name",
  jobs: ({ fromSeed }) =>
    unfit.flatMap((why) =>
      Array.from({ length: seedsEach }, (_, i) => ({ why, seed: 3000 + fromSeed + i })),
    ),
  run: measure,
  rows: (jobs, results) =>
    unfit.flatMap((why) => {
      const own = resultsOf(jobs, results, (job) => job.why === why);
      const seed = jobs.find((job) => job.why === why)?.seed;
      return seed === undefined ? [] : rowsOf(why, seed, own);
    }),
});

export function measure({ why, seed }: RefusalJob): RefusalResult {
  const draw = drawUnfit(seed, why);
  const programme = identified("2.5 MPa", "0.2 MPa");
  const { world } = bedOf({ rig: draw.rig, scenario: draw.scenario, programme, seed });
  const { anode, cathode } = world.truth;
  let peakN = 0;
  run(world, hours * 3600, () => {
    peakN = Math.max(peakN, anode.forceN, cathode.forceN);
    return world.faults.length > 0;
  });
  const faults = world.faults.map(({ name }) => name);
  return { faults, atS: world.atS, peakKPa: (peakN * 1000) / world.truth.areaMm2 };
}

function rowsOf(why: Unfit, seed: number, own: readonly RefusalResult[]): Row[] {
  const named = own.filter(({ faults }) => faults.some((name) => refusedAs[why].includes(name)));
  const all = [...new Set(own.flatMap(({ faults }) => faults))].join(", ") || "nothing";
  const peak = largest(own.map(({ peakKPa }) => peakKPa));
  const what = `${why}: refused as ${refusedAs[why].join(" or ")} (said: ${all}; at most ${short(peak)} kPa true)`;
  const replay = replayOf(seed, drawUnfit(seed, why), hours);
  return [{ ...atLeast(what, named.length, own.length, `of ${own.length}`), replay }];
}
