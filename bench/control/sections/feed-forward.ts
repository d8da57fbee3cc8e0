import { bedOf, holding, run } from "../bed.js";
import { quantile, resultsOf, section, told } from "../section.js";

export interface FeedJob {
  readonly rig: string;
  readonly mAPerCm2: number;
  /** Told over true current; none when the host tells none, off without feed-forward. */
  readonly told: number | "none" | "off";
  readonly seed: number;
  /** End of the charge, V. */
  readonly upperV?: number;
}

export interface FeedResult {
  /** Largest true force minus its mean over the ten minutes before the current turned, as pressure. */
  readonly reversalKPa: number;
  /** Measured, while current flows before and in the half hour after the reversal. */
  readonly rmsKPa: number;
  readonly reversals: number;
  readonly faults: number;
  readonly state: string;
}

const cases = ["off", "none", 1, 2, 0, -1] as const;
const plans = [
  { rig: "hard", mAPerCm2: 1 },
  { rig: "hard", mAPerCm2: 2 },
  { rig: "hard", mAPerCm2: 5 },
  { rig: "reference", mAPerCm2: 1 },
] as const;
const said = { off: "without feed-forward", none: "no current told" } as const;
const seeds = 12;
const beforeS = 600;
const afterS = 1800;
/** At 5 mA/cm2 111 ohm cm2 take 0.56 V: the charge would end before it has begun. */
const upperV = 4.3;
const highRateUpperV = 4.8;

/** A host that renews the current each minute and when it changes. */
export const feedForward = section<FeedJob, FeedResult>({
  name: "feed-forward",
  title: `Feed-forward from a current that the host tells or the voltage shows, anode, ${seeds} seeds: reversal as above, RMS while current flows`,
  jobs: ({ fromSeed }) =>
    plans.flatMap((plan) =>
      cases.flatMap((factor) =>
        Array.from({ length: seeds }, (_, i) => ({ ...plan, told: factor, seed: fromSeed + i })),
      ),
    ),
  run: measure,
  rows: (jobs, results) =>
    plans.flatMap(({ rig, mAPerCm2 }) =>
      cases.flatMap((factor) => {
        const own = resultsOf(
          jobs,
          results,
          (job) => job.rig === rig && job.mAPerCm2 === mAPerCm2 && job.told === factor,
        );
        if (own.length === 0) return [];
        const what = `${rig}, ${mAPerCm2} mA/cm2, ${typeof factor === "number" ? `told ${factor} times` : said[factor]}`;
        const turns = own.map((r) => r.reversalKPa);
        const rms = own.map((r) => r.rmsKPa);
        const faults = own.reduce((sum, r) => sum + r.faults, 0);
        return [
          told(
            `${what}: reversal median / 95 %, RMS median, faults`,
            `${quantile(turns, 0.5).toFixed(2)} / ${quantile(turns, 0.95).toFixed(2)} kPa, ` +
              `${quantile(rms, 0.5).toFixed(3)} kPa, ${faults}`,
          ),
        ];
      }),
    ),
});

export function measure({ rig, mAPerCm2, told: factor, seed, upperV: endV }: FeedJob): FeedResult {
  const upper = endV ?? (mAPerCm2 >= 5 ? highRateUpperV : upperV);
  const cycler = {
    current: `${mAPerCm2} mA/cm2`,
    rest: "0 s",
    start: "1800 s",
    upperVoltage: `${upper} V`,
  };
  const programme = holding("2.5 MPa", "0.2 MPa");
  const chemistry = factor === "off" ? "other" : "lithium";
  const settings = { cell: { chemistry } };
  const { world } = bedOf({ rig, scenario: { cycler }, programme, settings, seed });
  const { truth } = world;
  const { anode } = world.rig;
  const past = new Float64Array(beforeS);
  let looks = 0;
  let ticks = 0;
  let lastA = 0;
  let squares = 0;
  let counted = 0;
  const look = () => {
    const nowA = truth.currentMAPerCm2 * truth.areaMm2 * 1e-5;
    if (typeof factor === "number" && (ticks % 600 === 0 || nowA !== lastA))
      world.simulated.uart.hostSend(`CELL:CURR ${(nowA * factor).toExponential(6)}\n`);
    lastA = nowA;
    ticks += 1;
    if (ticks % 10 !== 0 || nowA === 0) return;
    const errorKPa = anode.pressureKPa - anode.targetKPa;
    squares += errorKPa * errorKPa;
    counted += 1;
    if (nowA < 0) return;
    past[looks % beforeS] = truth.anode.forceN;
    looks += 1;
  };
  run(world, 40 * 3600, () => {
    look();
    return truth.currentMAPerCm2 < 0;
  });
  const mean = past.reduce((sum, value) => sum + value, 0) / Math.min(looks, beforeS);
  let most = 0;
  run(world, afterS, () => {
    look();
    most = Math.max(most, Math.abs(truth.anode.forceN - mean));
    return false;
  });
  const summary = world.summary();
  return {
    reversalKPa: (most * 1000) / truth.areaMm2,
    rmsKPa: Math.sqrt(squares / counted),
    reversals: summary.anode.reversals,
    faults: summary.faults.length,
    state: world.rig.feed === undefined ? "none" : String(world.rig.feed.off),
  };
}
