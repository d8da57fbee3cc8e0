import type { JsonObject } from "../../src/document/table.js";
import { drive27, speed27, stall27, stiffTrain } from "./parts.js";

/**
 * Both sides alike, for equal pressures up to 10 MPa: 785 N on 1 kN cells compress the disc springs
 * by 3.9 mm of their 5 mm. 11 MPa are 864 N of the 900 N at which such a cell stops the rig.
 */
const side: JsonObject = {
  drive: drive27,
  train: stiffTrain,
  spring: { rate: "0.2 N/um", stroke: "5 mm" },
  loadCell: { capacity: "1 kN" },
};

const nameplate: JsonObject = {
  loadCellCapacity: "1 kN",
  gearRatio: 26.85,
  lash: "5.6 um",
  trainStiffness: "0.2 N/um",
  speedMax: speed27,
  stallForce: stall27,
  pressureMax: "11 MPa",
};

export const symmetric: JsonObject = {
  name: "symmetric",
  nameplate: { anode: nameplate, cathode: nameplate },
  anode: side,
  cathode: side,
};
