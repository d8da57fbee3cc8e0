import { LeastSquares } from "./least-squares.js";

/** Stiffness at one load, as it was felt there. */
export interface StiffnessAt {
  readonly forceN: number;
  readonly nPerUm: number;
  readonly sigmaNPerUm: number;
}

/** `1/k = 1/k_train + 1/(c sqrt F)` (physics 3.2) with its uncertainties; both members may be infinitely stiff. */
export interface TrainFit {
  readonly trainNPerUm: number;
  readonly trainSigmaNPerUm: number;
  readonly contactRoot: number;
  readonly contactRootSigma: number;
}

/** Stiffer than this is rigid: the ends of what settings take. */
export const trainMaxNPerUm = 1000;
export const contactRootMax = 1000;
/** A contact is measured when it stands so many sigma above none. */
const contactSigmas = 3;
/** The train is never taken as giving less way than this share of all that gives way at the highest load. */
const trainShareMin = 0.05;

/** Train and contact in series at a force, N/um; below 1 N the contact is taken as at 1 N, as the loop does. */
export function inSeries(trainNPerUm: number, contactRoot: number, forceN: number): number {
  const contact = contactRoot * Math.sqrt(forceN > 1 ? forceN : 1);
  return (trainNPerUm * contact) / (trainNPerUm + contact);
}

/**
 * Train and contact from the stiffness at several loads: weighted least squares in `1/k`, which is linear in both
 * compliances. A compliance that comes out below zero is none, and the other is fitted alone. From one load alone the
 * contact is taken from the drawing.
 */
export function fitTrain(points: readonly StiffnessAt[], drawnContactRoot: number): TrainFit {
  const top = points[points.length - 1] as StiffnessAt;
  const lowest = points[0] as StiffnessAt;
  if (top.forceN < 1.5 * lowest.forceN) return fromOne(points, drawnContactRoot);
  const both = weighted(points, true, true);
  if (both === undefined) return fromOne(points, drawnContactRoot);
  const [train, contact] = both.compliances;
  if (contact <= contactSigmas * both.sigmas[1]) {
    // Too little of it to be measured: the drawing's, or none, whichever lies nearer.
    const drawn = 1 / drawnContactRoot;
    return contact > 0.5 * drawn ? withContact(points, drawn) : withContact(points, 0);
  }
  if (train < trainShareMin / top.nPerUm) return onlyContact(points, top);
  return {
    trainNPerUm: 1 / train,
    trainSigmaNPerUm: both.sigmas[0] / (train * train),
    contactRoot: 1 / contact,
    contactRootSigma: both.sigmas[1] / (contact * contact),
  };
}

/** The train alone, beside a contact that is known; 0: a pure spring. */
function withContact(points: readonly StiffnessAt[], contact: number): TrainFit {
  const alone = weighted(points, true, false, 0, contact);
  const [train] = alone?.compliances ?? [1 / (points[0] as StiffnessAt).nPerUm];
  const [sigma] = alone?.sigmas ?? [0];
  return {
    trainNPerUm: 1 / train,
    trainSigmaNPerUm: sigma / (train * train),
    contactRoot: contact > 0 ? 1 / contact : contactRootMax,
    contactRootSigma: 0,
  };
}

/** The contact explains all: the train has what it must have at least. */
function onlyContact(points: readonly StiffnessAt[], top: StiffnessAt): TrainFit {
  const train = trainShareMin / top.nPerUm;
  const alone = weighted(points, false, true, train);
  const [contact] = alone?.compliances ?? [Math.sqrt(top.forceN) / top.nPerUm];
  const [sigma] = alone?.sigmas ?? [0];
  return {
    trainNPerUm: 1 / train < trainMaxNPerUm ? 1 / train : trainMaxNPerUm,
    trainSigmaNPerUm: top.sigmaNPerUm / trainShareMin,
    contactRoot: 1 / contact,
    contactRootSigma: sigma / (contact * contact),
  };
}

/** The mean of loads that are nearly one. What the drawing calls contact stays; where that alone is too soft, both shrink. */
function fromOne(points: readonly StiffnessAt[], drawnContactRoot: number): TrainFit {
  let weight = 0;
  let compliance = 0;
  let root = 0;
  for (const { forceN, nPerUm, sigmaNPerUm } of points) {
    const w = weightOf(nPerUm, sigmaNPerUm);
    weight += w;
    compliance += w / nPerUm;
    root += w * Math.sqrt(forceN > 1 ? forceN : 1);
  }
  compliance /= weight;
  root /= weight;
  const sigma = 1 / Math.sqrt(weight);
  const drawn = 1 / (drawnContactRoot * root);
  const contact = drawn < 0.7 * compliance ? drawn : 0.7 * compliance;
  const train = compliance - contact;
  return {
    trainNPerUm: 1 / train,
    trainSigmaNPerUm: sigma / (train * train),
    contactRoot: 1 / (contact * root),
    contactRootSigma: 0,
  };
}

function weightOf(nPerUm: number, sigmaNPerUm: number): number {
  const sigma = sigmaNPerUm / (nPerUm * nPerUm);
  return sigma > 0 ? 1 / (sigma * sigma) : 1e12;
}

interface Compliances {
  readonly compliances: readonly [number, number];
  readonly sigmas: readonly [number, number];
}

/** Least squares in the compliances that are asked for; the known ones are subtracted. */
function weighted(
  points: readonly StiffnessAt[],
  train: boolean,
  contact: boolean,
  knownTrain = 0,
  knownContact = 0,
): Compliances | undefined {
  const size = (train ? 1 : 0) + (contact ? 1 : 0);
  const fit = new LeastSquares(size);
  const row = new Float64Array(size);
  for (const { forceN, nPerUm, sigmaNPerUm } of points) {
    const w = Math.sqrt(weightOf(nPerUm, sigmaNPerUm));
    if (train) row[0] = w;
    const root = Math.sqrt(forceN > 1 ? forceN : 1);
    if (contact) row[size - 1] = w / root;
    fit.add(row, w * (1 / nPerUm - knownTrain - knownContact / root));
  }
  if (!fit.solve()) return undefined;
  // Loads that fit worse than their own uncertainty say widen the result.
  const worse = fit.residualVariance > 1 ? fit.residualVariance : 1;
  const sigmaAt = (i: number) => {
    row.fill(0);
    row[i] = 1;
    return Math.sqrt(worse * fit.varianceOf(row));
  };
  const first = fit.coefficients[0] as number;
  const last = fit.coefficients[size - 1] as number;
  return {
    compliances: train ? [first, contact ? last : 0] : [last, 0],
    sigmas: train ? [sigmaAt(0), contact ? sigmaAt(size - 1) : 0] : [sigmaAt(0), 0],
  };
}
