import type { TrainIdentity } from "../control/train-identity.js";

/** What is known of one side, each figure with its standard uncertainty. */
export interface SideIdentity extends TrainIdentity {
  readonly stiffnessSigmaNPerUm: number;
  readonly contactRootSigma: number;
  readonly lashSigmaUm: number;
  readonly delaySigmaS: number;
  /** Noise of one conversion, N. */
  readonly noiseN: number;
  /** Loads between which it was measured, N. */
  readonly fromN: number;
  readonly toN: number;
  /** Change of the other side's force per change of this one, the other screw at rest. */
  readonly cross: number;
  readonly crossSigma: number;
}

/** What is known of the rig. */
export interface RigIdentity {
  readonly anode: SideIdentity;
  readonly cathode: SideIdentity;
  /** Stiffness of the mould's mount, N/um, and its uncertainty; Infinity when it was not seen to give way. */
  readonly mountNPerUm: number;
  readonly mountSigmaNPerUm: number;
}

/** The figures of a side in the order in which they are stored. */
export const sideFigures = [
  "stiffnessNPerUm",
  "stiffnessSigmaNPerUm",
  "contactRootNPerUm",
  "contactRootSigma",
  "lashUm",
  "lashSigmaUm",
  "delayS",
  "delaySigmaS",
  "relaxation",
  "noiseN",
  "fromN",
  "toN",
  "cross",
  "crossSigma",
] as const satisfies readonly (keyof SideIdentity)[];
