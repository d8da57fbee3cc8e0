import { shippedRigs } from "../../sim/rigs/shipped.js";
import { type Field, type JsonObject, type Table, writeTable } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { command, listing } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import { loadRig, loadSettings } from "../documents/load.js";
import { readOverride } from "../documents/override.js";

/** The largest seed: seeds are unsigned 32-bit numbers. */
export const seedMax = 4294967295;

export const settingsCommand = command({
  name: "settings",
  summary: "print a complete settings file",
  usage: "[--rig R] [--seed N] [--settings F] [--set settings.KEY=VALUE]... [--describe]",
  options: {
    rig: { value: "R", meaning: "Rig whose nameplate the settings follow (default reference)" },
    seed: { value: "N", meaning: "Seed of the calibration errors that are drawn (default 1)" },
    settings: { value: "FILE", meaning: "Complete this file instead of calibrating the rig" },
    set: { value: "PATH=VALUE", many: true, meaning: "Change one value: settings.X=v or rig.X=v" },
    describe: { meaning: "Print a table of all settings: unit, range, default, meaning" },
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
    ].join("\n"),
  run({ given, words }, terminal) {
    if (words.length > 0) throw new UsageError(`settings takes no argument such as "${words[0]}"`);
    if (given.describe) {
      terminal.out(describe());
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

/** The settings as a table for people: one line a key. */
function describe(): string {
  const rows = [
    ["Key", "Unit", "Range", "Default", "Meaning"],
    ...describeTable(settingsTable, ""),
  ];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return `${rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
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
