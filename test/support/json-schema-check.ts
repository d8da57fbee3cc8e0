// A JSON Schema validator for the keywords that our schemas use. Any other keyword is an error of the schema: a
// validator that skips what it does not know proves nothing.

import { isJsonObject, type JsonObject } from "../../src/document/table.js";

const notes = new Set(["$schema", "title", "description", "default", "$defs"]);

/** Everything in which `value` does not fit `schema`; `root` holds the definitions. */
export function mismatches(
  value: unknown,
  schema: JsonObject,
  root = schema,
  path = "$",
): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) =>
    notes.has(keyword) ? [] : check(keyword, rule, value, schema, root, path),
  );
}

function check(
  keyword: string,
  rule: unknown,
  value: unknown,
  schema: JsonObject,
  root: JsonObject,
  path: string,
): string[] {
  const wrong = (ok: boolean) => (ok ? [] : [`${path}: ${keyword} ${JSON.stringify(rule)}`]);
  const fits = (inner: unknown) => mismatches(value, inner as JsonObject, root, path).length === 0;
  switch (keyword) {
    case "type":
      return wrong(typeOf(value) === rule || (rule === "number" && typeOf(value) === "integer"));
    case "enum":
      return wrong((rule as unknown[]).includes(value));
    case "pattern":
      return wrong(typeof value !== "string" || new RegExp(rule as string, "u").test(value));
    case "minLength":
      return wrong(typeof value !== "string" || value.length >= (rule as number));
    case "maxLength":
      return wrong(typeof value !== "string" || value.length <= (rule as number));
    case "minimum":
      return wrong(typeof value !== "number" || value >= (rule as number));
    case "maximum":
      return wrong(typeof value !== "number" || value <= (rule as number));
    case "minItems":
      return wrong(!Array.isArray(value) || value.length >= (rule as number));
    case "minProperties":
      return wrong(!isJsonObject(value) || Object.keys(value).length >= (rule as number));
    case "anyOf":
      return wrong((rule as unknown[]).some(fits));
    case "oneOf":
      return wrong((rule as unknown[]).filter(fits).length === 1);
    case "required":
      return wrong(
        !isJsonObject(value) || (rule as string[]).every((k) => Object.hasOwn(value, k)),
      );
    case "additionalProperties":
      return wrong(rule === false && extraKeys(value, schema).length === 0);
    case "properties":
      return properties(value, rule as JsonObject, root, path);
    case "items":
      if (!Array.isArray(value)) return [];
      return value.flatMap((v, i) => mismatches(v, rule as JsonObject, root, `${path}[${i}]`));
    case "$ref":
      return mismatches(value, definition(rule as string, root), root, path);
    default:
      throw new Error(`the schema uses the keyword ${keyword}, which this validator does not know`);
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (Number.isInteger(value)) return "integer";
  return typeof value;
}

function extraKeys(value: unknown, schema: JsonObject): string[] {
  if (!isJsonObject(value)) return [];
  const known = Object.keys((schema["properties"] ?? {}) as JsonObject);
  return Object.keys(value).filter((key) => !known.includes(key));
}

function properties(value: unknown, rules: JsonObject, root: JsonObject, path: string): string[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(rules).flatMap(([key, rule]) =>
    Object.hasOwn(value, key)
      ? mismatches(value[key], rule as JsonObject, root, `${path}.${key}`)
      : [],
  );
}

function definition(reference: string, root: JsonObject): JsonObject {
  const name = /^#\/\$defs\/(\w+)$/u.exec(reference)?.[1] ?? "";
  const found = (root["$defs"] as JsonObject | undefined)?.[name];
  if (!isJsonObject(found)) throw new Error(`${reference} is not defined`);
  return found;
}
