// Reading the JSON of a programme: what is wrong is added to the problems, with its path.

import type { Problems } from "../document/problems.js";
import { nameOf, type QuantityBounds, quoted, readQuantity } from "../document/quantity-text.js";
import { isJsonObject, type JsonObject } from "../document/table.js";

/** The quantity under `key`, which must be there. */
export function quantityAt(
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

/** The quantity under `key`, or the default where there is none. */
export function quantityOrDefault(
  object: JsonObject,
  key: string,
  field: QuantityBounds & { readonly default: number },
  path: string,
  problems: Problems,
): number {
  if (!Object.hasOwn(object, key)) return field.default;
  return quantityAt(object, key, field, path, problems) ?? field.default;
}

/** The word under `key`, which must be there; the first of them where it is wrong. */
export function choiceAt<W extends string>(
  object: JsonObject,
  key: string,
  words: readonly [W, ...W[]],
  path: string,
  problems: Problems,
): W {
  const given = object[key];
  const word = words.find((one) => one === given);
  if (word !== undefined) return word;
  const what = Object.hasOwn(object, key) ? `not ${nameOf(given)}` : "and is missing";
  problems.add(`${path}.${key}`, `must be one of ${words.join(", ")}, ${what}`);
  return words[0];
}

export function objectAt(value: unknown, path: string, problems: Problems): JsonObject {
  if (isJsonObject(value)) return value;
  problems.add(path, `must be an object, not ${nameOf(value)}`);
  return {};
}

export function refuseUnknown(
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
