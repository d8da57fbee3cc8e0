import { DocumentError, Problems } from "../../src/document/problems.js";
import { quoted } from "../../src/document/quantity-text.js";
import {
  type Field,
  isJsonObject,
  type JsonObject,
  readTable,
  type Table,
} from "../../src/document/table.js";
import { documentError } from "./document-error.js";

/** The documents that `--set` reaches. */
export type OverrideRoot = "settings" | "rig" | "scenario";

/** One `--set root.path.to.key=value`, split but not yet judged. */
export interface Override {
  readonly root: OverrideRoot;
  readonly path: readonly string[];
  readonly value: string;
  /** As the user wrote it. */
  readonly text: string;
}

/** Splits `rig.anode.spring.rate=0.3 N/um`; anything else is a `DocumentError` that shows the form. */
export function readOverride(text: string, roots: readonly OverrideRoot[]): Override {
  const equals = text.indexOf("=");
  const form = `give ${roots.map((root) => `${root}.KEY=VALUE`).join(" or ")}`;
  if (equals < 1) throw documentError(`--set ${quoted(text)}`, `has no "="; ${form}`);
  const [first, ...path] = text.slice(0, equals).trim().split(".");
  const root = roots.find((candidate) => candidate === first);
  if (root === undefined || path.length === 0) {
    throw documentError(`--set ${quoted(text)}`, `names no document; ${form}`);
  }
  return { root, path, value: text.slice(equals + 1).trim(), text };
}

/**
 * Writes the override into `json`, a document of `table`, before it is read.
 *
 * The path is followed through the table: an unknown key, a group in place of a value and a value that does not
 * fit are `DocumentError`s. `none` takes an optional part away.
 */
export function applyOverride(override: Override, table: Table, json: JsonObject): void {
  let fields = table;
  let object = json;
  let place = `--set ${override.root}`;
  for (const [i, key] of override.path.entries()) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) throw unknownKey(place, key, fields);
    const last = i === override.path.length - 1;
    if (last) {
      setField(override, field, key, place, object);
      return;
    }
    if (field.kind !== "group") throw documentError(`${place}.${key}`, "is a value, not a group");
    place = `${place}.${key}`;
    fields = field.fields;
    const inner = Object.hasOwn(object, key) ? object[key] : undefined;
    // A document that has something else than a group here is refused by its reader.
    if (inner !== undefined && !isJsonObject(inner)) return;
    const next: JsonObject = inner ?? {};
    object[key] = next;
    object = next;
  }
}

function setField(o: Override, field: Field, key: string, place: string, into: JsonObject): void {
  const optional = "optional" in field && field.optional === true;
  if (optional && o.value === "none") {
    delete into[key];
    return;
  }
  if (field.kind === "group") {
    const keys = Object.keys(field.fields).join(", ");
    throw documentError(`${place}.${key}`, `is a group; set one of ${keys} in it`);
  }
  if (field.kind === "list") {
    throw documentError(`${place}.${key}`, "is a list; write it in a file");
  }
  const problems = new Problems();
  const value = jsonValue(field, o.value);
  readTable({ [key]: field }, { [key]: value }, problems, place);
  if (!problems.none) throw new DocumentError(problems);
  into[key] = value;
}

/** The JSON value that a text on the command line stands for. */
function jsonValue(field: Field, text: string): unknown {
  if (field.kind === "integer" && /^[+-]?\d{1,15}$/u.test(text)) return Number(text);
  if (field.kind === "flag" && (text === "true" || text === "false")) return text === "true";
  return text;
}

function unknownKey(place: string, key: string, fields: Table): DocumentError {
  const known = Object.keys(fields).join(", ");
  return documentError(place, `${quoted(key)} is not known here; known are ${known}`);
}
