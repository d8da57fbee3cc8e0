import type { Problems } from "../../src/document/problems.js";
import { isJsonObject, type JsonObject, readTable, type Table } from "../../src/document/table.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";

/**
 * The settings in a document of `isobar settings`, a dump of the page (a text a path) or a sidecar of `isobar record` (such
 * texts in its `settings`). What is wrong is added to `problems`; keys left out are their defaults.
 */
export function readSettingsJson(json: unknown, problems: Problems): Settings {
  const kept = isJsonObject(json) ? json["settings"] : undefined;
  const found = isJsonObject(kept) ? kept : json;
  const flat = isJsonObject(found) && Object.keys(found).some((key) => key.includes("."));
  return readTable(settingsTable, flat ? nested(found) : found, problems, "");
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
