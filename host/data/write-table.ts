import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { parquetWriteBuffer } from "hyparquet-writer";
import { cannotWrite } from "../log/block-file.js";
import { numberText } from "./number-text.js";
import { type Column, type DataTable, isNumbers } from "./table.js";

const rowsPerWrite = 4096;

/** Writes a table as CSV or, when the name ends in `.parquet`, as Parquet; whole or not at all. */
export function writeTable(path: string, table: DataTable): void {
  const part = `${path}.part`;
  try {
    if (path.endsWith(".parquet")) writeFileSync(part, parquetOf(table));
    else writeCsv(part, table);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw cannotWrite(path, error);
  }
}

function writeCsv(path: string, table: DataTable): void {
  const file = openSync(path, "w");
  try {
    writeSync(file, `${table.columns.map(({ label }) => csvField(label)).join(",")}\n`);
    for (let from = 0; from < table.rows; from += rowsPerWrite) {
      const to = Math.min(table.rows, from + rowsPerWrite);
      let text = "";
      for (let row = from; row < to; row += 1) text += `${csvRow(table.columns, row)}\n`;
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function csvRow(columns: readonly Column[], row: number): string {
  let text = "";
  columns.forEach((column, i) => {
    if (i > 0) text += ",";
    text += isNumbers(column)
      ? numberText(column.values[row] as number)
      : csvField(column.texts[row] ?? "");
  });
  return text;
}

/** A word as a field of CSV. */
export function csvField(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
}

/** The table as a Parquet file: doubles and strings, empty fields null. */
function parquetOf(table: DataTable): Uint8Array {
  const columnData = table.columns.map((column) =>
    isNumbers(column)
      ? {
          name: column.label,
          data: Array.from(column.values, (value) => (Number.isNaN(value) ? null : value)),
          type: "DOUBLE" as const,
          nullable: true,
        }
      : {
          name: column.label,
          data: column.texts.map((text) => (text === "" ? null : text)),
          type: "STRING" as const,
          nullable: true,
        },
  );
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
