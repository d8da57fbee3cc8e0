import type { Settings } from "../settings/table.js";
import type { RigIdentity, SideIdentity } from "./identity.js";
import type { LevelResult } from "./level-record.js";
import { fitMount } from "./pair-fit.js";
import type { SideExam } from "./side-exam.js";
import { contactRootMax, fitTrain, trainMaxNPerUm } from "./train-fit.js";

/** Where play and flanks are exact, a lash is still told no better than this, um. */
const lashFloorUm = 0.05;
/** Random part of a lost motion from one reversal to the next (physics 4.3), and the reversals that this knowledge is worth. */
const lashScatter = 0.15;
const scatterWorth = 4;
/** Neighbouring crossings share a flank: the mean of many is no better than that of half as many. */
const crossingsAFlank = 2;
/** Share of a step that relaxes where none was seen (physics 2.5). */
const usualRelaxation = 0.03;
/** Standard deviation of the median of three over theirs, and their expected range over it (normal distribution). */
const medianOfThree = 0.67;
const rangeOfThree = 1.69;

/** What both examinations say. */
export function conclude(anode: SideExam, cathode: SideExam, settings: Settings): RigIdentity {
  const a = concludeSide(anode, settings.anode.train.contact);
  const c = concludeSide(cathode, settings.cathode.train.contact);
  const mount = fitMount(
    { nPerUm: anode.nPerUm, cross: a.cross, crossSigma: a.crossSigma },
    { nPerUm: cathode.nPerUm, cross: c.cross, crossSigma: c.crossSigma },
  );
  return { anode: a, cathode: c, mountNPerUm: mount.nPerUm, mountSigmaNPerUm: mount.sigmaNPerUm };
}

export function concludeSide(exam: SideExam, drawnContactRoot: number): SideIdentity {
  const { levels, probe } = exam;
  const fit = fitTrain(levels, drawnContactRoot);
  const { lashUm, lashSigmaUm } = lashOf(levels);
  const top = levels[levels.length - 1];
  return {
    stiffnessNPerUm: fit.trainNPerUm < trainMaxNPerUm ? fit.trainNPerUm : trainMaxNPerUm,
    stiffnessSigmaNPerUm: relaxing(fit.trainSigmaNPerUm, fit.trainNPerUm, exam.relaxation),
    contactRootNPerUm: fit.contactRoot < contactRootMax ? fit.contactRoot : contactRootMax,
    contactRootSigma: fit.contactRootSigma,
    lashUm,
    lashSigmaUm,
    delayS: exam.delayS,
    delaySigmaS: delaySigmaOf(exam),
    relaxation: exam.relaxation,
    noiseN: probe.noiseN,
    fromN: levels[0]?.forceN ?? 0,
    toN: top?.forceN ?? 0,
    ...crossOf(levels, exam.relaxation),
  };
}

/**
 * The uncertainty of a figure that goes with the stiffness: while a dwell looks, some of the share that relaxes has gone and some
 * has not. Between all and nothing of it lies a rectangle, and the root of twelve is that of its standard deviation.
 */
export function relaxing(sigma: number, figure: number, relaxation: number): number {
  const share = relaxation > 0 ? relaxation : usualRelaxation;
  return Math.sqrt(sigma * sigma + (share * share * figure * figure) / 12);
}

/** Scatter of the three that were timed, and the place of an order between two conversions. */
function delaySigmaOf({ timings, probe }: SideExam): number {
  let low = Infinity;
  let high = 0;
  for (const { delayS } of timings) {
    if (delayS < low) low = delayS;
    if (delayS > high) high = delayS;
  }
  const scatter = high > low ? (medianOfThree * (high - low)) / rangeOfThree : 0;
  return Math.sqrt(scatter * scatter + (probe.sampleS * probe.sampleS) / 12);
}

export interface Lash {
  readonly lashUm: number;
  readonly lashSigmaUm: number;
}

/**
 * The lash at the highest load, where the motor's wind-up is in it as well (physics 4.3); the other loads are taken in where
 * they agree.
 */
export function lashOf(levels: readonly Pick<LevelResult, "lashesUm" | "lashSigmaUm">[]): Lash {
  let top: Lash | undefined;
  const all: number[] = [];
  let worst = 0;
  for (const { lashesUm, lashSigmaUm } of levels) {
    if (lashesUm.length === 0) continue;
    for (const um of lashesUm) all.push(um);
    if (lashSigmaUm > worst) worst = lashSigmaUm;
    top = lashFrom(lashesUm, lashSigmaUm);
  }
  const pooled = lashFrom(all, worst);
  return top === undefined || near(top.lashUm, pooled.lashUm, top.lashSigmaUm) ? pooled : top;
}

function lashFrom(lashesUm: readonly number[], sigmaUm: number): Lash {
  const middle = medianOf(lashesUm);
  const lashUm = middle > 0 ? middle : 0;
  const usual = lashScatter * lashUm;
  let squares = scatterWorth * usual * usual;
  for (const um of lashesUm) squares += (um - middle) * (um - middle);
  const count = lashesUm.length;
  const scatter = squares / (scatterWorth + (count > 1 ? count - 1 : 0));
  const ofMiddle = count > crossingsAFlank ? (scatter * crossingsAFlank) / count : scatter;
  return {
    lashUm,
    lashSigmaUm: Math.sqrt(ofMiddle + sigmaUm * sigmaUm + lashFloorUm * lashFloorUm),
  };
}

export interface Cross {
  readonly cross: number;
  readonly crossSigma: number;
}

/**
 * Weighted mean of the cross gains at all loads, with an uncertainty that their disagreement widens. The wall gives way more the
 * more it bears, so the gain grows with the load: where the highest load disagrees with the mean, the gain is the one there.
 */
export function crossOf(levels: readonly Cross[], relaxation: number): Cross {
  let weight = 0;
  let sum = 0;
  let squares = 0;
  let count = 0;
  let top: Cross = { cross: 0, crossSigma: Infinity };
  for (const level of levels) {
    const { cross, crossSigma } = level;
    if (!(crossSigma > 0 && crossSigma < Infinity)) continue;
    const w = 1 / (crossSigma * crossSigma);
    weight += w;
    sum += w * cross;
    squares += w * cross * cross;
    count += 1;
    top = level;
  }
  if (count === 0) return top;
  const mean = sum / weight;
  const apart = (squares - sum * mean) / (count > 1 ? count - 1 : 1);
  const wider = apart > 1 ? apart : 1;
  const pooled = { cross: mean, crossSigma: Math.sqrt(wider / weight) };
  const { cross, crossSigma } = near(top.cross, mean, top.crossSigma) ? pooled : top;
  return { cross, crossSigma: relaxing(crossSigma, cross, relaxation) };
}

const near = (a: number, b: number, within: number): boolean => a - b < within && b - a < within;

export function medianOf(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2;
}
