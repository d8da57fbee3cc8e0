// Ways to break a good document: what an editor, a script or a slip of the finger makes of it.

import fc from "fast-check";
import { isJsonObject, type JsonObject } from "../../src/document/table.js";

/** A place in a document and what is to happen to it. */
export interface Damage {
  /** Which of all places, as a share of their number. */
  readonly where: number;
  readonly how: "replace" | "remove" | "add" | "rename";
  readonly value: unknown;
  readonly key: string;
}

const nasty = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  0,
  1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  "",
  "NaN",
  "Infinity kPa",
  "-5 N/um",
  "1e400 um",
  "2.5",
  "2.5 MPa",
  "0x10 N",
  "5 parsec",
  "\u0000",
  [],
  {},
  [[[[]]]],
  { toString: 1 },
);

const keys = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  "steps",
  "anode",
);

/** Some damage; apply it with `damaged`. */
export const damage: fc.Arbitrary<Damage> = fc.record({
  where: fc.double({ min: 0, max: 0.999, noNaN: true }),
  how: fc.constantFrom("replace", "remove", "add", "rename"),
  value: fc.oneof({ weight: 3, arbitrary: nasty }, { weight: 1, arbitrary: fc.jsonValue() }),
  key: fc.oneof(keys, fc.string({ maxLength: 12 })),
});

/** A copy of `document` with the damage done. */
export function damaged(document: unknown, damages: readonly Damage[]): unknown {
  const box: JsonObject = { root: structuredClone(document) };
  for (const one of damages) apply(box, one);
  return box["root"];
}

interface Place {
  readonly parent: JsonObject | unknown[];
  readonly key: string;
}

function placesIn(parent: JsonObject | unknown[], into: Place[]): Place[] {
  for (const key of Object.keys(parent)) {
    into.push({ parent, key });
    const value = (parent as JsonObject)[key];
    if (isJsonObject(value) || Array.isArray(value)) placesIn(value, into);
  }
  return into;
}

function apply(box: JsonObject, damage: Damage): void {
  const places = placesIn(box, []);
  const place = places[Math.floor(damage.where * places.length)];
  if (place === undefined) return;
  const parent = place.parent as JsonObject;
  const define = (object: JsonObject, key: string, value: unknown) =>
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  const inner = parent[place.key];
  // A copy: the same value put in twice, or into itself, would be no JSON.
  const value = structuredClone(damage.value);
  if (damage.how === "replace") define(parent, place.key, value);
  else if (damage.how === "add" && isJsonObject(inner)) define(inner, damage.key, value);
  else if (parent !== box && damage.how === "rename") {
    delete parent[place.key];
    if (!Array.isArray(parent)) define(parent, damage.key, inner);
  } else if (parent !== box && damage.how === "remove") delete parent[place.key];
}
