import { merged } from "../../host/commissioning/merged.js";
import { applyOverride, type Override, readOverride } from "../../host/documents/override.js";
import { settingsFor } from "../../sim/calibrate.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { rigTable } from "../../sim/rigs/table.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import type { WorldOptions } from "../../sim/world.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable, type Table, type Values } from "../../src/document/table.js";
import { checkLimits } from "../../src/programme/limits.js";
import { checkPairs } from "../../src/programme/pair-walk.js";
import { readProgramme } from "../../src/programme/read.js";
import type { Programme } from "../../src/programme/step.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";

function read<T extends Table>(table: T, json: unknown): Values<T> {
  const problems = new Problems();
  const values = readTable(table, json, problems, "");
  if (!problems.none) throw new DocumentError(problems);
  return values;
}

/** What `changes` may be of; settings are changed in the rig itself. */
const roots = ["rig", "scenario"] as const;

/**
 * A shipped scenario with its rig, calibrated as `isobar sim` does it for the same seed. Each of `changes` is what `--set`
 * takes there; `built` are keys of the rig's file.
 */
export function planOf(
  name: string,
  seed: number,
  changes: readonly string[] = [],
  built: JsonObject = {},
): WorldOptions {
  const overrides = changes.map((change) => readOverride(change, roots));
  const shipped = shippedScenarios.find((one) => one.name === name) ?? shippedScenarios[0];
  const scenario = read(scenarioTable, changed(shipped?.json, "scenario", overrides));
  const named = shippedRigs.find((one) => one.name === scenario.rig) ?? shippedRigs[0];
  const rig = read(rigTable, merged(changed(named?.json, "rig", overrides), built));
  const settings = read(settingsTable, settingsFor(rig, seed));
  return { rig, scenario, settings, programme: undefined, seed };
}

function changed(
  json: unknown,
  root: (typeof roots)[number],
  overrides: readonly Override[],
): JsonObject {
  // Shipped documents are nobody's to change.
  const copy = structuredClone(json) as JsonObject;
  const table = root === "rig" ? rigTable : scenarioTable;
  for (const one of overrides) if (one.root === root) applyOverride(one, table, copy);
  return copy;
}

/** The programme, or all that is wrong with it for a rig with these settings. */
export function programmeFor(
  json: unknown,
  settings: Settings,
): { readonly programme: Programme; readonly problems: readonly string[] } {
  const problems = new Problems();
  const programme = readProgramme(json, problems);
  if (problems.none) {
    checkLimits(programme, settings, problems);
    checkPairs(programme, settings, problems);
  }
  return { programme, problems: problems.list };
}
