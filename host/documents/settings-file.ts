import { isJsonObject, type JsonObject, readTable, type Table } from "../../src/document/table.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";
import { fileSource, readSource } from "./source.js";

/**
 * The settings in a file: one of `isobar settings`, the dump of the page (a text a path), or what `isobar record` writes
 * beside its tables (such texts in its `settings`). Throws a `DocumentError` that names the file and what is wrong in it.
 */
export function readSettingsFile(path: string): Settings {
  const source = fileSource("settings", path);
  const kept = isJsonObject(source.json) ? source.json["settings"] : undefined;
  const found = isJsonObject(kept) ? kept : source.json;
  const flat = isJsonObject(found) && Object.keys(found).some((key) => key.includes("."));
  const json = flat ? nested(found) : found;
  return readSource({ ...source, json }, (from, problems) =>
    readTable(settingsTable, from, problems, ""),
  );
}

/** Texts by path as groups in groups; an empty text is a setting left out. */
function nested(flat: JsonObject): JsonObject {
  const root: JsonObject = {};
  for (const [path, value] of Object.entries(flat)) {
    if (value === "") continue;
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let table: Table | undefined = settingsTable;
    let group = root;
    for (const key of keys) {
      const field: Table[string] | undefined = table?.[key];
      table = field?.kind === "group" ? field.fields : undefined;
      if (!Object.hasOwn(group, key)) group[key] = {};
      group = group[key] as JsonObject;
    }
    group[last] = readable(table?.[last], value);
  }
  return root;
}

/** A pure number or a yes is a text there, and none in a settings file. What does not read is left to the reader to name. */
function readable(field: Table[string] | undefined, value: unknown): unknown {
  if (typeof value !== "string" || field === undefined) return value;
  const bare = field.kind === "integer" || (field.kind === "quantity" && field.unit === "1");
  if (bare && value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
  if (field.kind === "flag" && (value === "true" || value === "false")) return value === "true";
  return value;
}
