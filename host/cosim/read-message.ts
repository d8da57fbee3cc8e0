import { Problems } from "../../src/document/problems.js";
import { nameOf, quoted } from "../../src/document/quantity-text.js";
import { isJsonObject, type JsonObject } from "../../src/document/table.js";
import { documentError } from "../documents/document-error.js";
import { readJsonText } from "../documents/json-text.js";
import { throwIfAny } from "../documents/source.js";
import {
  type Key,
  type Message,
  messageShape,
  type PlantMessage,
  type Shape,
} from "./message-shape.js";

/** Instants are whole microseconds. */
const usPerS = 1e6;

/** Instant of a time in seconds, us. */
export const instantOf = (tS: number): number => Math.round(tS * usPerS);

/**
 * Reads line number `number` of a plant, which must be later than `afterS` (undefined: it is the first). All that is
 * wrong with it becomes one `DocumentError` that names line, key and what would be right.
 */
export function readMessage(
  text: string,
  number: number,
  afterS: number | undefined,
): PlantMessage {
  const label = `line ${number}`;
  if (text.trim() === "") {
    throw documentError(label, "is empty; each line must be one JSON object");
  }
  const json = readJsonText(text);
  if ("fault" in json) {
    throw documentError(label, `column ${json.fault.column}: ${json.fault.message}`);
  }
  const problems = new Problems();
  const message = readShape(messageShape, json.value, problems, "");
  if (problems.none && afterS !== undefined && instantOf(message.t) <= instantOf(afterS)) {
    const earliest = (instantOf(afterS) + 1) / usPerS;
    problems.add("t", `must grow from line to line: ${earliest} s or later, not ${message.t} s`);
  }
  throwIfAny(problems, label);
  return message;
}

function readShape<S extends Shape>(
  shape: S,
  json: unknown,
  problems: Problems,
  path: string,
): Message<S> {
  const message: JsonObject = {};
  if (!isJsonObject(json)) {
    problems.add(path, `must be an object in braces, not ${nameOf(json)}`);
    return message as Message<S>;
  }
  for (const name of Object.keys(json)) {
    if (Object.hasOwn(shape, name)) continue;
    const known = Object.keys(shape).join(", ");
    problems.add(path, `${quoted(name)} is not known here; known are ${known}`);
  }
  for (const [name, key] of Object.entries(shape)) {
    const here = path === "" ? name : `${path}.${name}`;
    if (Object.hasOwn(json, name)) message[name] = readKey(key, json[name], problems, here);
    else if (key.kind === "number" && key.required) {
      problems.add(here, `is missing; give ${wanted(key)} (${key.meaning})`);
    }
  }
  return message as Message<S>;
}

function readKey(key: Key, value: unknown, problems: Problems, path: string): unknown {
  if (key.kind === "group") return readShape(key.keys, value, problems, path);
  if (key.kind === "number" && key.orNull && value === null) return undefined;
  if (!fits(key, value)) problems.add(path, `must be ${wanted(key)}, not ${nameOf(value)}`);
  return value;
}

function fits(key: Exclude<Key, { kind: "group" }>, value: unknown): boolean {
  if (key.kind === "flag") return typeof value === "boolean";
  if (key.kind === "text") return typeof value === "string";
  if (typeof value !== "number" || !(value >= key.min && value <= key.max)) return false;
  return !key.whole || Number.isInteger(value);
}

/** What would be right. */
export function wanted(key: Exclude<Key, { kind: "group" }>): string {
  if (key.kind === "flag") return "true or false";
  if (key.kind === "text") return "a text";
  const kind = key.whole ? "a whole number" : "a number";
  const bounds = `${kind} from ${key.min} to ${key.max} ${key.unit}`;
  return key.orNull ? `${bounds} or null` : bounds;
}
