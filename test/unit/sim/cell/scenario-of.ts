import { type Scenario, scenarioTable } from "../../../../sim/scenarios/table.js";
import { Problems } from "../../../../src/document/problems.js";
import { readTable } from "../../../../src/document/table.js";

/** The scenario of a JSON document, defaults filled in. */
export function scenarioOf(json: object): Scenario {
  const problems = new Problems();
  const scenario = readTable(scenarioTable, json, problems, "");
  if (!problems.none) throw new Error(problems.text);
  return scenario;
}
