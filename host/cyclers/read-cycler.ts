import { dataFileError, excerpt } from "../data/data-file-error.js";
import { isParquet, readParquet } from "../data/read-parquet.js";
import { type Column, DataTable, isNumbers } from "../data/table.js";
import { fieldsOf, readDataBytes, type TextLines, textLines } from "../data/text-lines.js";
import { shown } from "../documents/file-text.js";
import { bdf, firstLine } from "./bdf.js";
import {
  type FieldColumn,
  readEither,
  readInstants,
  readNumbers,
  readTexts,
  readTimes,
} from "./field-column.js";
import {
  type ColumnRule,
  type CyclerFormat,
  type FieldRow,
  type Header,
  plainName,
} from "./format.js";
import { formats } from "./formats.js";

/** A cycler's file in the columns of the Battery Data Format. */
export interface CyclerFile {
  readonly path: string;
  /** What kind of file it is. */
  readonly format: string;
  readonly table: DataTable;
  /** What the reader had to assume, or left out. */
  readonly notes: readonly string[];
}

export interface ReadOptions {
  /** Seconds that the cycler's computer was ahead of UTC; undefined when nobody knows. */
  readonly zoneS?: number | undefined;
}

/** Reads a cycler's file of any format that is known here; what is none is an error that says so. */
export async function readCycler(path: string, options: ReadOptions = {}): Promise<CyclerFile> {
  const bytes = readDataBytes(path);
  if (isParquet(bytes)) return readCyclerParquet(path, bytes, options);
  return readCyclerText(path, textLines(path, bytes), options);
}

export function readCyclerText(path: string, text: TextLines, options: ReadOptions): CyclerFile {
  for (const format of formats) {
    const found = format.find(text);
    if (found === undefined) continue;
    const { header, rows } = format.rows?.(text, found) ?? plainRows(text, found);
    const notes: string[] = [];
    const whole = withoutTornLine(text, header, rows, notes);
    return new Reader(
      { path, file: text.file },
      format,
      { header, rows: whole },
      notes,
      options,
    ).read();
  }
  throw unknownFormat(path, text.lines.find((line) => line.trim() !== "") ?? "");
}

/** Any table whose first line names the columns, `Name / unit`, with the time in the first one. */
export function readTableText(text: TextLines): DataTable {
  const header = firstLine(text);
  const { rows } = plainRows(text, header);
  return new Reader({ path: text.file, file: text.file }, bdf, { header, rows }, [], {}).read()
    .table;
}

async function readCyclerParquet(
  path: string,
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<CyclerFile> {
  const { names, rows } = await readParquet(path, bytes);
  const line = names.map((name) => `"${name.replace(/"/gu, '""')}"`).join(",");
  const text: TextLines = { file: shown(path), lines: [line], ended: true };
  for (const format of formats) {
    const header = format.rows === undefined ? format.find(text) : undefined;
    if (header === undefined) continue;
    const numbered = rows.map((fields, i) => ({ fields, line: i + 1 }));
    return new Reader(
      { path, file: text.file },
      format,
      { header, rows: numbered },
      [],
      options,
    ).read();
  }
  throw unknownFormat(path, names.join(", "));
}

function unknownFormat(path: string, first: string): Error {
  const known = formats.map(({ name }) => name).join(", ");
  return dataFileError(
    { file: shown(path) },
    `is in no format that is known here (it begins with ${excerpt(first, 60)}); known are ${known}; a CSV file with the columns "Test Time / s", "Voltage / V" and "Current / A" is always right`,
  );
}

function plainRows(text: TextLines, header: Header): { header: Header; rows: FieldRow[] } {
  const rows: FieldRow[] = [];
  for (let i = header.line + 1; i < text.lines.length; i += 1) {
    const line = text.lines[i] as string;
    if (line.trim() !== "") rows.push({ fields: fieldsOf(line, header.delimiter), line: i + 1 });
  }
  return { header, rows };
}

/** A file that somebody is still writing ends in the middle of a row: that row is left out, and told. */
function withoutTornLine(
  text: TextLines,
  header: Header,
  rows: readonly FieldRow[],
  notes: string[],
): readonly FieldRow[] {
  const last = rows.at(-1);
  const torn = !text.ended && last?.line === text.lines.length;
  if (!torn || last.fields.length >= widthOf(header)) return rows;
  notes.push(`line ${last.line} is cut off in the middle and left out`);
  return rows.slice(0, -1);
}

/** How many columns a header names; some programs end each line with a delimiter. */
function widthOf(header: Header): number {
  let width = header.names.length;
  while (width > 0 && plainName(header.names[width - 1] ?? "") === "") width -= 1;
  return width;
}

class Reader {
  private readonly columns: Column[] = [];
  private readonly taken = new Set<number>();

  private readonly path: string;
  private readonly file: string;
  private readonly format: CyclerFormat;
  private readonly header: Header;
  private readonly rows: readonly FieldRow[];
  private readonly notes: string[];
  private readonly options: ReadOptions;

  constructor(
    text: { readonly path: string; readonly file: string },
    format: CyclerFormat,
    table: { readonly header: Header; readonly rows: readonly FieldRow[] },
    notes: string[],
    options: ReadOptions,
  ) {
    this.path = text.path;
    this.file = text.file;
    this.format = format;
    this.header = table.header;
    this.rows = table.rows;
    this.notes = notes;
    this.options = options;
  }

  read(): CyclerFile {
    if (this.rows.length === 0) {
      const place = { file: this.file, line: this.header.line + 2 };
      throw dataFileError(place, `has no row below the header of a ${this.format.name} file`);
    }
    this.checkWidths();
    for (const rule of this.format.columns) this.take(rule);
    if (this.format.keepsOthers) this.takeOthers();
    this.notes.push(...(this.format.notes?.(this.header) ?? []));
    const table = new DataTable(this.signed(), this.rows.length);
    this.checkTime(table);
    return { path: this.path, format: this.format.name, table, notes: this.notes };
  }

  /** Fewer fields than the header has is a damaged row; more is one only when they hold something. */
  private checkWidths(): void {
    const width = widthOf(this.header);
    for (const { fields, line } of this.rows) {
      const beyond = fields.slice(this.header.names.length).some((field) => field.trim() !== "");
      if (fields.length >= width && !beyond) continue;
      throw dataFileError(
        { file: this.file, line, column: Math.min(fields.length, width) },
        `the row has ${fields.length} fields; ${width} as in the header is right`,
      );
    }
  }

  private take(rule: ColumnRule): void {
    const found = this.find(Object.keys(rule.names));
    if (found === undefined) return;
    const factor = rule.names[plainName(found.name)] ?? 1;
    this.taken.add(found.at);
    if (rule.kind === "text") this.columns.push(readTexts(found, rule.label));
    else if (rule.kind === "time") this.columns.push(readTimes(found, rule.label, factor));
    else if (rule.kind === "instant") this.takeInstants(found, rule.label);
    else this.columns.push(readNumbers(found, rule.label, factor));
  }

  /** Without the zone of the cycler's computer its wall clock is no Unix time, and none is made up. */
  private takeInstants(found: FieldColumn, label: string): void {
    const { zoneS } = this.options;
    if (zoneS === undefined) return;
    const column = readInstants(found, label);
    if (!isNumbers(column)) return;
    this.columns.push({ label, values: column.values.map((value) => value - zoneS) });
  }

  private takeOthers(): void {
    this.header.names.forEach((name, at) => {
      if (this.taken.has(at) || name.trim() === "") return;
      this.columns.push(readEither(this.column(at), name.trim()));
    });
  }

  private find(names: readonly string[]): FieldColumn | undefined {
    for (const name of names) {
      const at = this.header.names.findIndex((one) => plainName(one) === name);
      if (at >= 0) return this.column(at);
    }
    return undefined;
  }

  private column(at: number): FieldColumn {
    const { file, rows, header } = this;
    const name = header.names[at] ?? "";
    return { file, rows, at, name, decimalComma: header.delimiter !== "," };
  }

  /** The columns, with the sign that the words of another column tell put on the current. */
  private signed(): readonly Column[] {
    const { dischargeWords } = this.format;
    const state = dischargeWords === undefined ? undefined : this.find(dischargeWords.column);
    if (dischargeWords === undefined || state === undefined) return this.columns;
    return this.columns.map((column) => {
      if (column.label !== "Current / A" || !isNumbers(column)) return column;
      const values = column.values.map((value, i) => {
        const word = plainName(this.rows[i]?.fields[state.at] ?? "");
        return dischargeWords.words.includes(word) ? -Math.abs(value) : value;
      });
      return { label: column.label, values };
    });
  }

  private checkTime(table: DataTable): void {
    const label = "Test Time / s";
    const times = table.numbers(label) ?? new Float64Array();
    const at = this.find(Object.keys(this.format.columns[0]?.names ?? {}));
    let before = Number.NEGATIVE_INFINITY;
    times.forEach((time, row) => {
      if (time >= before) {
        before = time;
        return;
      }
      const line = this.rows[row]?.line;
      const place = { file: this.file, line, column: (at?.at ?? 0) + 1, name: at?.name.trim() };
      throw dataFileError(
        place,
        Number.isNaN(time)
          ? "the time is missing; every row needs one"
          : `the time goes back from ${before} s to ${time} s; times that grow, and one test a file, are right`,
      );
    });
  }
}
