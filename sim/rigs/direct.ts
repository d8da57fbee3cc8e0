import type { JsonObject } from "../../src/document/table.js";
import { directDrive, speedDirect, stallDirect } from "./parts.js";
import {
  referenceAnode,
  referenceAnodeNameplate,
  referenceCathode,
  referenceCathodeNameplate,
} from "./reference.js";

/**
 * The reference rig without gears: springs instead of resolution. The lash is a coupling's; the
 * motor's own wind-up, 4.2 um at 2.5 MPa (physics 4.2), takes its place. At 4 MPa, 314 N, raising
 * takes 0.275 / 0.9 = 0.31 Nm of the motor's 0.4, hence the lower limit.
 */
export const direct: JsonObject = {
  name: "direct",
  nameplate: {
    anode: {
      ...referenceAnodeNameplate,
      gearRatio: 1,
      lash: "0.5 um",
      speedMax: speedDirect,
      stallForce: stallDirect,
      pressureMax: "4 MPa",
    },
    cathode: {
      ...referenceCathodeNameplate,
      gearRatio: 1,
      lash: "0.5 um",
      speedMax: speedDirect,
      stallForce: stallDirect,
    },
  },
  anode: { ...referenceAnode, drive: directDrive },
  cathode: { ...referenceCathode, drive: directDrive },
};
