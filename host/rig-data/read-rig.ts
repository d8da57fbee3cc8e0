import { readCyclerText, readTableText } from "../cyclers/read-cycler.js";
import { dataFileError } from "../data/data-file-error.js";
import { isParquet, readParquet } from "../data/read-parquet.js";
import { type Column, DataTable, isNumbers } from "../data/table.js";
import { readDataBytes, textLines } from "../data/text-lines.js";
import { shown } from "../documents/file-text.js";
import { type RigLog, readRigLog } from "./rig-log.js";

/** The rows of a rig in the columns of the Battery Data Format. */
export interface RigFile {
  readonly path: string;
  readonly format: string;
  readonly table: DataTable;
  readonly notes: readonly string[];
}

/** Reads a rig's side of an experiment: `uart.log`, `.raw.log`, `.rig.csv`, or `log.csv` of `isobar sim`. */
export async function readRig(path: string): Promise<RigFile> {
  const bytes = readDataBytes(path);
  if (isParquet(bytes)) return readRigParquet(path, bytes);
  const log = readRigLog(path, bytes);
  if (log !== undefined) return ofLog(path, log);
  const { table, notes } = readCyclerText(path, textLines(path, bytes), {});
  return ofTable(path, table, notes);
}

async function readRigParquet(path: string, bytes: Uint8Array): Promise<RigFile> {
  const { names, rows } = await readParquet(path, bytes);
  const quote = (text: string) => `"${text.replace(/"/gu, '""')}"`;
  const lines = [names, ...rows].map((fields) => fields.map(quote).join(","));
  const { table, notes } = readCyclerText(path, { file: shown(path), lines, ended: true }, {});
  return ofTable(path, table, notes);
}

/** The longest life of the rig in a log; the others are told. */
function ofLog(path: string, log: RigLog): RigFile {
  const lives = [...log.lives].sort((a, b) => b.sheets.rows.length - a.sheets.rows.length);
  const life = lives[0];
  if (life === undefined || life.sheets.rows.length < 2) {
    throw dataFileError({ file: shown(path) }, "has a header of the rig's stream and no row");
  }
  const notes: string[] = [];
  if (lives.length > 1) {
    notes.push(
      `the rig was started ${lives.length} times in this log; the longest part is used (boot ${life.boot}), export gives the others`,
    );
  }
  if (log.damaged > 0) notes.push(`${log.damaged} of ${log.lines} lines are damaged and left out`);
  if (log.missing > 0) notes.push(`${log.missing} records are missing`);
  const table = tableOf(shown(path), life.sheets.rows);
  return { path, format: "log of the rig's serial line", table, notes };
}

/** Lines of CSV with labels of the Battery Data Format as a table. */
export function tableOf(file: string, lines: readonly string[]): DataTable {
  return readTableText({ file, lines, ended: true });
}

/** Does a table hold the pressures of a rig? */
export function isRigTable(table: DataTable): boolean {
  return table.has("Anode Pressure / Pa") || table.has("Anode Pressure / kPa");
}

function ofTable(path: string, table: DataTable, notes: readonly string[]): RigFile {
  if (!isRigTable(table)) {
    throw dataFileError(
      { file: shown(path) },
      'is no file of a rig (it has no column "Anode Pressure / Pa"); uart.log, .raw.log, .rig.csv and log.csv are',
    );
  }
  const simulated = table.has("Anode True Pressure / kPa");
  const format = simulated ? "log.csv of a simulated rig" : "recording of a rig";
  return { path, format, table: withApplied(inSi(table)), notes };
}

const siUnits: Readonly<Record<string, readonly [string, number]>> = {
  kPa: ["Pa", 1000],
  um: ["m", 1e-6],
};

/** Pressures in Pa and ways in m, as BDF has them. */
function inSi(table: DataTable): DataTable {
  const columns = table.columns.map((column): Column => {
    const slash = column.label.lastIndexOf(" / ");
    const [unit, factor] = siUnits[column.label.slice(slash + 3)] ?? [];
    if (unit === undefined || factor === undefined || !isNumbers(column)) return column;
    const name = column.label.slice(0, slash).replace("Set Point", "Pressure Setpoint");
    return { label: `${name} / ${unit}`, values: column.values.map((value) => value * factor) };
  });
  return new DataTable(columns, table.rows);
}

/** The mean of both sides, so that tools that know BDF alone see a pressure. */
function withApplied(table: DataTable): DataTable {
  const label = "Applied Pressure / Pa";
  const anode = table.numbers("Anode Pressure / Pa");
  const cathode = table.numbers("Cathode Pressure / Pa");
  if (table.has(label) || anode === undefined || cathode === undefined) return table;
  const values = anode.map((value, i) => (value + (cathode[i] as number)) / 2);
  return new DataTable([...table.columns, { label, values }], table.rows);
}
