import { loadAngle } from "../../sim/mechanics/drive.js";
import {
  loweringTorquePerNewton,
  raisingTorquePerNewton,
} from "../../sim/mechanics/screw-torque.js";
import { Train, trainOf } from "../../sim/mechanics/train.js";
import type { RigSide } from "../../sim/rigs/table.js";
import { bridgeOf } from "../../sim/sensors/bridge-adc.js";

/** A tick of the firmware, s: a reading is half of it old on average. */
const tickS = 0.1;
/** The firmware takes the median of three conversions: one more of age. */
const medianConversions = 1;

/** Train, spring and contact without what lies behind the pellet: the tangent at a load, N/um. */
export function tangentAt(side: RigSide, forceN: number): number {
  const train = new Train(trainOf(side));
  train.settleAt(forceN);
  return train.slopeNPerUm;
}

/** The gear's mean lash and the motor's wind-up either way under a load (physics 4.2, 4.3), um. */
export function lostMotionAt({ drive }: RigSide, forceN: number): number {
  const thread = {
    leadMm: drive.lead,
    pitchDiameterMm: drive.pitchDiameter,
    friction: drive.threadFriction,
  };
  const share = forceN / (drive.gearRatio * drive.efficiency * drive.holdingTorque);
  const steps =
    loadAngle(raisingTorquePerNewton(thread) * share) +
    loadAngle(loweringTorquePerNewton(thread) * share);
  const umPerStep = (drive.lead * 1000) / (drive.stepsPerTurn * drive.gearRatio);
  return drive.lash + steps * umPerStep;
}

/** Half of an answer after the middle of a move, s: the converter's mean of so many, the median of three, a reading's age. */
export function delayOf({ adc }: RigSide): number {
  return ((adc.settling - 1) / 2 + medianConversions) / adc.rate + tickS / 2;
}

/** Noise of one conversion, N. */
export function noiseOf(side: RigSide): number {
  const { ratedOutputMVPerV, excitationV, capacityN } = bridgeOf(side);
  const voltsPerNewton = (ratedOutputMVPerV * excitationV) / (1000 * capacityN);
  return (side.adc.noise * Math.sqrt(side.adc.rate / 10)) / voltsPerNewton;
}
