import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Interpolator, type Trace, traceOf } from "../../host/align/trace.js";
import { projectFile } from "../../host/project.js";

/** A measured voltage that ships with Isobar. */
export function measuredTrace(name: "NMC1_DST1" | "NMC1_DriveCycle_1"): Trace {
  const text = readFileSync(projectFile("sim", "traces", `${name}.csv`), "utf8");
  const rows = text.trimEnd().split("\n").slice(1);
  const column = (at: number) => Float64Array.from(rows, (row) => Number(row.split(",")[at]));
  return traceOf(column(0), column(1));
}

export interface Instrument {
  /** Time between its rows, s. */
  readonly everyS: number;
  /** Its clock shows `lagS + (1 + driftPpm / 10^6) x` the true time. */
  readonly lagS?: number;
  readonly driftPpm?: number;
  readonly noiseV?: number;
  /** What one digit is worth. */
  readonly digitV?: number;
  readonly offsetV?: number;
  readonly gain?: number;
  readonly fromS?: number;
  readonly toS?: number;
  /** Part of the true time in which it recorded nothing. */
  readonly gap?: readonly [number, number];
}

/** What an instrument of that kind would have recorded. */
export function recorded(truth: Trace, instrument: Instrument, seed = 1): Trace {
  const { everyS, lagS = 0, driftPpm = 0, noiseV = 0.5e-3, digitV = 0.25e-3 } = instrument;
  const { offsetV = 0, gain = 1, fromS = 0, toS = Number.POSITIVE_INFINITY, gap } = instrument;
  const at = new Interpolator(truth);
  const random = gaussians(seed);
  const times: number[] = [];
  const volts: number[] = [];
  const end = Math.min(toS, truth.timeS[truth.timeS.length - 1] as number);
  for (let n = 0; fromS + n * everyS <= end; n += 1) {
    const t = fromS + n * everyS;
    if (gap !== undefined && t > gap[0] && t < gap[1]) continue;
    times.push(lagS + (1 + driftPpm * 1e-6) * t);
    const v = offsetV + gain * at.value(t) + noiseV * random();
    volts.push(Math.round(v / digitV) * digitV);
  }
  return traceOf(Float64Array.from(times), Float64Array.from(volts));
}

/** Normal numbers, the same for the same seed. */
function gaussians(seed: number): () => number {
  const [uniform] = fc.sample(fc.noBias(fc.integer({ min: 1, max: 0x7fffffff })), {
    numRuns: 1,
    seed,
  });
  let state = uniform ?? 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next());
}
