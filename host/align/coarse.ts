import { correlate, Fft, spectrumOf } from "./fft.js";
import { Interpolator, medianStepS, spanS, type Trace } from "./trace.js";

/** A guess: the dense trace's clock shows `lagS + (1 + drift) x` the time of the sparse trace's. */
export interface Guess {
  readonly lagS: number;
  readonly drift: number;
  /** Logarithm of how much better it is than chance. */
  readonly score: number;
  /** The same for each point that overlaps. */
  readonly perPoint: number;
}

const gridMax = 1 << 16;
const gridMinS = 0.25;
const candidatesMax = 8;
/** Points that must overlap, and their share of the shorter trace. */
const pointsMin = 12;
const shareMin = 0.1;
/** Voltages are never told closer than this when lags are on a grid. */
const floorV = 2e-3;
/** Clocks of instruments differ by less. */
const driftMax = 200e-6;

export function gridStepS(sparse: Trace, dense: Trace): number {
  const span = spanS(sparse) + spanS(dense);
  const usual = Math.max(medianStepS(sparse), medianStepS(dense)) / 2;
  return Math.max(gridMinS, usual, span / gridMax);
}

/** The lags that are worth a closer look, the best first: every lag at which the two overlap is tried. */
export function coarseGuesses(sparse: Trace, dense: Trace): Guess[] {
  const stepS = gridStepS(sparse, dense);
  const guesses: Guess[] = [];
  for (const drift of drifts(Math.min(spanS(sparse), spanS(dense)), stepS)) {
    guesses.push(...guessesAt(sparse, dense, drift, stepS));
  }
  const apart: Guess[] = [];
  // A long overlap is worth more than a short one, unless the short one agrees far better.
  take(
    guesses.sort((a, b) => b.score - a.score),
    candidatesMax,
    apart,
    stepS,
  );
  take(
    guesses.sort((a, b) => b.perPoint - a.perPoint),
    2 * candidatesMax,
    apart,
    stepS,
  );
  return apart;
}

/** Adds the first guesses that are apart from each other, up to `most` in all. */
function take(sorted: readonly Guess[], most: number, apart: Guess[], stepS: number): void {
  for (const guess of sorted) {
    if (apart.length === most) return;
    const near = apart.some((one) => Math.abs(one.lagS - guess.lagS) < 4 * stepS);
    if (!near) apart.push(guess);
  }
}

/** Drifts to try: as many as move the ends of the overlap by some steps of the grid. */
function drifts(overlapS: number, stepS: number): number[] {
  const each = (8 * stepS) / overlapS;
  const count = Math.min(8, Math.floor(driftMax / each));
  const list = [0];
  for (let i = 1; i <= count; i += 1) list.push((driftMax * i) / count, (-driftMax * i) / count);
  return list;
}

interface Grid {
  readonly values: Float64Array;
  readonly mask: Float64Array;
}

/** A trace on the grid from `startS`, less its mean; the mask is 0 where it has nothing to say. */
function onGrid(trace: Trace, startS: number, stepS: number, count: number, meanV: number): Grid {
  const values = new Float64Array(count);
  const mask = new Float64Array(count);
  const at = new Interpolator(trace);
  for (let i = 0; i < count; i += 1) {
    const value = at.value(startS + i * stepS);
    if (Number.isNaN(value)) continue;
    values[i] = value - meanV;
    mask[i] = 1;
  }
  return { values, mask };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function guessesAt(sparse: Trace, dense: Trace, drift: number, stepS: number): Guess[] {
  const meanV = meanOf(sparse.volts);
  const scale = 1 + drift;
  const s0 = sparse.timeS[0] as number;
  const d0 = dense.timeS[0] as number;
  const ns = Math.floor(spanS(sparse) / stepS) + 1;
  const nd = Math.floor(spanS(dense) / scale / stepS) + 1;
  const s = onGrid(sparse, s0, stepS, ns, meanV);
  const d = onGrid(dense, d0, stepS * scale, nd, meanV);
  const least = Math.max(pointsMin, shareMin * Math.min(ns, nd));
  const scores = scoresOf(s, d, ns, nd, least);
  const found: Guess[] = [];
  for (let shift = -(ns - 1) + 1; shift < nd - 1; shift += 1) {
    const { score, count } = scores(shift);
    if (score <= 0 || score < scores(shift - 1).score || score < scores(shift + 1).score) continue;
    // Point i of the sparse trace is point i + shift of the dense one.
    const lagS = d0 + shift * stepS * scale - s0 * scale;
    found.push({ lagS, drift, score, perPoint: score / count });
  }
  return found;
}

/** For each shift, the points that overlap times the logarithm of how much of their variance is explained. */
function scoresOf(
  s: Grid,
  d: Grid,
  ns: number,
  nd: number,
  least: number,
): (shift: number) => { readonly score: number; readonly count: number } {
  let size = 2;
  while (size < ns + nd) size *= 2;
  const fft = new Fft(size);
  const square = (values: Float64Array) => values.map((value) => value * value);
  const sv = spectrumOf(fft, s.values);
  const sm = spectrumOf(fft, s.mask);
  const dv = spectrumOf(fft, d.values);
  const dm = spectrumOf(fft, d.mask);
  const count = correlate(fft, sm, dm);
  const sumS = correlate(fft, sv, dm);
  const sumD = correlate(fft, sm, dv);
  const sumSS = correlate(fft, spectrumOf(fft, square(s.values)), dm);
  const sumDD = correlate(fft, sm, spectrumOf(fft, square(d.values)));
  const sumSD = correlate(fft, sv, dv);
  return (shift) => {
    const at = shift < 0 ? shift + size : shift;
    const n = Math.round(count[at] as number);
    if (n < least) return { score: 0, count: n };
    const meanS = (sumS[at] as number) / n;
    const meanD = (sumD[at] as number) / n;
    const varS = (sumSS[at] as number) / n - meanS * meanS;
    const varD = (sumDD[at] as number) / n - meanD * meanD;
    const cov = (sumSD[at] as number) / n - meanS * meanD;
    const rest = varS + varD - 2 * cov;
    const ratio = (varS + floorV * floorV) / (Math.max(0, rest) + floorV * floorV);
    return { score: n * Math.log(ratio), count: n };
  };
}
