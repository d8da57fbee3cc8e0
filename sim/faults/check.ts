import type { Problems } from "../../src/document/problems.js";
import type { Scenario, ScenarioFault } from "../scenarios/table.js";
import { type FaultParameter, specOf } from "./table.js";

const parameters: readonly FaultParameter[] = [
  "share",
  "factor",
  "force",
  "travel",
  "temperature",
  "over",
  "count",
];

/** What is wrong with the faults of a scenario beside their single values: parameters that a fault does not take. */
export function checkFaults(scenario: Scenario, problems: Problems, path: string): void {
  // What could not be read has been told of already.
  if (!problems.none) return;
  scenario.faults.forEach((fault, i) => {
    checkOne(fault, problems, `${path === "" ? "" : `${path}.`}faults[${i}]`);
    const shorts = fault.name === "softShort" || fault.name === "hardShort";
    if (scenario.displacement !== undefined && (shorts || fault.name === "voids")) {
      problems.add(
        `${path}faults[${i}]`,
        `${fault.name} needs a modelled cell, not a measured displacement`,
      );
    }
  });
}

function checkOne(fault: ScenarioFault, problems: Problems, path: string): void {
  const spec = specOf(fault.name);
  const taken = Object.keys(spec.takes);
  for (const name of parameters) {
    if (fault[name] === undefined || taken.includes(name)) continue;
    const known = taken.length === 0 ? "it takes none" : `it takes ${taken.join(", ")}`;
    problems.add(`${path}.${name}`, `is no parameter of ${fault.name}; ${known}`);
  }
  if (fault.for !== undefined && spec.instant === true) {
    problems.add(`${path}.for`, `${fault.name} happens in an instant and has no length`);
  }
}
