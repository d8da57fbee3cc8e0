import type { Fit } from "./fit.js";
import { Interpolator, type Trace } from "./trace.js";

/** How well a fit explains what the voltage does besides drifting along. */
export interface Verdict {
  /** Share of the voltage's ups and downs that the fit leaves unexplained: 0 is perfect, 1 is chance. */
  readonly unexplained: number;
  /** Stretches of the overlap that have ups and downs, and those of them that the fit explains. */
  readonly stretches: number;
  readonly explained: number;
  /** What differs, in terms of what noise and calibration allow: up to about 1 is fine. */
  readonly misfit: number;
}

const pointsPerStretch = 12;
const stretchesMax = 24;
/** Ups and downs smaller than this, V, are none. */
const structureMinV = 0.5e-3;
const residualFineV = 2e-3;

export function judge(sparse: Trace, dense: Trace, fit: Fit): Verdict {
  const at = new Interpolator(dense);
  const time: number[] = [];
  const shown: number[] = [];
  const looked: number[] = [];
  const left: number[] = [];
  for (let i = 0; i < sparse.timeS.length; i += 1) {
    const t = sparse.timeS[i] as number;
    const value = at.value(fit.lagS + (1 + fit.drift) * t);
    if (Number.isNaN(value)) continue;
    time.push(t);
    shown.push(sparse.volts[i] as number);
    looked.push(value);
    left.push((sparse.volts[i] as number) - fit.offsetV - fit.gain * value);
  }
  const noiseV = Math.hypot(noiseOf(shown), noiseOf(looked));
  const floor = Math.max(structureMinV, 1.5 * noiseV) ** 2;
  let sumLeft = 0;
  let sumStructure = 0;
  let stretches = 0;
  let explained = 0;
  const count = Math.max(1, Math.min(stretchesMax, Math.floor(time.length / pointsPerStretch)));
  for (let s = 0; s < count; s += 1) {
    const from = Math.floor((s * time.length) / count);
    const to = Math.floor(((s + 1) * time.length) / count);
    const structure = aroundLine(time, shown, from, to);
    if (structure / (to - from) < floor) continue;
    const rest = aroundMean(left, from, to);
    sumLeft += rest;
    sumStructure += structure;
    stretches += 1;
    if (rest < 0.5 * structure) explained += 1;
  }
  const unexplained = sumStructure > 0 ? Math.min(1, sumLeft / sumStructure) : 1;
  const spread = Math.sqrt(aroundMean(shown, 0, shown.length) / Math.max(1, shown.length));
  const allowed = Math.max(residualFineV, 4 * noiseV, 0.01 * spread);
  return { unexplained, stretches, explained, misfit: fit.residualV / allowed };
}

/** Noise of a series, from the smaller of its second differences: the larger ones are what the voltage does. */
function noiseOf(values: readonly number[]): number {
  const second: number[] = [];
  for (let i = 2; i < values.length; i += 1) {
    const [a, b, c] = [values[i - 2] as number, values[i - 1] as number, values[i] as number];
    second.push(Math.abs(a - 2 * b + c));
  }
  second.sort((a, b) => a - b);
  const low = second[Math.floor(second.length / 5)] ?? 0;
  // A fifth of the sizes of a normal variable lie below 0.253 sigma; a second difference has sqrt 6 times the noise.
  return low / 0.253 / Math.sqrt(6);
}

function aroundMean(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = from; i < to; i += 1) {
    sum += values[i] as number;
    squares += (values[i] as number) ** 2;
  }
  return Math.max(0, squares - (sum * sum) / Math.max(1, to - from));
}

/** Squares around a straight line over time. */
function aroundLine(
  time: readonly number[],
  values: readonly number[],
  from: number,
  to: number,
): number {
  const n = to - from;
  const t0 = time[from] as number;
  let st = 0;
  let sv = 0;
  let stt = 0;
  let stv = 0;
  for (let i = from; i < to; i += 1) {
    const t = (time[i] as number) - t0;
    const v = values[i] as number;
    st += t;
    sv += v;
    stt += t * t;
    stv += t * v;
  }
  const varT = stt - (st * st) / n;
  const cov = stv - (st * sv) / n;
  const squares = aroundMean(values, from, to);
  return Math.max(0, varT > 0 ? squares - (cov * cov) / varT : squares);
}
