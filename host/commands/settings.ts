import { shippedRigs } from "../../sim/rigs/shipped.js";
import { type Field, type JsonObject, type Table, writeTable } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { command, listing } from "../command/command.js";
import { exitCodes, UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import type { Terminal } from "../command/terminal.js";
import { loadRig, loadSettings } from "../documents/load.js";
import { readOverride } from "../documents/override.js";
import { differences } from "../documents/settings-diff.js";
import { readSettingsFile } from "../documents/settings-file.js";

/** The largest seed: seeds are unsigned 32-bit numbers. */
export const seedMax = 4294967295;

/** What --diff is not given together with. */
interface Others {
  readonly rig: string | undefined;
  readonly seed: string | undefined;
  readonly settings: string | undefined;
  readonly set: readonly string[];
  readonly describe: boolean;
}

export const settingsCommand = command({
  name: "settings",
  summary: "print a complete settings file, or how two differ",
  usage: "[--rig R] [--seed N] [--settings F] [--set PATH=VALUE]... | --describe | --diff A B",
  options: {
    rig: { value: "R", meaning: "Rig whose nameplate the settings follow (default reference)" },
    seed: { value: "N", meaning: "Seed of the calibration errors that are drawn (default 1)" },
    settings: { value: "FILE", meaning: "Complete this file instead of calibrating the rig" },
    set: { value: "PATH=VALUE", many: true, meaning: "Change one value: settings.X=v or rig.X=v" },
    describe: { meaning: "Print a table of all settings: unit, range, default, meaning" },
    diff: {
      meaning: "Print what differs between the files A and B: setting, both values, meaning",
    },
  },
  notes: () =>
    [
      "Rigs",
      listing(shippedRigs.map((rig) => [rig.name, rig.summary])),
      "",
      "Examples",
      "  isobar settings > mine.json",
      "  isobar settings --rig hard --set settings.anode.loop.deadband='2 kPa'",
      "  isobar settings --describe",
      "  isobar settings --diff mine.json data/cell42.json",
      "",
      "A and B of --diff are settings files, dumps of the page or sidecars of isobar record; keys left out count as",
      "their defaults.",
      "Exit codes: 0 printed, or no difference; 1 --diff found some; 2 wrong usage or input.",
    ].join("\n"),
  run({ given, words }, terminal) {
    if (given.diff) return diff(words, given, terminal);
    if (words.length > 0) throw new UsageError(`settings takes no argument such as "${words[0]}"`);
    if (given.describe) {
      terminal.out(
        columns([
          ["Key", "Unit", "Range", "Default", "Meaning"],
          ...describeTable(settingsTable, ""),
        ]),
      );
      return 0;
    }
    const seed = numberOption("seed", given.seed ?? "1", { min: 0, max: seedMax, whole: true });
    const overrides = given.set.map((text) => readOverride(text, ["settings", "rig"]));
    const rig = loadRig(given.rig ?? "reference", overrides).value;
    const settings = loadSettings(rig, seed, given.settings, overrides).value;
    const json = writeTable(settingsTable, settings as unknown as JsonObject);
    terminal.out(`${JSON.stringify(json, null, 2)}\n`);
    return 0;
  },
});

/** Says how two files differ. */
function diff(
  [before, after, ...more]: readonly string[],
  { rig, seed, settings, set, describe: described }: Others,
  terminal: Terminal,
): number {
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError("--diff compares two files: isobar settings --diff A B");
  if (
    rig !== undefined ||
    seed !== undefined ||
    settings !== undefined ||
    set.length > 0 ||
    described
  )
    throw new UsageError("--diff compares files as they are; it takes no other option");
  const values = [before, after].map((path) => readSettingsFile(path) as unknown as JsonObject);
  const found = differences(settingsTable, values[0] ?? {}, values[1] ?? {});
  if (found.length === 0) {
    terminal.out("No difference.\n");
    return exitCodes.fine;
  }
  const rows = found.map((one) => [one.path, one.before, one.after, one.meaning]);
  terminal.out(columns([["Key", "A", "B", "Meaning"], ...rows]));
  return exitCodes.differ;
}

/** A table for people, a line a row. */
function columns(rows: readonly (readonly string[])[]): string {
  const last = (rows[0]?.length ?? 0) - 1;
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === last ? cell : cell.padEnd(widths?.[i] ?? 0))).join("  ");
  return `${rows.map((row) => line(row).trimEnd()).join("\n")}\n`;
}

function describeTable(table: Table, path: string): string[][] {
  return Object.entries(table).flatMap(([key, field]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return field.kind === "group"
      ? describeTable(field.fields, here)
      : [[here, unitOf(field), rangeOf(field), defaultOf(field), field.meaning]];
  });
}

function unitOf(field: Field): string {
  return field.kind === "quantity" ? field.unit : "-";
}

function rangeOf(field: Field): string {
  switch (field.kind) {
    case "quantity":
    case "integer":
      return `${field.min} to ${field.max}`;
    case "choice":
      return field.of.join(" | ");
    case "flag":
      return "true | false";
    case "text":
      return `text, at most ${field.maxLength}`;
    case "group":
    case "list":
      return "";
  }
}

function defaultOf(field: Field): string {
  if (field.kind === "group" || field.kind === "list") return "";
  if (field.default === undefined) return "automatic";
  return String(field.default);
}
