import { checkFaults } from "../../sim/faults/check.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { type RigModel, rigTable } from "../../sim/rigs/table.js";
import { type Scenario, scenarioTable } from "../../sim/scenarios/table.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { isJsonObject, type JsonObject, readTable } from "../../src/document/table.js";

/** A document with some of its keys changed. */
export function merged(base: unknown, change: unknown): unknown {
  if (!isJsonObject(base) || !isJsonObject(change)) return change;
  const result: JsonObject = { ...base };
  for (const key of Object.keys(change)) result[key] = merged(base[key], change[key]);
  return result;
}

/** A shipped rig with some keys of its file changed, in the file's own format. */
export function rigWith(name: string, change: JsonObject = {}): RigModel {
  const shipped = shippedRigs.find((rig) => rig.name === name);
  const problems = new Problems();
  const rig = readTable(rigTable, merged(shipped?.json, change), problems, name);
  if (!problems.none) throw new DocumentError(problems);
  return rig;
}

/** The default scenario with some keys of its file changed. */
export function scenarioWith(change: JsonObject = {}): Scenario {
  const problems = new Problems();
  const scenario = readTable(scenarioTable, change, problems, "scenario");
  checkFaults(scenario, problems, "scenario");
  if (!problems.none) throw new DocumentError(problems);
  return scenario;
}
