import type { QuantityBounds } from "../../src/document/quantity-text.js";
import type { JsonObject } from "../../src/document/table.js";
import { programmeBounds, stepKeys } from "../../src/programme/read.js";
import { allowSchemaKey, quantitySchema } from "./json-schema.js";

/** The schema of programmes: steps refer to themselves, which tables cannot. */
export function programmeSchema(): JsonObject {
  const { type, ...rest } = closed(
    {
      name: { type: "string", minLength: 1, maxLength: 40, description: "Name of the programme" },
      steps: { $ref: "#/$defs/steps" },
    },
    ["name", "steps"],
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Isobar programme",
    description: "What the rig is told: pressures and waits, in order",
    type,
    ...allowSchemaKey(rest),
    $defs: {
      steps: { type: "array", minItems: 1, items: { $ref: "#/$defs/step" } },
      step: { oneOf: Object.keys(stepKeys).map((key) => stepSchema(key as StepKey)) },
      sidePressures: closed({ anode: sideRamp("anode"), cathode: sideRamp("cathode") }, []),
      until: untilSchema(),
    },
  };
}

type StepKey = keyof typeof stepKeys;

const bodies: Readonly<Record<StepKey, JsonObject>> = {
  approach: closed({ touch: quantity(programmeBounds.touch, "Force to touch with") }, []),
  ramp: { $ref: "#/$defs/sidePressures", minProperties: 1 },
  hold: { $ref: "#/$defs/sidePressures" },
  gap: closed({}, []),
  wait: { $ref: "#/$defs/until" },
  repeat: { type: "integer", minimum: 1, maximum: 100000 },
  identify: closed(
    {
      anode: quantity(programmeBounds.identify, "Highest pressure to measure the anode at"),
      cathode: quantity(programmeBounds.identify, "Highest pressure to measure the cathode at"),
    },
    [],
  ),
  unload: closed({}, []),
};

/** What stands beside a step's own key. */
const besides: Readonly<Record<string, { readonly schema: JsonObject; readonly needed: boolean }>> =
  {
    until: { schema: { $ref: "#/$defs/until" }, needed: false },
    steps: { schema: { $ref: "#/$defs/steps" }, needed: true },
  };

function stepSchema(key: StepKey): JsonObject {
  const properties: JsonObject = { [key]: bodies[key] };
  const required: string[] = [key];
  for (const name of stepKeys[key].beside) {
    properties[name] = besides[name]?.schema;
    if (besides[name]?.needed) required.push(name);
  }
  return { description: stepKeys[key].meaning, ...closed(properties, required) };
}

function sideRamp(side: string): JsonObject {
  const to = quantity(programmeBounds.pressure, `Pressure on the ${side}`);
  const rate = quantity(programmeBounds.rate, "Rate; the side's own when left out");
  return { anyOf: [to, closed({ to, rate }, ["to"])] };
}

function untilSchema(): JsonObject {
  const conditions = {
    after: quantity(programmeBounds.after, "Time since the step began"),
    voltageAbove: quantity(programmeBounds.voltage, "Cell voltage at or above this"),
    voltageBelow: quantity(programmeBounds.voltage, "Cell voltage at or below this"),
  };
  return {
    description: "Ends the step at the first of these",
    ...closed(conditions, []),
    minProperties: 1,
  };
}

function quantity(bounds: QuantityBounds, meaning: string): JsonObject {
  return quantitySchema({ ...bounds, meaning });
}

function closed(properties: JsonObject, required: readonly string[]): JsonObject {
  const needs = required.length > 0 ? { required } : {};
  return { type: "object", properties, ...needs, additionalProperties: false };
}
