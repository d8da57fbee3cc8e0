import { dataFileError, excerpt, type Place } from "../data/data-file-error.js";
import { readNumber } from "../data/number-text.js";
import type { Column } from "../data/table.js";
import { type DateOrder, readDuration, readInstant } from "../data/time-text.js";
import type { FieldRow } from "./format.js";

/** One column of a file as it stands there. */
export interface FieldColumn {
  readonly file: string;
  readonly rows: readonly FieldRow[];
  /** Index of the column. */
  readonly at: number;
  /** What the file calls it. */
  readonly name: string;
  /** The comma is not what separates fields, so that it may be a decimal comma. */
  readonly decimalComma: boolean;
}

const fieldOf = (row: FieldRow, at: number) => (row.fields[at] ?? "").trim();

function wrong(column: FieldColumn, row: FieldRow, what: string): Error {
  const place: Place = {
    file: column.file,
    line: row.line,
    column: column.at + 1,
    name: column.name.trim(),
  };
  return dataFileError(place, `${excerpt(fieldOf(row, column.at))} ${what}`);
}

/** The numbers of a column; empty fields are NaN. */
export function readNumbers(column: FieldColumn, label: string, factor: number): Column {
  const { rows, at, decimalComma } = column;
  const values = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    const text = fieldOf(row, at);
    const value = text === "" ? Number.NaN : readNumber(text, decimalComma);
    if (value === undefined) {
      throw wrong(column, row, "is no number; a decimal number such as 3.7 is right");
    }
    // A division by a power of ten is exact where the product with a thousandth is not.
    values[i] = factor < 1 ? value / Math.round(1 / factor) : value * factor;
  });
  return { label, values };
}

export function readTexts({ rows, at }: FieldColumn, label: string): Column {
  return { label, texts: rows.map((row) => fieldOf(row, at)) };
}

/** A column that nobody said the kind of: numbers when it has a unit and all of it are numbers, else words. */
export function readEither(column: FieldColumn, label: string): Column {
  const { rows, at, decimalComma } = column;
  const numbers =
    label.includes(" / ") &&
    rows.every((row) => {
      const text = fieldOf(row, at);
      return text === "" || readNumber(text, decimalComma) !== undefined;
    });
  return numbers ? readNumbers(column, label, 1) : readTexts(column, label);
}

/** Seconds of a column that holds seconds, durations or instants; instants count from the first one. */
export function readTimes(column: FieldColumn, label: string, factor: number): Column {
  const { rows, at, decimalComma } = column;
  const first = rows[0];
  if (first === undefined) return { label, values: new Float64Array(0) };
  const sample = fieldOf(first, at);
  if (readNumber(sample, decimalComma) !== undefined) return readNumbers(column, label, factor);
  if (readDuration(sample, decimalComma) !== undefined) {
    return readEach(column, label, (text) => readDuration(text, decimalComma), "a duration");
  }
  const instants = readInstants(column, label);
  if (!("values" in instants)) return instants;
  const start = instants.values[0] as number;
  return { label, values: instants.values.map((value) => rounded(value - start)) };
}

/** Instants as seconds since 1970, as if their zone were UTC. */
export function readInstants(column: FieldColumn, label: string): Column {
  const read = (order: DateOrder) => (text: string) => readInstant(text, order);
  const { rows, at } = column;
  const texts = rows.map((row) => fieldOf(row, at));
  // 03/04/2024 may be either; a day beyond 12 in any row tells.
  const dayFirst = texts.some(
    (text) => text !== "" && readInstant(text, "month first") === undefined,
  );
  const order: DateOrder = dayFirst ? "day first" : "month first";
  return readEach(column, label, read(order), "a date and time");
}

function readEach(
  column: FieldColumn,
  label: string,
  read: (text: string) => number | undefined,
  kind: string,
): Column {
  const values = new Float64Array(column.rows.length);
  column.rows.forEach((row, i) => {
    const text = fieldOf(row, column.at);
    const value = text === "" ? Number.NaN : read(text);
    if (value === undefined) {
      const example = fieldOf(column.rows[0] as FieldRow, column.at);
      throw wrong(column, row, `is not ${kind}; ${kind} as in ${excerpt(example)} is right`);
    }
    values[i] = value;
  });
  return { label, values };
}

/** Instants are known to a millisecond or so; a difference of two has rubbish beyond a microsecond. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
