import type { JsonObject } from "../../../src/document/table.js";
import { bedOf, merged, rigJson, run, runUntil } from "../bed.js";
import {
  atLeast,
  atMost,
  quantile,
  type Row,
  resultsOf,
  section,
  short,
  told,
} from "../section.js";

interface CrossJob {
  readonly name: string;
  readonly rig: string | JsonObject;
  /** The rig has identified itself, and with it the mount of the mould. */
  readonly coupled: boolean;
  readonly seed: number;
}

interface CrossResult {
  /** Largest deviation of the filtered measurement and of the true force from before the ramp, kPa. */
  readonly measuredKPa: number;
  readonly trueKPa: number;
  readonly faults: readonly string[];
  /** The anode's ramp was over after this time, s. */
  readonly rampS: number;
  /** The pair was refused before the ramp. */
  readonly refused: boolean;
}

/** A hard anode and a cathode without spring, 3 N/um on a mount of `mountNPerUm`: cross gain r / (1 + r) with r = 3 / mount. */
export const stiffPair = (mountNPerUm: number): JsonObject => {
  const hard = rigJson("hard");
  const bare = rigJson("bare-cathode");
  return {
    ...hard,
    nameplate: merged(bare["nameplate"], {
      anode: { trainStiffness: "7 N/um" },
      cathode: { trainStiffness: "3 N/um" },
    }),
    cathode: merged(bare["cathode"], { train: { stiffness: "3 N/um" } }),
    name: `stiff pair on a mount of ${mountNPerUm} N/um`,
    mould: { stiffness: `${mountNPerUm} N/um`, wallShear: "8 MPa" },
  };
};

const seedsEach = 5;
const shipped = ["reference", "hard"];
const gains = [
  { gain: 0.05, mount: 57 },
  { gain: 0.13, mount: 20 },
  { gain: 0.2, mount: 12 },
  { gain: 0.4, mount: 4.5 },
  { gain: 0.6, mount: 2 },
  { gain: 0.75, mount: 1 },
];

export const crossTalk = section<CrossJob, CrossResult>({
  name: "cross-talk",
  title:
    "Cross-talk: the cathode at 0.2 MPa while the anode goes from 2.0 to 2.5 MPa at 0.05 MPa/s",
  jobs: ({ fromSeed }) => [
    ...shipped.map((name) => ({ name, rig: name, coupled: false, seed: fromSeed })),
    ...gains.flatMap(({ gain, mount }) =>
      [false, true].flatMap((coupled) =>
        Array.from({ length: seedsEach }, (_, i) => {
          const rig = stiffPair(mount);
          return { name: `cross gain ${gain}`, rig, coupled, seed: fromSeed + i };
        }),
      ),
    ),
  ],
  run: measure,
  rows: (jobs, results) => [
    ...shipped.flatMap((name) =>
      resultsOf(jobs, results, (job) => job.name === name).map((result) =>
        atMost(`${name}: coil cathode, measured`, result.measuredKPa, 0.3),
      ),
    ),
    ...gains.flatMap(({ gain }) => {
      const of = (coupled: boolean) =>
        resultsOf(
          jobs,
          results,
          (job) => job.name === `cross gain ${gain}` && job.coupled === coupled,
        );
      return pairRows(gain, of(false), of(true));
    }),
  ],
});

/** A cathode that turned about at the end of its way rests on the other flank: the median of some seeds is compared. */
function pairRows(
  gain: number,
  bare: readonly CrossResult[],
  coupled: readonly CrossResult[],
): Row[] {
  if (bare.length === 0 || coupled.length === 0) return [];
  const name = `cross gain ${gain}`;
  const median = (of: readonly CrossResult[]) =>
    quantile(
      of.map((r) => r.trueKPa),
      0.5,
    );
  const text = (of: readonly CrossResult[]) => {
    const ramp = quantile(
      of.map((r) => r.rampS),
      0.5,
    );
    const faults = [...new Set(of.flatMap((r) => r.faults))].join(", ");
    return `${short(median(of))} kPa, ${Number.isNaN(ramp) ? "ramp not over after 180 s" : `ramp of ${ramp.toFixed(0)} s`}${faults === "" ? "" : `; ${faults}`}`;
  };
  const rows = [
    told(`${name}, not identified: true, median`, text(bare)),
    told(`${name}, after \`identify\`: true, median`, text(coupled)),
  ];
  const share = (100 * median(coupled)) / median(bare);
  if (gain <= 0.2) rows.push(atMost(`${name}: share of the undecoupled figure`, share, 25, "%"));
  else if (gain > 0.6) rows.push(refusedRow(name, coupled));
  return rows;
}

function refusedRow(name: string, results: readonly CrossResult[]): Row {
  const named = results.filter(
    (r) => r.refused && r.faults.some((fault) => fault.startsWith("looseMould")),
  );
  const what = `${name}: refused as looseMould before it is loaded`;
  return atLeast(what, named.length, results.length, `of ${results.length}`);
}

export function measure(job: CrossJob): CrossResult {
  const programme: JsonObject = {
    name: "cross-talk",
    steps: [
      ...(job.coupled ? [{ identify: { anode: "2 MPa", cathode: "0.2 MPa" } }] : []),
      { approach: { touch: "5 N" } },
      { ramp: { anode: { to: "2 MPa", rate: "0.05 MPa/s" }, cathode: { to: "0.2 MPa" } } },
      { hold: { anode: "2 MPa", cathode: "0.2 MPa" }, until: { after: "900 s" } },
      // From below: the cathode's gear rests on its pressing flank, and the ramp asks for the way back through the lash.
      { ramp: { cathode: { to: "0.17 MPa" } } },
      { ramp: { cathode: { to: "0.2 MPa" } } },
      { hold: { anode: "2 MPa", cathode: "0.2 MPa" }, until: { after: "10 s" } },
      { hold: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: "0.2 MPa" } },
    ],
  };
  const { world } = bedOf({ rig: job.rig, programme, seed: job.seed });
  const { anode } = world.rig;
  runUntil(world, () => anode.targetKPa === 2500 || world.faults.length > 0, 3600);
  const refused = world.faults.length > 0;
  const beforeN = world.truth.cathode.forceN;
  const fromS = world.atS;
  let measuredKPa = 0;
  let trueN = 0;
  let rampS = Number.NaN;
  run(world, refused ? 0 : 180, () => {
    measuredKPa = Math.max(measuredKPa, Math.abs(world.scorer.cathode.measuredKPa - 200));
    trueN = Math.max(trueN, Math.abs(world.truth.cathode.forceN - beforeN));
    if (Number.isNaN(rampS) && Math.abs(world.scorer.anode.measuredKPa - 2500) < 10)
      rampS = world.atS - fromS;
    return false;
  });
  const faults = world.faults.map(({ name, side }) => `${name} ${side}`);
  return { measuredKPa, trueKPa: (trueN * 1000) / world.truth.areaMm2, faults, rampS, refused };
}
