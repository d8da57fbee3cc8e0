import { type Fit, fitAt } from "./fit.js";
import { Interpolator, medianStepS, type Trace } from "./trace.js";

const blocks = 8;
/** Two standard deviations of a normal likelihood. */
const clearlyWorse = 2;
const playMaxSteps = 200;

/** Standard deviations of a fit's lag and drift. */
export interface Sigmas {
  /** Of the lag at time zero of the sparse trace, s. */
  readonly lagSigmaS: number;
  readonly driftSigma: number;
}

/**
 * What is known of lag and drift, all told. Between two rows the voltage is a guess: a step of the current there is known to lie
 * in one interval. Where rows of both files fall on steps all of them err by the same half of an interval, which no scatter shows: that
 * half is the deviation, and the ends of the overlap may be off by as much.
 */
export function sigmasOf(sparse: Trace, dense: Trace, fit: Fit): Sigmas {
  const scatter = scatterOf(sparse, dense, fit);
  const playS = playOf(sparse, dense, fit);
  const stepS = medianStepS(dense);
  const betweenS = stepS / 2;
  const overlapS = Math.max(1, fit.toS - fit.fromS);
  const drift = Math.max(fit.driftSigma, scatter.driftSigma);
  const atZeroS =
    Math.hypot(drift, (Math.SQRT2 * betweenS) / overlapS) * ((fit.fromS + fit.toS) / 2);
  const told = Math.hypot(Math.max(scatter.middleSigmaS, playS / 2), atZeroS);
  return {
    lagSigmaS: Math.hypot(Math.max(fit.lagSigmaS, told), betweenS),
    driftSigma: Math.hypot(drift, Math.max(stepS, playS) / overlapS),
  };
}

/** How far lag and drift move when parts of the overlap are left out. */
interface Scatter {
  /** Of the lag in the middle of the overlap, s. */
  readonly middleSigmaS: number;
  readonly driftSigma: number;
}

/**
 * Standard deviations by leaving out each eighth of the overlap in turn (jackknife): what a few steps of the current, noise that
 * is not white, or voltages that differ by more than a gain do to a fit shows here, and not in the fit's own residuals.
 * Infinite when a part is needed to tell the clocks at all.
 */
function scatterOf(sparse: Trace, dense: Trace, fit: Fit): Scatter {
  const at = new Interpolator(dense);
  const middleS = (fit.fromS + fit.toS) / 2;
  const lags: number[] = [];
  const drifts: number[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const span = (fit.toS - fit.fromS) / blocks;
    const from = fit.fromS + block * span;
    const other = fitAt(without(sparse, from, from + span), at, fit, fit.widthS);
    if (other === undefined)
      return { middleSigmaS: Number.POSITIVE_INFINITY, driftSigma: Number.POSITIVE_INFINITY };
    lags.push(other.lagS + other.drift * middleS);
    drifts.push(other.drift);
  }
  return { middleSigmaS: jackknife(lags), driftSigma: jackknife(drifts) };
}

function without({ timeS, volts }: Trace, fromS: number, toS: number): Trace {
  const stays = (_: number, i: number) =>
    !((timeS[i] as number) >= fromS && (timeS[i] as number) < toS);
  return { timeS: timeS.filter(stays), volts: volts.filter(stays) };
}

function jackknife(values: readonly number[]): number {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((count - 1) / count) * squares);
}

/**
 * How far the lag can be moved to either side before the voltages agree clearly less, s: rows that fall on steps of the current
 * tell it to one side only, and fits of all parts of such a file agree with each other all the same.
 */
function playOf(sparse: Trace, dense: Trace, fit: Fit): number {
  const at = new Interpolator(dense);
  const stepS = medianStepS(dense);
  const least = lossAt(sparse, at, fit, 0);
  let play = 0;
  for (const side of [-1, 1]) {
    let shift = 0;
    while (
      shift < playMaxSteps &&
      lossAt(sparse, at, fit, (side * shift * stepS) / 4) < least + clearlyWorse
    )
      shift += 1;
    play = Math.max(play, (shift * stepS) / 4);
  }
  return play;
}

/** Half the sum of squares in terms of the fit's spread, with rows that are far off counted as three spreads. */
function lossAt({ timeS, volts }: Trace, at: Interpolator, fit: Fit, shiftS: number): number {
  const spread = Math.max(fit.residualV, 1e-5);
  let loss = 0;
  for (let i = 0; i < timeS.length; i += 1) {
    const value = at.value(fit.lagS + shiftS + (1 + fit.drift) * (timeS[i] as number));
    if (Number.isNaN(value)) continue;
    const off = ((volts[i] as number) - fit.offsetV - fit.gain * value) / spread;
    loss += Math.min(off * off, 9) / 2;
  }
  return loss;
}
