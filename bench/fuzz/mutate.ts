import type { Prng } from "../../sim/prng.js";
import { isJsonObject, type JsonObject } from "../../src/document/table.js";

/** A byte text with a few bytes changed, cut out, doubled or put in. */
export function mutatedBytes(prng: Prng, bytes: Uint8Array, rounds: number): Uint8Array {
  let list = Array.from(bytes);
  for (let i = 0; i < rounds; i += 1) {
    const at = Math.floor(prng.next() * (list.length + 1));
    const length = 1 + Math.floor(prng.next() * 4);
    const drawn = prng.next();
    if (drawn < 0.35) list[Math.min(at, list.length)] = prng.word() & 0xff;
    else if (drawn < 0.5) list.splice(at, length);
    else if (drawn < 0.65) list.splice(at, 0, ...list.slice(at, at + length));
    else if (drawn < 0.9) list.splice(at, 0, prng.word() & 0xff);
    else list = list.slice(0, at);
  }
  return Uint8Array.from(list);
}

const nasty: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  "NaN",
  "-5 N/um",
  "1e400 um",
  "2.5",
  "2.5 MPa",
  "5 parsec",
  "\u0000",
  [],
  {},
  [[[[]]]],
];
const keys = ["__proto__", "constructor", "toString", "", "steps", "anode", "repeat", "until"];

/** A copy of a document in which a few places are something else. */
export function mutatedJson(prng: Prng, document: unknown, rounds: number): unknown {
  const box: JsonObject = { root: structuredClone(document) };
  for (let i = 0; i < rounds; i += 1) change(prng, box);
  return box["root"];
}

function change(prng: Prng, box: JsonObject): void {
  const places: (readonly [JsonObject, string])[] = [];
  collect(box, places, 0);
  const place = pick(prng, places);
  if (place === undefined) return;
  const [parent, key] = place;
  const value = structuredClone(pick(prng, nasty));
  const drawn = prng.next();
  const inner = parent[key];
  if (drawn < 0.5 || parent === box) put(parent, key, value);
  else if (drawn < 0.7) delete parent[key];
  else if (isJsonObject(inner)) put(inner, pick(prng, keys) ?? "", value);
  else if (Array.isArray(inner)) inner.push(structuredClone(inner[0] ?? value));
}

function collect(
  parent: JsonObject,
  places: (readonly [JsonObject, string])[],
  depth: number,
): void {
  if (depth > 12) return;
  for (const key of Object.keys(parent)) {
    places.push([parent, key]);
    const inner = parent[key];
    if (typeof inner === "object" && inner !== null)
      collect(inner as JsonObject, places, depth + 1);
  }
}

/** Also `__proto__` as a key of its own. */
function put(object: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function pick<T>(prng: Prng, list: readonly T[]): T | undefined {
  return list[Math.floor(prng.next() * list.length)];
}
