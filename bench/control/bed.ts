import { findTrace } from "../../host/documents/trace-file.js";
import { settingsFor } from "../../sim/calibrate.js";
import { readDisplacementTrace } from "../../sim/cell/displacement-trace.js";
import { checkFaults } from "../../sim/faults/check.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { type RigModel, rigTable } from "../../sim/rigs/table.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import { World } from "../../sim/world.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { isJsonObject, type JsonObject, readTable } from "../../src/document/table.js";
import { readProgramme } from "../../src/programme/read.js";
import type { Programme } from "../../src/programme/step.js";
import { settingsTable } from "../../src/settings/table.js";

/** A world in the words of the files that `isobar sim` takes, so that every run can be repeated there. */
export interface BedPlan {
  /** A shipped rig, or the JSON of another. */
  readonly rig: string | JsonObject;
  /** Keys that differ from the scenario `doerrer`. */
  readonly scenario?: JsonObject;
  readonly programme: JsonObject;
  /** Keys that differ from the settings that the nameplate and a calibration give. */
  readonly settings?: JsonObject;
  readonly seed: number;
}

/** A plan with its documents read. */
export interface Bed {
  readonly rig: RigModel;
  readonly programme: Programme;
  readonly world: World;
}

export function bedOf(plan: BedPlan): Bed {
  const problems = new Problems();
  const rig = readTable(rigTable, rigJson(plan.rig), problems, "rig");
  const doerrer = shippedScenarios.find(({ name }) => name === "doerrer")?.json;
  const scenario = readTable(
    scenarioTable,
    merged(doerrer, plan.scenario ?? {}),
    problems,
    "scenario",
  );
  if (problems.none) checkFaults(scenario, problems, "scenario");
  const settingsJson = merged(settingsFor(rig, plan.seed), plan.settings ?? {});
  const settings = readTable(settingsTable, settingsJson, problems, "settings");
  const programme = readProgramme(plan.programme, problems);
  const name = scenario.displacement?.trace;
  const trace =
    name === undefined
      ? undefined
      : readDisplacementTrace(findTrace(name, undefined).csv, problems, name);
  if (!problems.none) throw new DocumentError(problems);
  const world = new World({ rig, scenario, trace, settings, programme, seed: plan.seed });
  return { rig, programme, world };
}

export function rigJson(rig: string | JsonObject): JsonObject {
  if (typeof rig !== "string") return rig;
  const shipped = shippedRigs.find(({ name }) => name === rig);
  if (shipped === undefined) throw new Error(`no rig is called ${rig}`);
  return shipped.json as JsonObject;
}

/** `base` with the keys of `change` put over it, group by group. */
export function merged(base: unknown, change: JsonObject): JsonObject {
  const result: JsonObject = isJsonObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(change))
    result[key] = isJsonObject(value) ? merged(result[key], value) : value;
  return result;
}

/** Touches, loads the cathode and then the anode, and holds for ever. */
export function holding(anode: string, cathode: string): JsonObject {
  return {
    name: "hold",
    steps: [
      { approach: { touch: "5 N" } },
      { ramp: { anode: { to: anode, rate: "0.05 MPa/s" }, cathode: { to: cathode } } },
      { hold: { anode, cathode } },
    ],
  };
}

/** The same, on a rig that has measured itself first. */
export function identified(anode: string, cathode: string): JsonObject {
  const steps = holding(anode, cathode)["steps"] as JsonObject[];
  return { name: "identify-hold", steps: [{ identify: {} }, ...steps] };
}

const heard = new Uint8Array(1 << 15);

/** Runs on for a simulated time with a host that listens; `look` is called after each tick, and ends the run with true. */
export function run(world: World, forS: number, look?: () => boolean): void {
  const ticks = Math.round(forS * 10);
  for (let tick = 1; tick <= ticks; tick += 1) {
    world.tick();
    if (tick % 10 === 0) world.takeUart(heard);
    if (look?.() === true) return;
  }
}

/** Runs until `done`; false when it was not within `mostS`. */
export function runUntil(world: World, done: () => boolean, mostS: number): boolean {
  let is = false;
  run(world, mostS, () => {
    is = done();
    return is;
  });
  return is;
}
