import { formatQuantity } from "../../src/document/quantity-text.js";
import type { Field, Table } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";

/** docs/settings.md, from the one table of settings. */
export function settingsPage(): string {
  const rows: string[] = [];
  describe(settingsTable, "", rows);
  return [
    "# Settings",
    "",
    "Made by `npm run docs` from `src/settings/table.ts`. What the firmware knows of its rig: nameplate and calibration.",
    "`npx isobar settings` prints a complete file; quantities are texts with their unit. Defaults are the reference rig's.",
    "`npx isobar settings --diff A B` prints what differs between two files, each a settings file, a dump of the page or the sidecar",
    "of a recording: setting, both values with their unit, meaning. What a file leaves out counts as its default; `2 MPa` is `2000 kPa`.",
    "Exit code 0: no difference; 1: some; 2: wrong usage or a file that does not read, with what and where.",
    "",
    "| setting | range | default | meaning |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function describe(table: Table, prefix: string, rows: string[]): void {
  for (const [key, field] of Object.entries(table)) {
    const path = `${prefix}${key}`;
    if (field.kind === "group") describe(field.fields, `${path}.`, rows);
    else rows.push(`| \`${path}\` | ${rangeOf(field)} | ${defaultOf(field)} | ${field.meaning} |`);
  }
}

function rangeOf(field: Field): string {
  switch (field.kind) {
    case "quantity":
      return `${formatQuantity(field.min, field.unit)} to ${formatQuantity(field.max, field.unit)}`;
    case "integer":
      return `${field.min} to ${field.max}`;
    case "choice":
      return field.of.join(", ");
    default:
      return "";
  }
}

function defaultOf(field: Field): string {
  if (field.kind === "group" || field.kind === "list" || field.default === undefined)
    return "automatic";
  if (field.kind === "quantity") return formatQuantity(field.default, field.unit);
  return String(field.default);
}
