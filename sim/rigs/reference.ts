import type { JsonObject } from "../../src/document/table.js";
import {
  coilSpring,
  discSprings,
  drive5,
  drive27,
  pressureMax50N,
  pressureMax500N,
  softCellTrain,
  speed5,
  speed27,
  stall5,
  stall27,
  stiffTrain,
} from "./parts.js";

/**
 * The anode of physics 6, rig C: disc springs, 27:1, 500 N. Its true series stiffness is 0.194
 * N/um.
 */
export const referenceAnode: JsonObject = {
  drive: drive27,
  train: stiffTrain,
  spring: discSprings,
  loadCell: { capacity: "500 N" },
};

export const referenceAnodeNameplate: JsonObject = {
  loadCellCapacity: "500 N",
  gearRatio: 26.85,
  lash: "5.6 um",
  trainStiffness: "0.2 N/um",
  speedMax: speed27,
  stallForce: stall27,
  pressureMax: pressureMax500N,
};

/**
 * The cathode of physics 6, rig D, at 5:1: a coil of 0.005 N/um on a 50 N cell. The coil is so soft
 * that 100 kPa are 1.57 mm of travel, for which 27:1 would be needlessly slow.
 */
export const referenceCathode: JsonObject = {
  drive: drive5,
  train: softCellTrain,
  spring: coilSpring,
  loadCell: { capacity: "50 N" },
};

export const referenceCathodeNameplate: JsonObject = {
  loadCellCapacity: "50 N",
  gearRatio: 5.18,
  lash: "5.6 um",
  trainStiffness: "0.005 N/um",
  speedMax: speed5,
  stallForce: stall5,
  pressureMax: pressureMax50N,
};

export const reference: JsonObject = {
  name: "reference",
  nameplate: { anode: referenceAnodeNameplate, cathode: referenceCathodeNameplate },
  anode: referenceAnode,
  cathode: referenceCathode,
};
