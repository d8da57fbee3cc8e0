import { isJsonObject, type JsonObject } from "../../src/document/table.js";

/** `base` with the keys of `change` in their places, group by group. */
export function merged(base: JsonObject, change: JsonObject): JsonObject {
  const result: JsonObject = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const before = result[key];
    const both = isJsonObject(before) && isJsonObject(value);
    result[key] = both ? merged(before, value) : value;
  }
  return result;
}
