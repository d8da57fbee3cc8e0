import type { JsonObject } from "../../../src/document/table.js";
import { bedOf, run, runUntil } from "../bed.js";
import { atMost, largest, type Row, section, short, told } from "../section.js";

interface StepJob {
  readonly rig: string;
  readonly side: "anode" | "cathode";
  readonly fromKPa: number;
  readonly toKPa: number;
  /** Stiffness that the settings say, over that of the nameplate. */
  readonly guess: number;
  readonly withinS: number | undefined;
  readonly seed: number;
}

interface StepResult {
  /** From the command until the filtered measurement stays within 2 kPa of the new set point, s. */
  readonly settledS: number;
  /** Beyond the new set point, as a share of the step. */
  readonly overshoot: number;
  readonly faults: number;
}

const seedsEach = 10;
const bandKPa = 2;

const cases: readonly Omit<StepJob, "seed">[] = [
  ...["reference", "hard"].flatMap((rig) =>
    [1, 3, 1 / 3].map((guess) => step(rig, "anode", 2500, 2600, guess, guess === 1 ? 6 : 10)),
  ),
  ...["reference", "hard"].flatMap((rig) =>
    [1, 3, 1 / 3].map((guess) => step(rig, "anode", 2500, 2400, guess, guess === 1 ? 6 : 10)),
  ),
  ...["reference", "hard"].map((rig) => step(rig, "anode", 2500, 3000, 1)),
  step("reference", "cathode", 200, 300, 1, 12),
  step("bare-cathode", "cathode", 200, 300, 1),
];

function step(
  rig: string,
  side: "anode" | "cathode",
  fromKPa: number,
  toKPa: number,
  guess: number,
  withinS?: number,
): Omit<StepJob, "seed"> {
  return { rig, side, fromKPa, toKPa, guess, withinS };
}

/** A step of the set point, at the fastest rate that the settings allow. */
export const steps = section<StepJob, StepResult>({
  name: "steps",
  title: "Steps of the set point: filtered measurement within +-2 kPa and staying there",
  jobs: ({ fromSeed }) =>
    cases.flatMap((one) =>
      Array.from({ length: seedsEach }, (_, i) => ({ ...one, seed: fromSeed + i })),
    ),
  run: measure,
  rows: (jobs, results) =>
    cases.flatMap((one) => {
      const own = jobs.flatMap((job, i) => (isOf(one, job) ? [i] : []));
      const found = own.flatMap((i) => results[i] ?? []);
      return found.length === 0 ? [] : rowsOf(one, found, jobs[own[0] ?? 0]?.seed);
    }),
});

/** A sample has not every case. */
function isOf(one: Omit<StepJob, "seed">, job: StepJob): boolean {
  const { rig, side, fromKPa, toKPa, guess } = one;
  return (
    job.rig === rig &&
    job.side === side &&
    job.fromKPa === fromKPa &&
    job.toKPa === toKPa &&
    job.guess === guess
  );
}

function rowsOf(one: Omit<StepJob, "seed">, own: readonly StepResult[], seed = 0): Row[] {
  const guess = one.guess === 1 ? "" : `, stiffness told x${short(one.guess)}`;
  const name = `${one.rig} ${one.side} ${one.fromKPa} to ${one.toKPa} kPa${guess}`;
  const settled = largest(own.map((r) => r.settledS));
  const overshoot = 100 * largest(own.map((r) => r.overshoot));
  const replay = `npm run bench:control -- --section steps --seed ${seed}`;
  if (one.withinS === undefined)
    return [told(name, `${short(settled)} s, overshoot ${short(overshoot)} %`)];
  return [
    { ...atMost(`${name}, settled after`, settled, one.withinS, "s"), replay },
    { ...atMost(`${name}, overshoot`, overshoot, 5, "%"), replay },
  ];
}

export function measure(job: StepJob): StepResult {
  const kPa = (value: number) => `${value} kPa`;
  const other = job.side === "anode" ? "cathode" : "anode";
  const start = {
    [job.side]: kPa(job.fromKPa),
    [other]: job.side === "anode" ? "200 kPa" : "2500 kPa",
  };
  const programme: JsonObject = {
    name: "step",
    steps: [
      { approach: { touch: "5 N" } },
      { ramp: start },
      { hold: start, until: { after: "900 s" } },
      { hold: { [job.side]: { to: kPa(job.toKPa), rate: "0.1 MPa/s" } } },
    ],
  };
  const { world, rig } = bedOf({
    rig: job.rig,
    programme,
    settings: toldStiffness(job),
    scenario: { cycler: { current: "0.2 mA/cm2" } },
    seed: job.seed,
  });
  void rig;
  const side = world.rig[job.side];
  const scorer = world.scorer[job.side];
  const begun = runUntil(world, () => side.targetKPa === job.toKPa, 3600);
  const direction = Math.sign(job.toKPa - job.fromKPa);
  let settledS = begun ? 0 : Number.POSITIVE_INFINITY;
  let over = 0;
  const fromS = world.atS;
  run(world, 120, () => {
    const error = scorer.measuredKPa - job.toKPa;
    if (Math.abs(error) > bandKPa) settledS = world.atS - fromS + 0.1;
    over = Math.max(over, error * direction);
    return false;
  });
  const step = Math.abs(job.toKPa - job.fromKPa);
  return { settledS, overshoot: over / step, faults: world.faults.length };
}

/** The settings with the nameplate's stiffness times the guess. */
function toldStiffness(job: StepJob): JsonObject {
  if (job.guess === 1) return {};
  const nominal = job.rig === "hard" ? 7 : 0.2;
  return { anode: { train: { stiffness: `${nominal * job.guess} N/um` } } };
}
