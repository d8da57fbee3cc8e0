import { settingsFor } from "../../sim/calibrate.js";
import type { RigModel } from "../../sim/rigs/table.js";
import { bridgeOf, countsPerNewton } from "../../sim/sensors/bridge-adc.js";
import { Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable } from "../../src/document/table.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";
import type { SideName } from "./line.js";
import { merged } from "./merged.js";

/** What was done to the settings before the rig came to its operator. */
export type StartSettings = "factory" | "calibrated";

/** The settings of a builder who has read the nameplates and calibrated nothing, or of one who knows the truth of this draw. */
export function builderSettings(
  rig: RigModel,
  seed: number,
  start: StartSettings = "factory",
  change: JsonObject = {},
): Settings {
  const calibrated = settingsFor(rig, seed);
  return read(merged(start === "factory" ? uncalibrated(rig, calibrated) : calibrated, change));
}

/** The nominal sensitivity of each bridge, no tare, the die as ordered. */
function uncalibrated(rig: RigModel, json: JsonObject): JsonObject {
  const side = (name: SideName): JsonObject => {
    const bridge = bridgeOf(rig[name]);
    const { loadCellCapacity: capacityN, ratedOutput: ratedOutputMVPerV } = rig.nameplate[name];
    const nominal = countsPerNewton({ ...bridge, capacityN, ratedOutputMVPerV });
    return { loadCell: { countsPerNewton: `${nominal.toFixed(2)} counts/N`, tare: "0 counts" } };
  };
  const die = { diameter: `${rig.nameplate.dieDiameter} mm` };
  return merged(json, { die, anode: side("anode"), cathode: side("cathode") });
}

function read(json: JsonObject): Settings {
  const problems = new Problems();
  const settings = readTable(settingsTable, json, problems, "settings");
  if (!problems.none) throw new Error(problems.list.join("; "));
  return settings;
}
