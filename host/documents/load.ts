import { existsSync } from "node:fs";
import { join } from "node:path";
import { settingsFor } from "../../sim/calibrate.js";
import {
  type DisplacementTrace,
  readDisplacementTrace,
} from "../../sim/cell/displacement-trace.js";
import { checkFaults } from "../../sim/faults/check.js";
import { shippedProgrammes } from "../../sim/programmes/shipped.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { type RigModel, rigTable } from "../../sim/rigs/table.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import { type Scenario, scenarioTable } from "../../sim/scenarios/table.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { readTable } from "../../src/document/table.js";
import { readProgramme } from "../../src/programme/read.js";
import type { Programme } from "../../src/programme/step.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";
import { applyOverride, type Override, type OverrideRoot } from "./override.js";
import { fileSource, findSource, readSource, rootOf, type Source } from "./source.js";
import { findTrace } from "./trace-file.js";

/** A document in numbers, and where it came from. */
export interface Loaded<V> {
  readonly value: V;
  readonly source: Source;
}

const tables = { settings: settingsTable, rig: rigTable, scenario: scenarioTable } as const;

function override(source: Source, root: OverrideRoot, overrides: readonly Override[]): void {
  for (const one of overrides) {
    if (one.root === root) applyOverride(one, tables[root], rootOf(source));
  }
}

/** The programme of that name or file. */
export function loadProgramme(nameOrPath: string): Loaded<Programme> {
  const source = findSource("programme", nameOrPath, shippedProgrammes);
  return { value: readSource(source, readProgramme), source };
}

/** The scenario of that name or file, with the overrides of `scenario` in it. */
export function loadScenario(nameOrPath: string, overrides: readonly Override[]): Loaded<Scenario> {
  const source = findSource("scenario", nameOrPath, shippedScenarios);
  override(source, "scenario", overrides);
  const value = readSource(source, (json, problems) => {
    const scenario = readTable(scenarioTable, json, problems, "");
    checkFaults(scenario, problems, "");
    return scenario;
  });
  return { value, source };
}

/** The rig of that name or file, with the overrides of `rig` in it. */
export function loadRig(nameOrPath: string, overrides: readonly Override[]): Loaded<RigModel> {
  const source = findSource("rig", nameOrPath, shippedRigs);
  override(source, "rig", overrides);
  const value = readSource(source, (json, problems) => readTable(rigTable, json, problems, ""));
  return { value, source };
}

/** What a scenario's `rig` means: a shipped name, or a file beside the scenario's own file. */
export function rigOfScenario(scenario: Loaded<Scenario>): string {
  const name = scenario.value.rig;
  const directory = scenario.source.directory;
  if (directory === undefined || shippedRigs.some((rig) => rig.name === name)) return name;
  const beside = join(directory, name);
  return existsSync(beside) ? beside : name;
}

/** The settings: of a file when one is given, else as calibrated from the rig's nameplate with that seed. */
export function loadSettings(
  rig: RigModel,
  seed: number,
  file: string | undefined,
  overrides: readonly Override[],
): Loaded<Settings> {
  const source: Source =
    file !== undefined
      ? fileSource("settings", file)
      : {
          kind: "settings",
          label: "settings",
          name: "calibrated from the nameplate",
          directory: undefined,
          json: settingsFor(rig, seed),
        };
  override(source, "settings", overrides);
  const value = readSource(source, (json, problems) =>
    readTable(settingsTable, json, problems, ""),
  );
  return { value, source };
}

/** The measured displacement that a scenario asks for, if it does. */
export function loadTrace(scenario: Loaded<Scenario>): DisplacementTrace | undefined {
  const displacement = scenario.value.displacement;
  if (displacement === undefined) return undefined;
  const text = findTrace(displacement.trace, scenario.source.directory);
  const problems = new Problems();
  const trace = readDisplacementTrace(text.csv, problems, text.label);
  if (!problems.none) throw new DocumentError(problems);
  return trace;
}
