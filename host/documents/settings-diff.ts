import { formatQuantity } from "../../src/document/quantity-text.js";
import type { Field, JsonObject, Table } from "../../src/document/table.js";

/** A setting that two laboratories' rigs have differently. */
export interface Difference {
  readonly path: string;
  /** Texts with unit; what is left out is `automatic`. */
  readonly before: string;
  readonly after: string;
  readonly meaning: string;
}

/** What differs between two sets of values of one table, in the table's order. "2 MPa" is "2000 kPa". */
export function differences(
  table: Table,
  before: JsonObject,
  after: JsonObject,
  prefix = "",
): Difference[] {
  return Object.entries(table).flatMap(([key, field]) => {
    const [was, is] = [before[key], after[key]];
    const path = `${prefix}${key}`;
    if (field.kind === "group") {
      const [left, right] = [(was ?? {}) as JsonObject, (is ?? {}) as JsonObject];
      return differences(field.fields, left, right, `${path}.`);
    }
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ path, before: textOf(field, was), after: textOf(field, is), meaning: field.meaning }];
  });
}

function textOf(field: Field, value: unknown): string {
  if (value === undefined) return "automatic";
  if (field.kind === "quantity") {
    return field.unit === "1" ? String(value) : formatQuantity(value as number, field.unit);
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
