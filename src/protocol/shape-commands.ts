import {
  columnNames,
  plottedColumns,
  type RowFormat,
  RowShape,
  rowFormats,
} from "../telemetry/row-shape.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

const formats = Object.keys(rowFormats) as RowFormat[];

/** False, with an error, while records are being given again: half of a replay would look different. */
function mayChange(call: Call): boolean {
  if (!call.rig.telemetry.replay.active) return true;
  call.errors.push("settingsConflict", "a replay is running");
  return false;
}

function show(call: Call, format: RowFormat, columns: readonly string[]): void {
  const all = format === "CSV" && columns.join() === columnNames.join();
  call.rig.telemetry.show(all ? undefined : new RowShape(format, columns), call.rig.atUs);
}

function byDefault(format: RowFormat): readonly string[] {
  return format === "CSV" ? columnNames : plottedColumns;
}

/** A new format begins with its own columns: a plotter wants others than a recorder. */
function setFormat(call: Call): void {
  const format = call.parameters.word(formats);
  if (format === undefined || !call.parameters.finished() || !mayChange(call)) return;
  show(call, format, byDefault(format));
}

function setColumns(call: Call): void {
  const { parameters, errors } = call;
  const format = call.rig.telemetry.shape?.format ?? "CSV";
  if (parameters.count > 0 && !parameters.quotes) {
    if (parameters.word(["DEFault"]) === undefined || !parameters.finished()) return;
    if (mayChange(call)) show(call, format, byDefault(format));
    return;
  }
  const text = parameters.text();
  if (text === undefined || !parameters.finished() || !mayChange(call)) return;
  const columns = text.split(",").map((name) => name.trim());
  const unknown = columns.find((name) => !columnNames.includes(name));
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (unknown !== undefined)
    errors.push(
      "outOfRange",
      `no column ${unknown.slice(0, 20)}; known are ${columnNames.join(" ")}`,
    );
  else if (twice !== undefined) errors.push("outOfRange", `${twice} is given twice`);
  // A row of ours without its time would be no record.
  else show(call, format, format === "CSV" && !columns.includes("t") ? ["t", ...columns] : columns);
}

/** What pushed rows look like; what the ring keeps and `DATA:REMove?` gives is always whole. */
export const shapeCommands: readonly CommandSpec[] = [
  {
    header: "DATA:STReam:FORMat",
    parameters: formats.join("|"),
    meaning: "Our own line, or what a plotter reads; plotters are given no headers and no events",
    run: setFormat,
  },
  {
    header: "DATA:STReam:FORMat?",
    parameters: "",
    meaning: "Format of the rows",
    run: (c) => c.reply.text((c.rig.telemetry.shape?.format ?? "CSV").toUpperCase()),
  },
  {
    header: "DATA:STReam:COLumns",
    parameters: '"<column>,<column>..."|DEFault',
    meaning:
      "Columns of the rows that are pushed, in this order; headers name them, and CSV has t always",
    run: setColumns,
  },
  {
    header: "DATA:STReam:COLumns?",
    parameters: "",
    meaning: "Columns of the rows that are pushed",
    run: (c) => c.reply.quoted((c.rig.telemetry.shape?.columns ?? columnNames).join(",")),
  },
];
