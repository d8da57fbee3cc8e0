import { coarseGuesses, gridStepS } from "./coarse.js";
import { type Fit, refine } from "./fit.js";
import { judge, type Verdict } from "./judge.js";
import { sigmasOf } from "./scatter.js";
import { searchAround } from "./search.js";
import { spanS, type Trace } from "./trace.js";

/** How the cycler's clock stands to the rig's: the cycler shows `lagS + (1 + driftPpm / 10^6) x` the rig's time. */
export interface Alignment {
  readonly match: boolean;
  /** Why there is no match; empty when there is one. */
  readonly why: string;
  readonly lagS: number;
  readonly driftPpm: number;
  /** Standard uncertainties. */
  readonly lagSigmaS: number;
  readonly driftSigmaPpm: number;
  /** The cycler's voltage less the rig's, and what is left of the difference, V. */
  readonly offsetV: number;
  readonly residualV: number;
  /** From 0 to 1; a match has at least 0.5. */
  readonly confidence: number;
  /** Time by the rig's clock that both cover, s. */
  readonly overlapS: number;
  readonly verdict: Verdict | undefined;
}

/** Clocks of instruments differ by less. */
const driftMax = 500e-6;
const confidenceMin = 0.5;
const rowsMin = 12;
/** Rows to tell candidates apart with, and to tell the lag of the best one with. */
const quickPoints = 3000;
const allPoints = 20000;
/** Stretches with ups and downs that there must be to tell a drift. */
const stretchesMin = 4;
/** Share of them that a match explains. */
const explainedMin = 0.8;
const gainMax = 0.02;
const offsetMaxV = 0.2;
/** Where gain and offset are told apart: the voltage of most cells. */
const usualV = 3.7;

interface Candidate {
  readonly fit: Fit;
  readonly verdict: Verdict;
}

/** Finds lag and drift between two clocks from the voltage of one cell that both instruments saw. */
export function align(rig: Trace, cycler: Trace): Alignment {
  for (const [name, trace] of [
    ["rig's", rig],
    ["cycler's", cycler],
  ] as const) {
    if (trace.timeS.length < rowsMin) {
      return none(
        `the ${name} file has ${trace.timeS.length} rows with a voltage; at least ${rowsMin} are needed`,
      );
    }
  }
  // The one with fewer rows is looked up in the other.
  const swapped = usualStep(rig) > usualStep(cycler);
  const [sparse, dense] = swapped ? [rig, cycler] : [cycler, rig];
  const candidates = candidatesOf(sparse, dense);
  const best = candidates[0];
  if (best === undefined) return none("the two voltages have nothing in common");
  const fit = refine(sparse, dense, best.fit, allPoints) ?? best.fit;
  const { lagSigmaS, driftSigma } = sigmasOf(sparse, dense, fit);
  fit.lagSigmaS = lagSigmaS;
  fit.driftSigma = driftSigma;
  const exact = { fit, verdict: judge(sparse, dense, fit) };
  const other = candidates.find(
    ({ fit }) => Math.abs(middleLag(fit) - middleLag(best.fit)) > apartS(best.fit, sparse, dense),
  );
  return verdictOf(exact, other, swapped);
}

function usualStep(trace: Trace): number {
  return spanS(trace) / (trace.timeS.length - 1);
}

/** Fits from all guesses, the one that leaves least unexplained first. */
function candidatesOf(sparse: Trace, dense: Trace): Candidate[] {
  const stepS = gridStepS(sparse, dense);
  const list: Candidate[] = [];
  for (const guess of coarseGuesses(sparse, dense)) {
    const near = searchAround(sparse, dense, guess, stepS, driftMax);
    const fit = refine(sparse, dense, near, quickPoints);
    if (fit === undefined || Math.abs(fit.drift) > driftMax) continue;
    list.push({ fit, verdict: judge(sparse, dense, fit) });
  }
  // A short overlap is explained by chance more easily.
  const worth = ({ fit, verdict }: Candidate) => -fit.points * Math.log(verdict.unexplained + 1e-6);
  const believable = list.filter(({ fit }) => calibrationFits(fit));
  return (believable.length > 0 ? believable : list).sort((a, b) => worth(b) - worth(a));
}

/** Do the voltages differ by no more than two calibrations of the same cell's voltage may? */
function calibrationFits(fit: Fit): boolean {
  return (
    Math.abs(fit.gain - 1) < gainMax && Math.abs(fit.offsetV + (fit.gain - 1) * usualV) < offsetMaxV
  );
}

function middleLag(fit: Fit): number {
  return fit.lagS + fit.drift * ((fit.fromS + fit.toS) / 2);
}

function apartS(fit: Fit, sparse: Trace, dense: Trace): number {
  return Math.max(5 * fit.lagSigmaS, 4 * gridStepS(sparse, dense));
}

function verdictOf(
  { fit, verdict }: Candidate,
  other: Candidate | undefined,
  swapped: boolean,
): Alignment {
  const { lagSigmaS } = fit;
  const driftSigmaPpm = fit.driftSigma * 1e6;
  const overlapS = fit.toS - fit.fromS;
  const drift = swapped ? fit.drift : 1 / (1 + fit.drift) - 1;
  const confidence = confidenceOf(fit, verdict, other);
  const why = reasonAgainst(fit, verdict, other, confidence, lagSigmaS);
  return {
    match: why === "",
    why,
    lagS: swapped ? fit.lagS : -fit.lagS / (1 + fit.drift),
    driftPpm: drift * 1e6,
    lagSigmaS,
    driftSigmaPpm,
    offsetV: swapped ? -fit.offsetV : fit.offsetV,
    residualV: fit.residualV,
    confidence: why === "" ? confidence : Math.min(confidence, confidenceMin),
    overlapS,
    verdict,
  };
}

/** 1 when the fit explains all and no other lag explains anything; small when another one does as well. */
function confidenceOf(fit: Fit, verdict: Verdict, other: Candidate | undefined): number {
  const rival = other === undefined ? 1 : Math.max(1e-9, other.verdict.unexplained);
  const alone = Math.max(0, 1 - verdict.unexplained / rival);
  const fits = Math.max(0, Math.min(1, 2 - verdict.misfit));
  const share = verdict.stretches === 0 ? 0 : verdict.explained / verdict.stretches;
  return calibrationFits(fit) ? (1 - verdict.unexplained) * alone * fits * share : 0;
}

function reasonAgainst(
  fit: Fit,
  verdict: Verdict,
  other: Candidate | undefined,
  confidence: number,
  lagSigmaS: number,
): string {
  if (verdict.stretches < stretchesMin) {
    return "the voltage has too few ups and downs in the part that both cover";
  }
  if (verdict.unexplained > 0.5) return "the two files show different voltages";
  if (
    Math.abs(fit.gain - 1) > gainMax ||
    Math.abs(fit.offsetV) > offsetMaxV + Math.abs(fit.gain - 1) * 5
  ) {
    return "the two voltages differ by more than calibration explains";
  }
  if (other !== undefined && other.verdict.unexplained < 2 * verdict.unexplained + 1e-4) {
    return "the voltage repeats itself: other lags fit as well";
  }
  if (!(lagSigmaS < 60)) return "the voltage changes too slowly to tell the lag";
  if (verdict.explained < explainedMin * verdict.stretches) {
    return "parts of the two files show different voltages";
  }
  return confidence < confidenceMin ? "the two files agree no better than similar cells do" : "";
}

function none(why: string): Alignment {
  return {
    match: false,
    why,
    lagS: Number.NaN,
    driftPpm: Number.NaN,
    lagSigmaS: Number.NaN,
    driftSigmaPpm: Number.NaN,
    offsetV: Number.NaN,
    residualV: Number.NaN,
    confidence: 0,
    overlapS: 0,
    verdict: undefined,
  };
}
