// Documents are described by tables: one entry a key with its unit, range, default and meaning. Reader, printer,
// JSON Schema and documentation all derive from the table, and so do the TypeScript types of the values.

import type { Quantity } from "../../hal/units.js";
import type { Problems } from "./problems.js";
import { formatQuantity, nameOf, quoted, readQuantity } from "./quantity-text.js";

/** A number with a unit, written as text. A field without `default` must be given. */
export interface QuantityField {
  readonly kind: "quantity";
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default?: number;
  /** True: may be left out, and is then `undefined` (the part is not there). */
  readonly optional?: true;
  /** True: divides something, so it may have either sign but not be zero. */
  readonly nonZero?: true;
  readonly meaning: string;
}

/** A whole number, written as a JSON number. */
export interface IntegerField {
  readonly kind: "integer";
  readonly min: number;
  readonly max: number;
  readonly default?: number;
  readonly meaning: string;
}

export interface ChoiceField {
  readonly kind: "choice";
  readonly of: readonly string[];
  readonly default?: string;
  readonly meaning: string;
}

export interface FlagField {
  readonly kind: "flag";
  readonly default?: boolean;
  readonly meaning: string;
}

export interface TextField {
  readonly kind: "text";
  readonly maxLength: number;
  readonly default?: string;
  readonly meaning: string;
}

export interface GroupField {
  readonly kind: "group";
  readonly fields: Table;
  /** True: may be left out as a whole, and is then `undefined`. */
  readonly optional?: true;
  readonly meaning: string;
}

/** A list of groups of one kind; empty when left out. */
export interface ListField {
  readonly kind: "list";
  readonly fields: Table;
  readonly most: number;
  readonly meaning: string;
}

export type Field =
  | QuantityField
  | IntegerField
  | ChoiceField
  | FlagField
  | TextField
  | GroupField
  | ListField;

export type Table = { readonly [key: string]: Field };

type Present<F extends Field> = F extends { kind: "quantity"; unit: infer U extends string }
  ? Quantity<U>
  : F extends { kind: "integer" }
    ? number
    : F extends { kind: "choice"; of: readonly (infer C)[] }
      ? C
      : F extends { kind: "flag" }
        ? boolean
        : F extends { kind: "text" }
          ? string
          : F extends { kind: "group"; fields: infer T extends Table }
            ? Values<T>
            : F extends { kind: "list"; fields: infer T extends Table }
              ? readonly Values<T>[]
              : never;

/** The values that a document of table `T` holds; quantities carry their unit as a brand. */
export type Values<T extends Table> = {
  readonly [K in keyof T]: T[K] extends { optional: true }
    ? Present<T[K]> | undefined
    : Present<T[K]>;
};

export type JsonObject = { [key: string]: unknown };

/** True for what a JSON text calls an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads `json` against `table`. All that is wrong is added to `problems` with its path; the result may be used
 * only when there are none.
 */
export function readTable<T extends Table>(
  table: T,
  json: unknown,
  problems: Problems,
  path: string,
): Values<T> {
  const values: JsonObject = {};
  if (!isJsonObject(json)) {
    problems.add(path, `must be an object, not ${nameOf(json)}`);
    return values as Values<T>;
  }
  const known = Object.keys(table);
  for (const key of Object.keys(json)) {
    if (!known.includes(key)) {
      const place = path === "" ? "" : `${path}: `;
      problems.add("", `${place}${quoted(key)} is not known here; known are ${known.join(", ")}`);
    }
  }
  for (const key of known) {
    const field = table[key];
    if (field === undefined) continue;
    const here = path === "" ? key : `${path}.${key}`;
    values[key] = Object.hasOwn(json, key)
      ? readField(field, json[key], problems, here)
      : readAbsent(field, problems, here);
  }
  return values as Values<T>;
}

function readAbsent(field: Field, problems: Problems, path: string): unknown {
  if (field.kind === "group") {
    return field.optional ? undefined : readTable(field.fields, {}, problems, path);
  }
  if (field.kind === "list") return [];
  if (field.default !== undefined) return field.default;
  if (field.kind === "quantity" && field.optional) return undefined;
  problems.add(path, `is missing (${field.meaning})`);
  return undefined;
}

function readField(field: Field, value: unknown, problems: Problems, path: string): unknown {
  switch (field.kind) {
    case "group":
      return readTable(field.fields, value, problems, path);
    case "list":
      return readList(field, value, problems, path);
    case "quantity": {
      const number = readQuantity(value, field);
      if (typeof number === "string") problems.add(path, number);
      else if (number === 0 && field.nonZero) problems.add(path, "must not be zero");
      return number;
    }
    case "integer": {
      const fits =
        Number.isInteger(value) && Number(value) >= field.min && Number(value) <= field.max;
      if (!fits) {
        problems.add(
          path,
          `must be a whole number from ${field.min} to ${field.max}, not ${nameOf(value)}`,
        );
      }
      return value;
    }
    case "choice":
      if (typeof value !== "string" || !field.of.includes(value)) {
        problems.add(path, `must be one of ${field.of.join(", ")}, not ${nameOf(value)}`);
      }
      return value;
    case "flag":
      if (typeof value !== "boolean")
        problems.add(path, `must be true or false, not ${nameOf(value)}`);
      return value;
    case "text":
      if (typeof value !== "string" || value.length > field.maxLength) {
        problems.add(
          path,
          `must be a text of at most ${field.maxLength} characters, not ${nameOf(value)}`,
        );
      }
      return value;
  }
}

function readList(field: ListField, value: unknown, problems: Problems, path: string): unknown {
  if (!Array.isArray(value) || value.length > field.most) {
    problems.add(path, `must be a list of at most ${field.most}, not ${nameOf(value)}`);
    return [];
  }
  return value.map((one, i) => readTable(field.fields, one, problems, `${path}[${i}]`));
}

/** The document that `readTable` reads back to the same values: complete, every quantity with its unit. */
export function writeTable(table: Table, values: JsonObject): JsonObject {
  const json: JsonObject = {};
  for (const key of Object.keys(table)) {
    const field = table[key];
    const value = values[key];
    if (field === undefined || value === undefined) continue;
    if (field.kind === "group") json[key] = writeTable(field.fields, value as JsonObject);
    else if (field.kind === "list") {
      json[key] = (value as readonly JsonObject[]).map((one) => writeTable(field.fields, one));
    } else if (field.kind === "quantity" && field.unit !== "1") {
      json[key] = formatQuantity(value as number, field.unit);
    } else json[key] = value;
  }
  return json;
}
