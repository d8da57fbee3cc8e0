import { formatQuantity } from "../document/quantity-text.js";
import type { Field, Table } from "../document/table.js";
import { settingsTable } from "./table.js";

/** The entry of the table at `anode.screw.lash`; undefined when there is none. */
function fieldAt(path: string): Field | undefined {
  let table: Table = settingsTable;
  let field: Field | undefined;
  for (const key of path.split(".")) {
    if (field !== undefined) {
      if (field.kind !== "group") return undefined;
      table = field.fields;
    }
    if (!Object.hasOwn(table, key)) return undefined;
    field = table[key];
  }
  return field;
}

/** The least, the most or the default of a setting as text; undefined when it has none. */
export function boundOf(path: string, which: "min" | "max" | "default"): string | undefined {
  const field = fieldAt(path);
  if (field === undefined || field.kind === "group" || field.kind === "list") return undefined;
  if (field.kind === "quantity" || field.kind === "integer") {
    const value = field[which];
    if (value === undefined) return undefined;
    return formatQuantity(value, field.kind === "quantity" ? field.unit : "1");
  }
  return which === "default" && field.default !== undefined ? String(field.default) : undefined;
}
