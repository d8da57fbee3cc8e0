import type { Settings } from "../../src/settings/table.js";
import { readSettingsJson } from "./settings-json.js";
import { fileSource, readSource } from "./source.js";

/** The settings in a file that `readSettingsJson` reads. Throws a `DocumentError` that names the file and what is wrong in it. */
export function readSettingsFile(path: string): Settings {
  return readSource(fileSource("settings", path), readSettingsJson);
}
