// JSON Schema (draft 2020-12) out of the tables that the readers use, so that editors complete and check files.

import { formatQuantity } from "../../src/document/quantity-text.js";
import type { Field, JsonObject, QuantityField, Table } from "../../src/document/table.js";
import { unitsLike } from "../../src/document/units-of-text.js";

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** The schema of the documents of one table. */
export function schemaOf(title: string, description: string, table: Table): JsonObject {
  const { type, ...rest } = groupSchema(table);
  return { $schema: dialect, title, description, type, ...allowSchemaKey(rest) };
}

/** A document may name its own schema, for editors; the loader takes the key out before reading. */
export function allowSchemaKey(schema: JsonObject): JsonObject {
  const key = { type: "string", description: "Where the schema of this file is, for editors" };
  return { ...schema, properties: { $schema: key, ...(schema["properties"] as JsonObject) } };
}

export function groupSchema(table: Table): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const [key, field] of Object.entries(table)) {
    properties[key] = fieldSchema(field);
    if (mustBeGiven(field)) required.push(key);
  }
  const needs = required.length > 0 ? { required } : {};
  return { type: "object", properties, ...needs, additionalProperties: false };
}

function mustBeGiven(field: Field): boolean {
  if (field.kind === "group") {
    return field.optional !== true && Object.values(field.fields).some(mustBeGiven);
  }
  if (field.kind === "list" || (field.kind === "quantity" && field.optional)) return false;
  return field.default === undefined;
}

function fieldSchema(field: Field): JsonObject {
  switch (field.kind) {
    case "group":
      return { description: field.meaning, ...groupSchema(field.fields) };
    case "list":
      return {
        description: field.meaning,
        type: "array",
        maxItems: field.most,
        items: groupSchema(field.fields),
      };
    case "quantity":
      return quantitySchema(field);
    case "integer":
      return {
        description: field.meaning,
        type: "integer",
        minimum: field.min,
        maximum: field.max,
        ...defaultOf(field.default),
      };
    case "choice":
      return { description: field.meaning, enum: field.of, ...defaultOf(field.default) };
    case "flag":
      return { description: field.meaning, type: "boolean", ...defaultOf(field.default) };
    case "text":
      return {
        description: field.meaning,
        type: "string",
        maxLength: field.maxLength,
        ...defaultOf(field.default),
      };
  }
}

/** A quantity: a text of number and unit; a bare number too where the unit is 1. */
export function quantitySchema(
  field: Pick<QuantityField, "unit" | "min" | "max" | "default" | "meaning">,
): JsonObject {
  const { unit, min, max } = field;
  const range = `${formatQuantity(min, unit)} to ${formatQuantity(max, unit)}`;
  const description = `${field.meaning} (${range})`;
  const text = { type: "string", pattern: quantityPattern(unit) };
  const preset =
    field.default === undefined
      ? {}
      : { default: unit === "1" ? field.default : formatQuantity(field.default, unit) };
  if (unit !== "1") return { description, ...text, ...preset };
  return { description, anyOf: [{ type: "number", minimum: min, maximum: max }, text], ...preset };
}

/** A regular expression of ECMA-262 for a number and any unit of the same dimension. */
export function quantityPattern(unit: string): string {
  const units = unitsLike(unit).map((symbol) => {
    const plain = symbol.replace(/[.^$*+?()[\]{}|\\/]/gu, "\\$&");
    return plain.startsWith("u") ? `[u\u00b5\u03bc]${plain.slice(1)}` : plain;
  });
  const end = unit === "1" ? `(${units.join("|")})?` : `(${units.join("|")})`;
  // No digit after the number: "11/K" is eleven of nothing, not one of "1/K".
  return `^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?(?!\\d)\\s*${end}\\s*$`;
}

function defaultOf(value: unknown): JsonObject {
  return value === undefined ? {} : { default: value };
}
