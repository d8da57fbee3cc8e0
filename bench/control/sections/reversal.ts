import { bedOf, holding, run } from "../bed.js";
import { atMost, quantile, resultsOf, section, told } from "../section.js";

interface ReversalJob {
  readonly rig: string;
  readonly seed: number;
}

interface ReversalResult {
  /** Largest true force minus its mean over the ten minutes before, as pressure; undefined when the current never turned. */
  readonly anodeKPa: number | undefined;
  readonly cathodeKPa: number | undefined;
}

const rigs = ["hard", "reference"] as const;
const bars = { hard: [6, 10], reference: [0.5, 0.8] } as const;
const seeds = 20;
const beforeS = 600;
const afterS = 1800;

/** The current turns round at once, without a rest, at the end of the first charge. */
export const reversal = section<ReversalJob, ReversalResult>({
  name: "reversal",
  title:
    "Current reversal at 1 mA/cm2: true force minus its mean over the 10 minutes before, 20 seeds",
  jobs: ({ fromSeed }) =>
    rigs.flatMap((rig) => Array.from({ length: seeds }, (_, i) => ({ rig, seed: fromSeed + i }))),
  run: ({ rig, seed }) => measure(rig, seed),
  rows: (jobs, results) =>
    rigs.flatMap((rig) => {
      const own = resultsOf(jobs, results, (job) => job.rig === rig);
      if (own.length === 0) return [];
      const anode = own.map((r) => r.anodeKPa ?? Number.NaN);
      const cathode = own.map((r) => r.cathodeKPa ?? Number.NaN);
      return [
        atMost(`${rig} anode, median`, quantile(anode, 0.5), bars[rig][0]),
        atMost(`${rig} anode, 95th percentile`, quantile(anode, 0.95), bars[rig][1]),
        told(`${rig} anode, largest`, `${Math.max(...anode).toFixed(2)} kPa`),
        told(`${rig} cathode, largest`, `${Math.max(...cathode).toFixed(3)} kPa`),
      ];
    }),
});

/** The last `beforeS` of a quantity, a value a second. */
class Window {
  private readonly values = new Float64Array(beforeS);
  private count = 0;

  add(value: number): void {
    this.values[this.count % beforeS] = value;
    this.count += 1;
  }

  get mean(): number {
    return this.values.reduce((sum, value) => sum + value, 0) / Math.min(this.count, beforeS);
  }
}

export function measure(rig: string, seed: number): ReversalResult {
  const cycler = { current: "1 mA/cm2", rest: "0 s", start: "1800 s" };
  const scenario = { cycler };
  const { world } = bedOf({ rig, scenario, programme: holding("2.5 MPa", "0.2 MPa"), seed });
  const { truth } = world;
  const before = { anode: new Window(), cathode: new Window() };
  let ticks = 0;
  run(world, 5 * 3600, () => {
    if (ticks % 10 === 0) {
      before.anode.add(truth.anode.forceN);
      before.cathode.add(truth.cathode.forceN);
    }
    ticks += 1;
    return truth.currentMAPerCm2 < 0;
  });
  if (!(truth.currentMAPerCm2 < 0)) return { anodeKPa: undefined, cathodeKPa: undefined };
  const mean = { anode: before.anode.mean, cathode: before.cathode.mean };
  const most = { anode: 0, cathode: 0 };
  run(world, afterS, () => {
    for (const side of ["anode", "cathode"] as const)
      most[side] = Math.max(most[side], Math.abs(truth[side].forceN - mean[side]));
    return false;
  });
  const toKPa = 1000 / truth.areaMm2;
  return { anodeKPa: most.anode * toKPa, cathodeKPa: most.cathode * toKPa };
}
