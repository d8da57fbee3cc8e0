import { DocumentError, Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable } from "../../src/document/table.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";

/** The default settings with some keys of the file changed. */
export function settingsWith(change: JsonObject = {}): Settings {
  const problems = new Problems();
  const settings = readTable(settingsTable, change, problems, "settings");
  if (!problems.none) throw new DocumentError(problems);
  return settings;
}
