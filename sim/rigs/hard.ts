import type { JsonObject } from "../../src/document/table.js";
import { drive27, stiffTrain } from "./parts.js";
import {
  referenceAnodeNameplate,
  referenceCathode,
  referenceCathodeNameplate,
} from "./reference.js";

/**
 * The reference rig with the anode's springs taken out: 6.67 N/um in series with the contact's 20
 * N/um at 196.35 N are 5 N/um there (physics 6, rig B, with a 500 N cell). The drawing adds up to 7
 * N/um.
 */
export const hard: JsonObject = {
  name: "hard",
  nameplate: {
    anode: { ...referenceAnodeNameplate, trainStiffness: "7 N/um" },
    cathode: referenceCathodeNameplate,
  },
  anode: { drive: drive27, train: stiffTrain, loadCell: { capacity: "500 N" } },
  cathode: referenceCathode,
};
