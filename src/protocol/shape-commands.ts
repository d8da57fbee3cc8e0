import {
  columnNames,
  plottedColumns,
  type RowFormat,
  RowShape,
  rowFormats,
} from "../telemetry/row-shape.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import type { ErrorQueue } from "./error-queue.js";
import type { Parameters } from "./parameters.js";

/** What is shown of rows, and how. */
export interface RowLook {
  readonly format: RowFormat;
  readonly columns: readonly string[];
}

const formats = Object.keys(rowFormats) as RowFormat[];

/** False, with an error, while records are being given again: half of a replay would look different. */
function mayChange(call: Call): boolean {
  if (!call.rig.telemetry.replay.active) return true;
  call.errors.push("settingsConflict", "a replay is running");
  return false;
}

/** Are they rows of our own with all that there is? */
export function isWhole({ format, columns }: RowLook): boolean {
  return format === "CSV" && columns.join() === columnNames.join();
}

function show(call: Call, look: RowLook | undefined): void {
  if (look === undefined || !mayChange(call)) return;
  const shape = isWhole(look) ? undefined : new RowShape(look.format, look.columns);
  call.rig.telemetry.show(shape, call.rig.atUs);
}

function byDefault(format: RowFormat): readonly string[] {
  return format === "CSV" ? columnNames : plottedColumns;
}

/** The look that is asked for, with the format's own columns: a plotter wants others than a recorder. */
export function askedFormat(parameters: Parameters): RowLook | undefined {
  const format = parameters.word(formats);
  if (format === undefined || !parameters.finished()) return undefined;
  return { format, columns: byDefault(format) };
}

/** The columns that are asked for in a format. */
export function askedColumns(
  parameters: Parameters,
  errors: ErrorQueue,
  format: RowFormat,
): RowLook | undefined {
  if (parameters.count > 0 && !parameters.quotes) {
    if (parameters.word(["DEFault"]) === undefined || !parameters.finished()) return undefined;
    return { format, columns: byDefault(format) };
  }
  const text = parameters.text();
  if (text === undefined || !parameters.finished()) return undefined;
  const columns = text.split(",").map((name) => name.trim());
  const unknown = columns.find((name) => !columnNames.includes(name));
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (unknown !== undefined)
    errors.push(
      "outOfRange",
      `no column ${unknown.slice(0, 20)}; known are ${columnNames.join(" ")}`,
    );
  else if (twice !== undefined) errors.push("outOfRange", `${twice} is given twice`);
  else {
    // A row of ours without its time would be no record.
    const timed = format !== "CSV" || columns.includes("t") ? columns : ["t", ...columns];
    return { format, columns: timed };
  }
  return undefined;
}

function setFormat(call: Call): void {
  show(call, askedFormat(call.parameters));
}

function setColumns(call: Call): void {
  const format = call.rig.telemetry.shape?.format ?? "CSV";
  show(call, askedColumns(call.parameters, call.errors, format));
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
