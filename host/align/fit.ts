import { Interpolator, medianOf, medianStepS, spanS, type Trace, thinned } from "./trace.js";

/** How the clocks and voltages of two traces hang together, as fitted. */
export interface Fit {
  /** The dense trace's clock shows `lagS + (1 + drift) x` the time of the sparse trace's. */
  lagS: number;
  drift: number;
  /** The sparse trace shows `offsetV + gain x` the dense one's voltage. */
  offsetV: number;
  gain: number;
  lagSigmaS: number;
  driftSigma: number;
  /** Spread of what is left, robust against single rows. */
  residualV: number;
  /** Rows of the sparse trace that take part. */
  points: number;
  fromS: number;
  toS: number;
  /** The slopes were taken over this to both sides. */
  widthS: number;
}

/** Calibrations of voltmeters differ by less, one sigma. */
const gainSigma = 0.01;
const offsetSigmaV = 0.05;
const driftSigmaPrior = 100e-6;
const widths = [1000, 300, 100, 30, 10, 3, 1];
const roundsMax = 12;
const pointsMin = 12;

/**
 * Moves lag and drift until the voltages agree (Gauss-Newton). Slopes are taken over widths from wide to narrow as long as
 * that tells the lag better: a narrow one sees steps of the current, a wide one is not drowned by noise where the voltage
 * creeps.
 */
export function refine(
  sparse: Trace,
  dense: Trace,
  start: { readonly lagS: number; readonly drift: number },
  pointsMax: number,
): Fit | undefined {
  const points = thinned(sparse, pointsMax);
  const least = Math.max(2 * medianStepS(dense), 0.2);
  const most = Math.max(least, (spanS(sparse) + spanS(dense)) / 40);
  const at = new Interpolator(dense);
  const fits: Fit[] = [];
  for (const width of [...widths.filter((one) => one > least && one < most), least]) {
    const fit = fitAt(points, at, start, width);
    if (fit !== undefined) fits.push(fit);
  }
  // A wide slope may lead astray where the voltage repeats itself; then the voltages agree less.
  const leftV = 1.3 * Math.min(...fits.map(({ residualV }) => residualV));
  let best: Fit | undefined;
  for (const fit of fits) {
    if (fit.residualV > leftV) continue;
    if (best === undefined || fit.lagSigmaS < 2 * best.lagSigmaS) best = fit;
  }
  return best;
}

/** The fit with slopes over one width, from a start that is near. */
export function fitAt(
  sparse: Trace,
  dense: Interpolator,
  start: { readonly lagS: number; readonly drift: number },
  widthS: number,
): Fit | undefined {
  return new Refiner(sparse, dense, start).run(widthS);
}

/** The rows of the sparse trace that the dense one has something beside, as the fit at hand sees them. */
interface Rows {
  readonly n: number;
  readonly time: Float64Array;
  readonly value: Float64Array;
  readonly residual: Float64Array;
  /** Two slopes from rows that they do not share, so that their noise has nothing in common. */
  readonly slope: Float64Array;
  readonly otherSlope: Float64Array;
}

class Refiner {
  private readonly sparse: Trace;
  private readonly at: Interpolator;
  private readonly fit: Fit;
  /** Times count from here, where lag and drift have least to do with each other. */
  private middleS = 0;
  private halfS = 1;

  constructor(
    sparse: Trace,
    at: Interpolator,
    start: Partial<Fit> & { lagS: number; drift: number },
  ) {
    this.sparse = sparse;
    this.at = at;
    this.fit = {
      lagS: start.lagS,
      drift: start.drift,
      offsetV: 0,
      gain: 1,
      lagSigmaS: Number.POSITIVE_INFINITY,
      driftSigma: Number.POSITIVE_INFINITY,
      residualV: Number.POSITIVE_INFINITY,
      points: 0,
      fromS: Number.NaN,
      toS: Number.NaN,
      widthS: Number.NaN,
    };
  }

  /** The fit with slopes over `widthS` to both sides; undefined when too little overlaps. */
  run(widthS: number): Fit | undefined {
    this.fit.widthS = widthS;
    for (let round = 0; round < roundsMax; round += 1) {
      const before = this.fit.lagS + this.fit.drift * this.middleS;
      const rows = this.rows(widthS);
      if (rows.n < pointsMin) return undefined;
      const from = rows.time[0] as number;
      const to = rows.time[rows.n - 1] as number;
      this.middleS = (from + to) / 2;
      this.halfS = Math.max(1, (to - from) / 2);
      this.fit.points = rows.n;
      this.fit.fromS = from;
      this.fit.toS = to;
      if (!this.step(rows, widthS)) return undefined;
      const moved = Math.abs(this.fit.lagS + this.fit.drift * this.middleS - before);
      if (round > 1 && moved < 0.01 * this.fit.lagSigmaS) break;
    }
    return this.fit;
  }

  private rows(widthS: number): Rows {
    const { fit, sparse, at } = this;
    const count = sparse.timeS.length;
    const make = () => new Float64Array(count);
    const rows = {
      time: make(),
      value: make(),
      residual: make(),
      slope: make(),
      otherSlope: make(),
    };
    let n = 0;
    for (let i = 0; i < count; i += 1) {
      const t = sparse.timeS[i] as number;
      const u = fit.lagS + (1 + fit.drift) * t;
      const furtherBefore = at.value(u - 1.6 * widthS);
      const before = at.value(u - widthS);
      const here = at.value(u);
      const after = at.value(u + widthS);
      const furtherAfter = at.value(u + 1.6 * widthS);
      if (Number.isNaN(before + here + after + furtherBefore + furtherAfter)) continue;
      rows.time[n] = t;
      rows.value[n] = here;
      rows.residual[n] = (sparse.volts[i] as number) - fit.offsetV - fit.gain * here;
      rows.slope[n] = (fit.gain * (after - before)) / (2 * widthS);
      rows.otherSlope[n] = (fit.gain * (furtherAfter - furtherBefore)) / (3.2 * widthS);
      n += 1;
    }
    return { n, ...rows };
  }

  /** One step; false when the rows do not tell all unknowns. */
  private step(rows: Rows, widthS: number): boolean {
    const { n, residual } = rows;
    const left = residual.subarray(0, n);
    const centre = medianOf(left);
    const spread = 1.4826 * medianOf(left.map((r) => Math.abs(r - centre)));
    const sigma = Math.max(spread, 1e-6);
    const middleV = medianOf(rows.value.subarray(0, n));
    const system = this.equations(rows, centre, sigma, middleV);
    const solution = system.solve();
    if (solution === undefined) return false;
    this.fit.residualV = spread;
    this.apply(solution.x, widthS, middleV);
    const noise = this.noiseGain(rows);
    this.fit.driftSigma = (Math.sqrt(solution.variance[1] as number) * noise) / this.halfS;
    const middleSigma = Math.sqrt(solution.variance[0] as number) * noise;
    this.fit.lagSigmaS = Math.hypot(middleSigma, this.fit.driftSigma * this.middleS);
    return middleSigma > 0;
  }

  private equations(rows: Rows, centre: number, sigma: number, middleV: number): NormalEquations {
    const { fit, halfS, middleS } = this;
    const system = new NormalEquations(4);
    // What calibrations allow, in the units of the residuals.
    system.prior(1, (halfS * driftSigmaPrior) ** -2, -fit.drift * halfS);
    system.prior(2, offsetSigmaV ** -2, -(fit.offsetV + (fit.gain - 1) * middleV));
    system.prior(3, gainSigma ** -2, 1 - fit.gain);
    const row = new Float64Array(4);
    const other = new Float64Array(4);
    for (let i = 0; i < rows.n; i += 1) {
      const share = ((rows.time[i] as number) - middleS) / halfS;
      row[0] = rows.slope[i] as number;
      row[1] = row[0] * share;
      row[2] = 1;
      row[3] = (rows.value[i] as number) - middleV;
      other.set(row);
      other[0] = rows.otherSlope[i] as number;
      other[1] = other[0] * share;
      const r = rows.residual[i] as number;
      const size = Math.abs(r - centre) / (2.5 * sigma);
      system.add(row, other, r, (size > 1 ? 1 / size : 1) / (sigma * sigma));
    }
    return system;
  }

  private apply(x: Float64Array, widthS: number, middleV: number): void {
    const { fit } = this;
    // Beyond the width the slope says nothing.
    const bounded = (value: number) => Math.max(-widthS, Math.min(widthS, value));
    const dDrift = bounded(x[1] as number) / this.halfS;
    fit.drift += dDrift;
    fit.lagS += bounded(x[0] as number) - dDrift * this.middleS;
    const dGain = x[3] as number;
    fit.gain += dGain;
    fit.offsetV += (x[2] as number) - dGain * middleV;
  }

  /** By how much noise in the slopes makes lag and drift less sure than the equations say. */
  private noiseGain({ n, slope, otherSlope }: Rows): number {
    let own = 0;
    let common = 0;
    for (let i = 0; i < n; i += 1) {
      own += (slope[i] as number) ** 2;
      common += (slope[i] as number) * (otherSlope[i] as number);
    }
    return common > 0 ? Math.sqrt(Math.max(1, own / common)) : Number.POSITIVE_INFINITY;
  }
}

/** Weighted least squares of a few unknowns; the two rows are the same but for noise that they do not share. */
export class NormalEquations {
  private readonly size: number;
  private readonly a: Float64Array;
  private readonly b: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.a = new Float64Array(size * size);
    this.b = new Float64Array(size);
  }

  add(row: Float64Array, other: Float64Array, value: number, weight: number): void {
    const { size, a, b } = this;
    for (let i = 0; i < size; i += 1) {
      const wi = weight * (row[i] as number);
      b[i] = (b[i] as number) + wi * value;
      for (let j = 0; j < size; j += 1) {
        a[i * size + j] = (a[i * size + j] as number) + wi * (other[j] as number);
      }
    }
  }

  /** What is known of one unknown beforehand. */
  prior(i: number, weight: number, value: number): void {
    this.a[i * this.size + i] = (this.a[i * this.size + i] as number) + weight;
    this.b[i] = (this.b[i] as number) + weight * value;
  }

  /** The unknowns and their variances; undefined when the equations do not tell them. */
  solve(): { readonly x: Float64Array; readonly variance: Float64Array } | undefined {
    const { size } = this;
    const width = 2 * size + 1;
    const m = new Float64Array(size * width);
    for (let i = 0; i < size; i += 1) {
      for (let j = 0; j < size; j += 1) m[i * width + j] = this.a[i * size + j] as number;
      m[i * width + size + i] = 1;
      m[i * width + 2 * size] = this.b[i] as number;
    }
    for (let p = 0; p < size; p += 1) if (!eliminate(m, p, size, width)) return undefined;
    const x = new Float64Array(size);
    const variance = new Float64Array(size);
    for (let i = 0; i < size; i += 1) {
      x[i] = m[i * width + 2 * size] as number;
      variance[i] = m[i * width + size + i] as number;
    }
    return { x, variance };
  }
}

/** Gauss-Jordan on row `p`; where a pivot is not positive the rows do not tell the unknown. */
function eliminate(m: Float64Array, p: number, size: number, width: number): boolean {
  const pivot = m[p * width + p] as number;
  if (!(pivot > 0)) return false;
  for (let j = 0; j < width; j += 1) m[p * width + j] = (m[p * width + j] as number) / pivot;
  for (let i = 0; i < size; i += 1) {
    if (i === p) continue;
    const factor = m[i * width + p] as number;
    for (let j = 0; j < width; j += 1) {
      m[i * width + j] = (m[i * width + j] as number) - factor * (m[p * width + j] as number);
    }
  }
  return true;
}
