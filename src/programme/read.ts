import type { Problems } from "../document/problems.js";
import { nameOf, quoted } from "../document/quantity-text.js";
import { isJsonObject } from "../document/table.js";
import { readStopIf } from "./conditions.js";
import { refuseUnknown } from "./json.js";
import { neverEnds, type Programme, type Step } from "./step.js";
import type { Reading } from "./step-kind.js";
import { stepKinds, stepNames } from "./step-kinds.js";

const stepsMax = 200;
const depthMax = 4;

/**
 * Reads a programme. All that is wrong is added to `problems`, each with its path; the result is to be used only when
 * there is nothing.
 */
export function readProgramme(json: unknown, problems: Problems): Programme {
  if (!isJsonObject(json)) {
    problems.add("", `a programme must be an object with "name" and "steps", not ${nameOf(json)}`);
    return { name: "", steps: [] };
  }
  refuseUnknown(json, ["name", "stopIf", "steps", "$schema"], "", problems);
  const name = json["name"];
  if (typeof name !== "string" || name === "" || name.length > 40) {
    problems.add("name", `must be a text of 1 to 40 characters, not ${nameOf(name)}`);
  }
  const steps = new StepReader(problems).steps(json["steps"], "steps");
  const programme = { name: typeof name === "string" ? name : "", steps };
  if (!Object.hasOwn(json, "stopIf")) return programme;
  return { ...programme, stopIf: readStopIf(json["stopIf"], "stopIf", problems) };
}

/** Goes through the lists of steps, each repetition one level deeper. */
class StepReader {
  private readonly problems: Problems;
  private readonly reading: Reading;
  private count = 0;
  private depth = 0;

  constructor(problems: Problems) {
    this.problems = problems;
    this.reading = { problems, innerSteps: (json, path) => this.inner(json, path) };
  }

  steps(json: unknown, path: string): Step[] {
    if (!Array.isArray(json) || json.length === 0) {
      this.problems.add(path, `must be a list of at least one step, not ${nameOf(json)}`);
      return [];
    }
    const steps: Step[] = [];
    for (let i = 0; i < json.length; i += 1) {
      this.count += 1;
      if (this.count > stepsMax) {
        const most = `give at most ${stepsMax} in the whole programme`;
        this.problems.add(path, `has too many steps; ${most}`);
        break;
      }
      const here = `${path}[${i}]`;
      const step = this.step(json[i], here);
      if (step === undefined) continue;
      if (neverEnds(step) && i < json.length - 1) {
        this.problems.add(here, `has no "until", so the steps after it would never be reached`);
      }
      steps.push(step);
    }
    return steps;
  }

  private inner(json: unknown, path: string): Step[] | undefined {
    if (this.depth >= depthMax) {
      this.problems.add(path, `is nested too deep; repeats go at most ${depthMax} deep`);
      return undefined;
    }
    this.depth += 1;
    const steps = this.steps(json, `${path}.steps`);
    this.depth -= 1;
    return steps;
  }

  private step(json: unknown, path: string): Step | undefined {
    if (!isJsonObject(json)) {
      this.problems.add(path, `must be an object such as {"unload": {}}, not ${nameOf(json)}`);
      return undefined;
    }
    const names = stepNames.filter((name) => Object.hasOwn(json, name));
    const name = names[0];
    if (name === undefined || names.length > 1) {
      const found =
        names.length > 1 ? names.join(" and ") : Object.keys(json).map(quoted).join(", ");
      const known = stepNames.join(", ");
      this.problems.add(path, `must have exactly one of ${known}, not ${found || "nothing"}`);
      return undefined;
    }
    const kind = stepKinds[name];
    refuseUnknown(json, [name, ...kind.beside], path, this.problems);
    return kind.read(json, path, this.reading);
  }
}
