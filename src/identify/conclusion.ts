import type { Settings } from "../settings/table.js";
import type { RigIdentity, SideIdentity } from "./identity.js";
import type { LevelResult } from "./level-record.js";
import { fitMount } from "./pair-fit.js";
import type { SideExam } from "./side-exam.js";
import { contactRootMax, fitTrain, trainMaxNPerUm } from "./train-fit.js";

/** Lashes scatter from one reversal to the next (physics 4.3); their median is told no better than this, um. */
const lashFloorUm = 0.05;

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
  const delays = exam.timings.map(({ delayS }) => delayS);
  const top = levels[levels.length - 1];
  return {
    stiffnessNPerUm: fit.trainNPerUm < trainMaxNPerUm ? fit.trainNPerUm : trainMaxNPerUm,
    stiffnessSigmaNPerUm: fit.trainSigmaNPerUm,
    contactRootNPerUm: fit.contactRoot < contactRootMax ? fit.contactRoot : contactRootMax,
    contactRootSigma: fit.contactRootSigma,
    lashUm,
    lashSigmaUm,
    delayS: exam.delayS,
    delaySigmaS: spread(delays, exam.delayS) + 0.5 * probe.sampleS,
    relaxation: exam.relaxation,
    noiseN: probe.noiseN,
    fromN: levels[0]?.forceN ?? 0,
    toN: top?.forceN ?? 0,
    ...crossOf(exam),
  };
}

interface Lash {
  readonly lashUm: number;
  readonly lashSigmaUm: number;
}

/**
 * The lash at the highest load, where the motor's wind-up is in it as well (physics 4.3); the other loads are taken in where
 * they agree.
 */
function lashOf(levels: readonly LevelResult[]): Lash {
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
  if (top === undefined) return pooled;
  const apart = top.lashUm - pooled.lashUm;
  return apart < 2 * top.lashSigmaUm && -apart < 2 * top.lashSigmaUm ? pooled : top;
}

function lashFrom(lashesUm: readonly number[], sigmaUm: number): Lash {
  const middle = medianOf(lashesUm);
  const scatter = spread(lashesUm, middle) / Math.sqrt(lashesUm.length > 1 ? lashesUm.length : 1);
  return {
    lashUm: middle > 0 ? middle : 0,
    lashSigmaUm: Math.sqrt(scatter * scatter + sigmaUm * sigmaUm + lashFloorUm * lashFloorUm),
  };
}

/** Weighted mean of the cross gains at all loads. */
function crossOf({ levels }: SideExam): { cross: number; crossSigma: number } {
  let weight = 0;
  let sum = 0;
  for (const { cross, crossSigma } of levels) {
    if (!(crossSigma > 0 && crossSigma < Infinity)) continue;
    const w = 1 / (crossSigma * crossSigma);
    weight += w;
    sum += w * cross;
  }
  return weight > 0
    ? { cross: sum / weight, crossSigma: 1 / Math.sqrt(weight) }
    : { cross: 0, crossSigma: Infinity };
}

export function medianOf(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2;
}

/** Standard deviation from the median of the distances to the middle (1.48 of it for a normal distribution). */
function spread(list: readonly number[], middle: number): number {
  return 1.48 * medianOf(list.map((x) => (x < middle ? middle - x : x - middle)));
}
