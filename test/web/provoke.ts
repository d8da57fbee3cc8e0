import { scenarioTable } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { Problems } from "../../src/document/problems.js";
import { readTable } from "../../src/document/table.js";

/** A fault of a simulated machine that is not in the page, from now on. */
export function provoke(world: World, name: string, forS: number): void {
  const problems = new Problems();
  const fault = { name, side: "anode", at: `${world.atS} s`, for: `${forS} s` };
  const [planned] = readTable(scenarioTable, { faults: [fault] }, problems, "").faults;
  if (planned === undefined) throw new Error(problems.text);
  world.injector.plan(planned);
}
