import type { RigModel } from "../../../sim/rigs/table.js";
import { relaxing } from "../../../src/identify/conclusion.js";
import type { Identification } from "../../../src/identify/identification.js";
import { inSeries } from "../../../src/identify/train-fit.js";
import type { SideName } from "../../../src/settings/table.js";
import { bedOf, identified, run } from "../bed.js";
import { drawRig } from "../draw.js";
import { LevelWatch, type TrueLevel } from "../level-watch.js";
import { replayOf } from "../replay.js";
import { atLeast, quantile, type Row, section, short, told } from "../section.js";
import { delayOf, lostMotionAt, noiseOf } from "../true-side.js";

interface IdentityJob {
  readonly seed: number;
}

/** What is judged by its uncertainty, and what is told without one. */
const judged = [
  "stiffness at the lowest load",
  "stiffness at the middle load",
  "stiffness at the highest load",
  "stiffness of the train apart from its contact",
  "lash",
  "delay",
  "cross gain",
] as const;
const plain = [
  "noise",
  "relaxation",
  "law of train and contact at the lowest load",
  "law of train and contact at the highest load",
] as const;
type Judged = (typeof judged)[number];
type Plain = (typeof plain)[number];

interface Figure {
  readonly name: Judged | Plain;
  readonly found: number;
  /** Undefined where the firmware reports none. */
  readonly sigma?: number;
  readonly truth: number;
}

interface IdentityResult {
  readonly figures: readonly Figure[];
  readonly faults: readonly string[];
}

const hours = 3;
/** Shares of the errors within one and two sigma, and the sizes of error over sigma that are neither boastful nor useless. */
const withinTwo = 85;
const rmsLeast = 0.3;
const rmsMost = 2;

/** Whether the uncertainties of an identification are true. */
export const identity = section<IdentityJob, IdentityResult>({
  name: "identity",
  title: "What `identify` reports against the truth of drawn rigs, up to 2.5 / 0.2 MPa",
  jobs: ({ fromSeed, rigs }) => Array.from({ length: rigs }, (_, i) => ({ seed: fromSeed + i })),
  run: ({ seed }) => measure(seed),
  rows: (jobs, results) => {
    const figures = results.flatMap((result) => result.figures);
    const refused = results.filter(({ faults }) => faults.length > 0);
    const names = [...new Set(refused.flatMap(({ faults }) => faults))].join(", ") || "none";
    const replay = jobs.filter((_, i) => results[i]?.faults.length).map(({ seed }) => seed);
    return [
      told("rigs identified", `${results.length - refused.length} of ${results.length}`),
      { ...told("refused as", names), replay: replay.map((seed) => replayOf(seed)).join("\n    ") },
      ...judged.flatMap((name) => judgedRows(name, figures)),
      ...plain.map((name) => told(`${name}: median error`, errorOf(name, figures))),
    ];
  },
});

export function measure(seed: number): IdentityResult {
  const draw = drawRig(seed);
  const programme = identified("2.5 MPa", "0.2 MPa");
  const { rig, world } = bedOf({ rig: draw.rig, scenario: draw.scenario, programme, seed });
  const watch = new LevelWatch(world, rig);
  run(world, hours * 3600, () => watch.look() || world.faults.length > 0);
  const { current } = world.rig.identifier;
  const figures =
    current?.result === undefined
      ? []
      : (["anode", "cathode"] as const).flatMap((side) =>
          figuresOf(side, current, rig, watch.levels[side]),
        );
  return { figures, faults: world.faults.map(({ name }) => name) };
}

function figuresOf(
  side: SideName,
  { exams, result }: Identification,
  rig: RigModel,
  truths: readonly TrueLevel[],
): Figure[] {
  const found = result?.[side];
  const top = truths[truths.length - 1];
  if (found === undefined || top === undefined) return [];
  const model = rig[side];
  const { levels } = exams[side];
  const atLoads = levels.map(({ nPerUm, sigmaNPerUm }, i): Figure => {
    const name = i === 0 ? judged[0] : i === levels.length - 1 ? judged[2] : judged[1];
    const sigma = relaxing(sigmaNPerUm, nPerUm, exams[side].relaxation);
    return { name, found: nPerUm, sigma, truth: truths[i]?.nPerUm ?? 0 };
  });
  // Train, spring, and what lies behind the pellet: the felt compliance without the contact's share.
  const contact = 1 / (model.train.contact * Math.sqrt(top.forceN));
  const lawAt = (name: Plain, { forceN, nPerUm }: TrueLevel): Figure => {
    const law = inSeries(found.stiffnessNPerUm, found.contactRootNPerUm, forceN);
    return { name, found: law, truth: nPerUm };
  };
  return [
    ...atLoads,
    lawAt(plain[2], truths[0] ?? top),
    lawAt(plain[3], top),
    {
      name: judged[3],
      found: found.stiffnessNPerUm,
      sigma: found.stiffnessSigmaNPerUm,
      truth: 1 / (1 / top.nPerUm - contact),
    },
    {
      name: "lash",
      found: found.lashUm,
      sigma: found.lashSigmaUm,
      truth: lostMotionAt(model, top.forceN),
    },
    { name: "delay", found: found.delayS, sigma: found.delaySigmaS, truth: delayOf(model) },
    { name: "cross gain", found: found.cross, sigma: found.crossSigma, truth: top.cross },
    { name: "noise", found: found.noiseN, truth: noiseOf(model) },
    { name: "relaxation", found: found.relaxation, truth: model.train.relaxation },
  ];
}

function judgedRows(name: Judged, figures: readonly Figure[]): Row[] {
  const own = figures.filter((figure) => figure.name === name);
  const ratios = own.map(({ found, sigma = 0, truth }) => (found - truth) / sigma);
  const share = (most: number) =>
    (100 * ratios.filter((z) => Math.abs(z) <= most).length) / ratios.length;
  const rms = Math.sqrt(ratios.reduce((sum, z) => sum + z * z, 0) / ratios.length);
  return [
    told(`${name}: median error, median of error / sigma`, medians(name, figures, ratios)),
    {
      what: `${name}: error / sigma, RMS`,
      figure: short(rms),
      bar: `${rmsLeast} to ${rmsMost}`,
      met: rms >= rmsLeast && rms <= rmsMost,
    },
    told(`${name}: within 1 sigma (68 % would be nominal)`, `${short(share(1))} %`),
    atLeast(`${name}: within 2 sigma (95 % would be nominal)`, share(2), withinTwo, "%"),
  ];
}

const medians = (name: Judged, figures: readonly Figure[], ratios: readonly number[]) =>
  `${errorOf(name, figures)}; ${short(quantile(ratios, 0.5))}`;

/** Median of the errors with and without their signs, as shares of the truth. */
function errorOf(name: Judged | Plain, figures: readonly Figure[]): string {
  const own = figures.filter((figure) => figure.name === name);
  const errors = own.map(({ found, truth }) => (100 * (found - truth)) / truth);
  const sizes = errors.map(Math.abs);
  return `${short(quantile(errors, 0.5))} % (size ${short(quantile(sizes, 0.5))} %)`;
}
