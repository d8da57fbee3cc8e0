import { differences } from "../../host/documents/settings-diff.js";
import { readSettingsJson } from "../../host/documents/settings-json.js";
import { Problems } from "../../src/document/problems.js";
import type { JsonObject } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { element, made } from "./dom.js";
import { text } from "./strings.js";

/**
 * Shows what differs between the document `there` and the settings of this rig, texts with unit by path; returns what is
 * to be said of it.
 */
export function showDifferences(name: string, there: string, here: JsonObject): string {
  element("settings-diff").hidden = true;
  const problems = new Problems();
  const before = readSettingsJson(parsed(there, problems), problems);
  const after = readSettingsJson(here, problems);
  if (!problems.none) return text("notCompared", { name, why: problems.list.join("; ") });
  const found = differences(
    settingsTable,
    before as unknown as JsonObject,
    after as unknown as JsonObject,
  );
  const rows = found.map((one) => {
    const row = made("tr");
    row.append(
      made("th", one.path),
      made("td", one.before),
      made("td", one.after),
      made("td", one.meaning),
    );
    return row;
  });
  element("settings-diff-body").replaceChildren(...rows);
  element("settings-diff").hidden = found.length === 0;
  return text("compared", { name, count: found.length });
}

/** What is no JSON reads as nothing, and is told. */
function parsed(words: string, problems: Problems): unknown {
  try {
    return JSON.parse(words) as unknown;
  } catch (error) {
    problems.add("", String(error).replace("SyntaxError: ", ""));
    return {};
  }
}
