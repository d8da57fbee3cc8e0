import { Problems } from "../document/problems.js";
import { quoted } from "../document/quantity-text.js";
import { isJsonObject, type JsonObject, readTable, writeTable } from "../document/table.js";
import { type Settings, settingsTable } from "./table.js";

/**
 * Settings as they are being changed: a complete document in which single values are replaced. A value that does not fit
 * is refused and changes nothing, so the draft can always be saved; it takes effect at the next start.
 */
export class SettingsDraft {
  /** True when something differs from what the rig runs with. */
  changed = false;
  private json: JsonObject;

  constructor(settings: Settings) {
    this.json = writeTable(settingsTable, settings as JsonObject);
  }

  /** The draft as values. */
  get settings(): Settings {
    return readTable(settingsTable, this.json, new Problems(), "");
  }

  /** The value at `anode.screw.lash` as text; undefined when there is none. */
  get(path: string): string | undefined {
    let value: unknown = this.json;
    for (const key of path.split(".")) {
      if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return isJsonObject(value) ? undefined : String(value);
  }

  /** Replaces one value; what is wrong with it comes back as a sentence, undefined when it was taken. */
  set(path: string, text: string): string | undefined {
    const keys = path.split(".");
    const last = keys.pop();
    const copy = structured(this.json);
    let group: JsonObject = copy;
    for (const key of keys) {
      const inner = Object.hasOwn(group, key) ? group[key] : undefined;
      if (!isJsonObject(inner)) return unknownPath(path, group);
      group = inner;
    }
    if (last === undefined || isJsonObject(group[last])) return unknownPath(path, group);
    // Ratios and whole numbers are JSON numbers; everything else is text.
    const number = Number(text);
    group[last] = text.trim() !== "" && Number.isFinite(number) ? number : text;
    const problems = new Problems();
    const values = readTable(settingsTable, copy, problems, "");
    if (!problems.none) return problems.list[0];
    this.json = writeTable(settingsTable, values as JsonObject);
    this.changed = true;
    return undefined;
  }
}

function unknownPath(path: string, group: JsonObject): string {
  return `${quoted(path)} is not a setting; known here are ${Object.keys(group).join(" ")}`;
}

/** A copy that shares no object with the original. */
function structured(json: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(json)) {
    const value = json[key];
    copy[key] = isJsonObject(value) ? structured(value) : value;
  }
  return copy;
}
