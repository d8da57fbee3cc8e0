import { Interpolator, medianOf, type Trace, thinned } from "./trace.js";

/** Differences beyond this say no more than that something else is there. */
const capV = 0.03;
const pointsMax = 600;
const finestS = 0.05;

/** Where the clocks of two traces stand to each other: at the middle of the sparse one, and at its ends. */
export interface Clocks {
  readonly lagS: number;
  readonly drift: number;
}

/**
 * From a guess on the grid to the valley that a fit can go down: lag in the middle and shift of the ends are tried in
 * steps that halve, and the pair with the least capped difference of voltages is kept.
 */
export function searchAround(
  sparse: Trace,
  dense: Trace,
  guess: Clocks,
  stepS: number,
  driftMax: number,
): Clocks {
  const points = thinned(sparse, pointsMax);
  const first = points.timeS[0] as number;
  const last = points.timeS[points.timeS.length - 1] as number;
  const middleS = (first + last) / 2;
  const halfS = Math.max(1, (last - first) / 2);
  const at = new Interpolator(dense);
  const residuals = new Float64Array(points.timeS.length);
  const endMax = driftMax * halfS;
  let middle = guess.lagS + (1 + guess.drift) * middleS;
  let end = guess.drift * halfS;
  const costOf = (m: number, e: number) => cost(points, at, residuals, m, e / halfS, middleS);
  let best = costOf(middle, end);
  for (let step = 2 * stepS; step > finestS; step /= 2) {
    for (let moves = 0; moves < 8; moves += 1) {
      const from = { middle, end };
      for (let i = -2; i <= 2; i += 1) {
        for (let j = -2; j <= 2; j += 1) {
          const m = from.middle + i * step;
          const e = from.end + j * step;
          if ((i === 0 && j === 0) || Math.abs(e) > endMax) continue;
          const c = costOf(m, e);
          if (c < best) {
            best = c;
            middle = m;
            end = e;
          }
        }
      }
      if (from.middle === middle && from.end === end) break;
    }
  }
  const drift = end / halfS;
  return { lagS: middle - (1 + drift) * middleS, drift };
}

/** Mean of the capped squares of what differs, an offset left out. */
function cost(
  points: Trace,
  at: Interpolator,
  residuals: Float64Array,
  middle: number,
  drift: number,
  middleS: number,
): number {
  let n = 0;
  for (let i = 0; i < points.timeS.length; i += 1) {
    const t = points.timeS[i] as number;
    const value = at.value(middle + (1 + drift) * (t - middleS));
    if (Number.isNaN(value)) continue;
    residuals[n] = (points.volts[i] as number) - value;
    n += 1;
  }
  if (n < 12) return Number.POSITIVE_INFINITY;
  const centre = medianOf(residuals.subarray(0, n));
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const r = Math.abs((residuals[i] as number) - centre);
    sum += r < capV ? r * r : capV * capV;
  }
  return sum / n;
}
