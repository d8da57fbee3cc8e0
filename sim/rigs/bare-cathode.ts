import type { JsonObject } from "../../src/document/table.js";
import { drive27, softCellTrain, speed27, stall27 } from "./parts.js";
import { referenceAnode, referenceAnodeNameplate, referenceCathodeNameplate } from "./reference.js";

/**
 * The reference rig without the cathode's coil: the 50 N cell's 0.2 N/um is the only spring. Forty
 * times stiffer than the coil, it makes a 5:1 step 24 mN or 0.31 kPa, more than the 0.2 kPa that
 * this cathode is to hold; at 27:1 a step is 0.059 kPa, and 100 kPa are 40 um of travel, a second's
 * worth (physics 6, last row).
 */
export const bareCathode: JsonObject = {
  name: "bare-cathode",
  nameplate: {
    anode: referenceAnodeNameplate,
    cathode: {
      ...referenceCathodeNameplate,
      gearRatio: 26.85,
      trainStiffness: "0.2 N/um",
      speedMax: speed27,
      stallForce: stall27,
    },
  },
  anode: referenceAnode,
  cathode: { drive: drive27, train: softCellTrain, loadCell: { capacity: "50 N" } },
};
