import type { Problems } from "../document/problems.js";
import { nameOf, type QuantityBounds, quoted, readQuantity } from "../document/quantity-text.js";
import { isJsonObject, type JsonObject } from "../document/table.js";
import type { Programme, SideRamp, Step, Until } from "./step.js";

/** Ranges of the quantities in a programme; the rig's own limits are narrower. */
export const programmeBounds = {
  touch: { unit: "N", min: 0.1, max: 1000 },
  pressure: { unit: "kPa", min: 0, max: 100000 },
  identify: { unit: "kPa", min: 20, max: 100000 },
  rate: { unit: "kPa/s", min: 0.01, max: 1000 },
  after: { unit: "s", min: 0, max: 3.2e8 },
  voltage: { unit: "V", min: 0, max: 10 },
} as const satisfies Record<string, QuantityBounds>;

/** The steps by their key, with what belongs beside it and what it means. */
export const stepKeys = {
  approach: { beside: [], meaning: "Close the gap on both sides and touch with this force" },
  ramp: {
    beside: [],
    meaning: "Bring one or both pressures to a value; ends when they have settled",
  },
  hold: { beside: ["until"], meaning: "Keep pressures; without until it holds for ever" },
  gap: { beside: ["until"], meaning: "Keep the positions of both screws" },
  wait: { beside: [], meaning: "Go on with what is being done until a time or a voltage" },
  repeat: { beside: ["steps"], meaning: "Do the steps this many times" },
  identify: {
    beside: [],
    meaning:
      "Measure stiffness, lash and delay of both sides, up to these pressures or those of the next step that sets some",
  },
  unload: { beside: [], meaning: "Take the pressure off, anode first, and back off to clearance" },
} as const;

const stepNames = Object.keys(stepKeys) as (keyof typeof stepKeys)[];
const stepsMax = 200;
const depthMax = 4;
const repeatMax = 100000;

/**
 * Reads a programme. All that is wrong is added to `problems`, each with its path; the result is to be used only when
 * there is nothing.
 */
export function readProgramme(json: unknown, problems: Problems): Programme {
  if (!isJsonObject(json)) {
    problems.add("", `a programme must be an object with "name" and "steps", not ${nameOf(json)}`);
    return { name: "", steps: [] };
  }
  refuseUnknown(json, ["name", "steps", "$schema"], "", problems);
  const name = json["name"];
  if (typeof name !== "string" || name === "" || name.length > 40) {
    problems.add("name", `must be a text of 1 to 40 characters, not ${nameOf(name)}`);
  }
  const counter = { steps: 0 };
  const steps = readSteps(json["steps"], "steps", problems, 0, counter);
  return { name: typeof name === "string" ? name : "", steps };
}

function readSteps(
  json: unknown,
  path: string,
  problems: Problems,
  depth: number,
  counter: { steps: number },
): Step[] {
  if (!Array.isArray(json) || json.length === 0) {
    problems.add(path, `must be a list of at least one step, not ${nameOf(json)}`);
    return [];
  }
  const steps: Step[] = [];
  for (let i = 0; i < json.length; i += 1) {
    counter.steps += 1;
    if (counter.steps > stepsMax) {
      problems.add(path, `has too many steps; give at most ${stepsMax} in the whole programme`);
      break;
    }
    const here = `${path}[${i}]`;
    const step = readStep(json[i], here, problems, depth, counter);
    if (step === undefined) continue;
    if (neverEnds(step) && i < json.length - 1) {
      problems.add(here, `has no "until", so the steps after it would never be reached`);
    }
    steps.push(step);
  }
  return steps;
}

function neverEnds(step: Step): boolean {
  return (step.kind === "hold" || step.kind === "gap") && step.until === undefined;
}

function readStep(
  json: unknown,
  path: string,
  problems: Problems,
  depth: number,
  counter: { steps: number },
): Step | undefined {
  if (!isJsonObject(json)) {
    problems.add(path, `must be an object such as {"unload": {}}, not ${nameOf(json)}`);
    return undefined;
  }
  const kinds = stepNames.filter((name) => Object.hasOwn(json, name));
  const kind = kinds[0];
  if (kind === undefined || kinds.length > 1) {
    const found = kinds.length > 1 ? kinds.join(" and ") : Object.keys(json).map(quoted).join(", ");
    problems.add(
      path,
      `must have exactly one of ${stepNames.join(", ")}, not ${found || "nothing"}`,
    );
    return undefined;
  }
  refuseUnknown(json, [kind, ...stepKeys[kind].beside], path, problems);
  const inner = `${path}.${kind}`;
  const body = json[kind];
  switch (kind) {
    case "approach":
      return readApproach(body, path, problems);
    case "ramp":
      return { kind, path, ...readSides(body, inner, problems, true) };
    case "hold":
      return {
        kind,
        path,
        ...readSides(body, inner, problems, false),
        until: untilOf(json, path, problems),
      };
    case "gap":
      refuseUnknown(objectAt(body, inner, problems), [], inner, problems);
      return { kind, path, until: untilOf(json, path, problems) };
    case "wait":
      return { kind, path, until: readUntil(body, inner, problems) };
    case "identify":
      return readIdentify(body, path, problems);
    case "unload":
      refuseUnknown(objectAt(body, inner, problems), [], inner, problems);
      return { kind, path };
    case "repeat":
      return readRepeat(json, path, problems, depth, counter);
  }
}

function readApproach(body: unknown, path: string, problems: Problems): Step {
  const inner = `${path}.approach`;
  const object = objectAt(body, inner, problems);
  refuseUnknown(object, ["touch"], inner, problems);
  const touchN = Object.hasOwn(object, "touch")
    ? quantityAt(object, "touch", programmeBounds.touch, inner, problems)
    : 5;
  return { kind: "approach", path, touchN: touchN ?? 5 };
}

function readIdentify(body: unknown, path: string, problems: Problems): Step {
  const inner = `${path}.identify`;
  const object = objectAt(body, inner, problems);
  refuseUnknown(object, ["anode", "cathode"], inner, problems);
  const at = (side: "anode" | "cathode") =>
    Object.hasOwn(object, side)
      ? quantityAt(object, side, programmeBounds.identify, inner, problems)
      : undefined;
  return { kind: "identify", path, anodeKPa: at("anode"), cathodeKPa: at("cathode") };
}

function readRepeat(
  json: JsonObject,
  path: string,
  problems: Problems,
  depth: number,
  counter: { steps: number },
): Step {
  const times = json["repeat"];
  if (!Number.isInteger(times) || Number(times) < 1 || Number(times) > repeatMax) {
    problems.add(
      `${path}.repeat`,
      `must be a whole number from 1 to ${repeatMax}, not ${nameOf(times)}`,
    );
  }
  if (depth >= depthMax) {
    problems.add(path, `is nested too deep; repeats go at most ${depthMax} deep`);
    return { kind: "repeat", path, times: 1, steps: [] };
  }
  const steps = readSteps(json["steps"], `${path}.steps`, problems, depth + 1, counter);
  const last = steps[steps.length - 1];
  if (last !== undefined && neverEnds(last)) {
    problems.add(last.path, `has no "until", so the repetition would never come round`);
  }
  return { kind: "repeat", path, times: typeof times === "number" ? times : 1, steps };
}

function readSides(
  body: unknown,
  path: string,
  problems: Problems,
  needed: boolean,
): { anode: SideRamp | undefined; cathode: SideRamp | undefined } {
  const object = objectAt(body, path, problems);
  refuseUnknown(object, ["anode", "cathode"], path, problems);
  const anode = readSideRamp(object, "anode", path, problems);
  const cathode = readSideRamp(object, "cathode", path, problems);
  if (needed && !Object.hasOwn(object, "anode") && !Object.hasOwn(object, "cathode")) {
    problems.add(path, `names no side; give "anode", "cathode" or both`);
  }
  return { anode, cathode };
}

/** `"2.5 MPa"` or `{"to": "2.5 MPa", "rate": "0.05 MPa/s"}`. */
function readSideRamp(
  object: JsonObject,
  side: "anode" | "cathode",
  path: string,
  problems: Problems,
): SideRamp | undefined {
  if (!Object.hasOwn(object, side)) return undefined;
  const value = object[side];
  const here = `${path}.${side}`;
  if (!isJsonObject(value)) {
    const toKPa = quantityAt(object, side, programmeBounds.pressure, path, problems);
    return { toKPa: toKPa ?? 0, rateKPaPerS: undefined };
  }
  refuseUnknown(value, ["to", "rate"], here, problems);
  const toKPa = quantityAt(value, "to", programmeBounds.pressure, here, problems) ?? 0;
  const rateKPaPerS = Object.hasOwn(value, "rate")
    ? quantityAt(value, "rate", programmeBounds.rate, here, problems)
    : undefined;
  return { toKPa, rateKPaPerS };
}

function untilOf(json: JsonObject, path: string, problems: Problems): Until | undefined {
  return Object.hasOwn(json, "until")
    ? readUntil(json["until"], `${path}.until`, problems)
    : undefined;
}

function readUntil(body: unknown, path: string, problems: Problems): Until {
  const object = objectAt(body, path, problems);
  const known = ["after", "voltageAbove", "voltageBelow"] as const;
  refuseUnknown(object, known, path, problems);
  if (!known.some((key) => Object.hasOwn(object, key))) {
    problems.add(path, `names no condition; give at least one of ${known.join(", ")}`);
  }
  const at = (key: (typeof known)[number], bounds: QuantityBounds) =>
    Object.hasOwn(object, key) ? quantityAt(object, key, bounds, path, problems) : undefined;
  return {
    afterS: at("after", programmeBounds.after),
    voltageAboveV: at("voltageAbove", programmeBounds.voltage),
    voltageBelowV: at("voltageBelow", programmeBounds.voltage),
  };
}

function quantityAt(
  object: JsonObject,
  key: string,
  bounds: QuantityBounds,
  path: string,
  problems: Problems,
): number | undefined {
  if (!Object.hasOwn(object, key)) {
    problems.add(`${path}.${key}`, "is missing");
    return undefined;
  }
  const value = readQuantity(object[key], bounds);
  if (typeof value === "number") return value;
  problems.add(`${path}.${key}`, value);
  return undefined;
}

function objectAt(value: unknown, path: string, problems: Problems): JsonObject {
  if (isJsonObject(value)) return value;
  problems.add(path, `must be an object, not ${nameOf(value)}`);
  return {};
}

function refuseUnknown(
  object: JsonObject,
  known: readonly string[],
  path: string,
  problems: Problems,
): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    const list = known.length === 0 ? "nothing" : known.join(", ");
    problems.add(path, `${quoted(key)} is not known here; known is ${list}`);
  }
}
