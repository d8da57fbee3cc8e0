import { settingsFor } from "../sim/calibrate.js";
import { shippedRigs } from "../sim/rigs/shipped.js";
import { rigTable } from "../sim/rigs/table.js";
import { shippedScenarios } from "../sim/scenarios/shipped.js";
import { scenarioTable } from "../sim/scenarios/table.js";
import { type HalKind, World } from "../sim/world.js";
import { DocumentError, Problems } from "../src/document/problems.js";
import { type JsonObject, readTable } from "../src/document/table.js";
import { readProgramme } from "../src/programme/read.js";
import { settingsTable } from "../src/settings/table.js";

/** Presses to 2.5 / 0.2 MPa and holds for ever: a world that may be run for any time. */
const endlessHold = {
  name: "endless",
  steps: [
    { approach: { touch: "5 N" } },
    { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: { to: "0.2 MPa" } } },
    { hold: { anode: "2.5 MPa", cathode: "0.2 MPa" } },
  ],
};

/** The coupled model with an endless hold, on a shipped rig and scenario, by contracts unless told; `started`: the programme runs. `wallShear`: what the settings know of the mould's wall; `cycler`: what its cycler does otherwise; `cell`: what else the settings know of the cell. */
export function endlessWorld(
  rigName: string,
  scenarioName: string,
  seed: number,
  hal: HalKind = "contract",
  started = true,
  wallShear?: string,
  cycler: JsonObject = {},
  cell: JsonObject = {},
): World {
  const problems = new Problems();
  const rig = readTable(rigTable, jsonOf(shippedRigs, rigName), problems, "rig");
  const shipped = jsonOf(shippedScenarios, scenarioName) as JsonObject;
  const scenarioJson = { ...shipped, cycler: { ...(shipped["cycler"] as JsonObject), ...cycler } };
  const scenario = readTable(scenarioTable, scenarioJson, problems, "scenario");
  const drawn = settingsFor(rig, seed);
  const mould = { ...(drawn["mould"] as JsonObject), ...(wallShear && { wallShear }) };
  const known = { ...(drawn["cell"] as JsonObject), ...cell };
  const settings = readTable(settingsTable, { ...drawn, mould, cell: known }, problems, "settings");
  const programme = readProgramme(endlessHold, problems);
  if (!problems.none) throw new DocumentError(problems);
  return new World({
    rig,
    scenario,
    settings,
    programme: started ? programme : undefined,
    seed,
    hal,
  });
}

function jsonOf(shipped: readonly { name: string; json: unknown }[], name: string): unknown {
  return shipped.find((entry) => entry.name === name)?.json;
}
