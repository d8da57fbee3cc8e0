import type { QuantityBounds } from "../../src/document/quantity-text.js";
import type { JsonObject, Table } from "../../src/document/table.js";
import { conditions, stopTable } from "../../src/programme/conditions.js";
import { approachFrom, rampBounds } from "../../src/programme/side-ramps.js";
import type { Step } from "../../src/programme/step.js";
import type { StepBody } from "../../src/programme/step-kind.js";
import { stepKinds, stepNames } from "../../src/programme/step-kinds.js";
import { allowSchemaKey, groupSchema, quantitySchema } from "./json-schema.js";

/** The schema of programmes: steps refer to themselves, which tables cannot. */
export function programmeSchema(): JsonObject {
  const { type, ...rest } = closed(
    {
      name: { type: "string", minLength: 1, maxLength: 40, description: "Name of the programme" },
      stopIf: conditionsSchema(
        "Stops the whole programme at the first of these; both sides go on holding what pressure they have",
        stopTable(),
      ),
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
      step: { oneOf: stepNames.map(stepSchema) },
      sidePressures: closed(
        {
          anode: sideRamp("anode"),
          cathode: sideRamp("cathode"),
          approachFrom: { description: approachFrom.meaning, enum: approachFrom.of },
        },
        [],
      ),
      until: untilSchema(),
    },
  };
}

function bodySchema(body: StepBody): JsonObject {
  switch (body.kind) {
    case "fields":
      return groupSchema(body.fields);
    case "pressures":
      return {
        $ref: "#/$defs/sidePressures",
        ...(body.needed ? { anyOf: [{ required: ["anode"] }, { required: ["cathode"] }] } : {}),
      };
    case "sides": {
      const side = groupSchema(body.fields);
      return {
        ...closed({ anode: side, cathode: side }, []),
        ...(body.needed ? { anyOf: [{ required: ["anode"] }, { required: ["cathode"] }] } : {}),
      };
    }
    case "conditions":
      return { $ref: "#/$defs/until" };
    case "times":
      return { type: "integer", minimum: 1, maximum: body.max };
  }
}

/** What stands beside a step's own key. */
const besides: Readonly<Record<string, { readonly schema: JsonObject; readonly needed: boolean }>> =
  {
    until: { schema: { $ref: "#/$defs/until" }, needed: false },
    steps: { schema: { $ref: "#/$defs/steps" }, needed: true },
  };

function stepSchema(key: Step["kind"]): JsonObject {
  const kind = stepKinds[key];
  const properties: JsonObject = { [key]: bodySchema(kind.body) };
  const required: string[] = [key];
  for (const name of kind.beside) {
    properties[name] = besides[name]?.schema;
    if (besides[name]?.needed) required.push(name);
  }
  return { description: kind.meaning, ...closed(properties, required) };
}

function sideRamp(side: string): JsonObject {
  const to = quantity(rampBounds.pressure, `Pressure on the ${side}`);
  const rate = quantity(rampBounds.rate, "Rate; the side's own when left out");
  return { anyOf: [to, closed({ to, rate }, ["to"])] };
}

function untilSchema(): JsonObject {
  return conditionsSchema("Ends the step at the first of these", conditions);
}

/** Any of the conditions of a table, but one at least. */
function conditionsSchema(description: string, table: Table): JsonObject {
  const { properties } = groupSchema(table);
  return { description, ...closed(properties as JsonObject, []), minProperties: 1 };
}

function quantity(bounds: QuantityBounds, meaning: string): JsonObject {
  return quantitySchema({ ...bounds, meaning });
}

function closed(properties: JsonObject, required: readonly string[]): JsonObject {
  const needs = required.length > 0 ? { required } : {};
  return { type: "object", properties, ...needs, additionalProperties: false };
}
