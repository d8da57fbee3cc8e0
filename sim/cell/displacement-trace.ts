import { isDecimal } from "../../src/document/decimal.js";
import type { Problems } from "../../src/document/problems.js";
import { quoted } from "../../src/document/quantity-text.js";
import { splitCsvRow } from "./csv-row.js";

/**
 * A measured thickness over time; the three have the same length, at least 2, and time strictly
 * grows.
 */
export interface DisplacementTrace {
  readonly timeS: Float64Array;
  readonly thicknessUm: Float64Array;
  readonly volts: Float64Array;
}

const rowsMax = 5_000_000;
const problemsMax = 50;
/**
 * A pouch cell breathes by tenths of a millimetre in hours: more than this in a row is a wrong unit
 * or a fault.
 */
const jumpMaxMm = 1;

const timeColumn = { name: "Test Time / s", largest: 1e9, example: "0.25" } as const;
const voltsColumn = { name: "Voltage / V", largest: 1000, example: "3.71" } as const;
const thicknessColumn = { name: "Thickness change / mm", largest: 1000, example: "0.012" } as const;
type Column = typeof timeColumn | typeof voltsColumn | typeof thicknessColumn;

const numberLengthMax = 64;

/**
 * Reads a CSV text with the columns `Test Time / s`, `Voltage / V` and `Thickness change / mm` in
 * any order, others ignored; a byte-order mark, CRLF and quoted fields are fine.
 *
 * Never throws. All that is wrong, up to 50 places, goes to `problems` with its line (the header is
 * line 1) and column; the result is undefined when anything is.
 */
export function readDisplacementTrace(
  csvText: string,
  problems: Problems,
  path: string,
): DisplacementTrace | undefined {
  return new TraceReader(csvText, problems, path).read();
}

class TraceReader {
  readonly #text: string;
  readonly #problems: Problems;
  readonly #path: string;
  readonly #fields: string[] = [];
  #at = 0;
  #line = 0;
  #found = 0;
  #columns = 0;
  #time = -1;
  #volts = -1;
  #thickness = -1;

  constructor(text: string, problems: Problems, path: string) {
    this.#text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    this.#problems = problems;
    this.#path = path;
  }

  read(): DisplacementTrace | undefined {
    if (this.#text.trim() === "") {
      this.#wrong(`is empty; give ${columnsWanted} and at least two rows`);
      return undefined;
    }
    const foreign = firstNoText(this.#text);
    if (foreign >= 0) {
      this.#line = linesBefore(this.#text, foreign) + 1;
      const code = this.#text.charCodeAt(foreign);
      this.#wrong(`holds a character that no text has (code ${code}); give a CSV text in UTF-8`);
      return undefined;
    }
    const lines = linesBefore(this.#text, this.#text.length) + 1;
    if (lines > rowsMax + 2) {
      this.#wrong(`has about ${lines - 1} rows; give at most ${rowsMax}, for example every tenth`);
      return undefined;
    }
    if (!this.#readHeader()) return undefined;
    return this.#readRows(lines);
  }

  #readHeader(): boolean {
    if (!splitCsvRow(this.#nextLine(), this.#fields)) {
      this.#wrong('has a quoted column name without its closing quote; quote as "Voltage / V"');
      return false;
    }
    this.#columns = this.#fields.length;
    this.#time = this.#find(timeColumn);
    this.#volts = this.#find(voltsColumn);
    this.#thickness = this.#find(thicknessColumn);
    return this.#found === 0;
  }

  #find(column: Column): number {
    const index = this.#fields.indexOf(column.name);
    if (index < 0) {
      const there = this.#fields.slice(0, 8).map(quoted).join(", ");
      this.#wrong(`has no column "${column.name}"; the header's columns are ${there}`);
    } else if (this.#fields.indexOf(column.name, index + 1) >= 0) {
      this.#wrong(`has the column "${column.name}" twice; give it once`);
    }
    return index;
  }

  #readRows(lines: number): DisplacementTrace | undefined {
    const timeS = new Float64Array(lines);
    const thicknessUm = new Float64Array(lines);
    const volts = new Float64Array(lines);
    let rows = 0;
    let emptyLine = 0;
    while (this.#at <= this.#text.length && this.#found < problemsMax) {
      const line = this.#nextLine();
      if (line.trim() === "") {
        if (emptyLine === 0) emptyLine = this.#line;
        continue;
      }
      if (emptyLine > 0) this.#wrong(`follows the empty line ${emptyLine}; take that out`);
      emptyLine = 0;
      if (!this.#splitRow(line)) continue;
      const time = this.#number(this.#time, timeColumn);
      const volt = this.#number(this.#volts, voltsColumn);
      const thickness = this.#number(this.#thickness, thicknessColumn);
      if (time === undefined || volt === undefined || thickness === undefined) continue;
      timeS[rows] = time;
      volts[rows] = volt;
      thicknessUm[rows] = thickness * 1000;
      if (rows > 0) this.#compare(timeS, thicknessUm, rows);
      rows += 1;
    }
    if (rows < 2 && this.#found === 0) {
      this.#wrong(`ends after ${rows === 1 ? "one row" : "the header"}; give at least two rows`);
    }
    if (rows > rowsMax) this.#wrong(`is row ${rows}; give at most ${rowsMax} rows`);
    if (this.#found > 0) return undefined;
    return {
      timeS: timeS.slice(0, rows),
      thicknessUm: thicknessUm.slice(0, rows),
      volts: volts.slice(0, rows),
    };
  }

  #splitRow(line: string): boolean {
    if (!splitCsvRow(line, this.#fields)) {
      this.#wrong('has a quotation without its end; quote a field as "3.71"');
      return false;
    }
    if (this.#fields.length !== this.#columns) {
      const count = this.#fields.length;
      this.#wrong(
        `has ${count} fields where the header has ${this.#columns} columns; give as many`,
      );
      return false;
    }
    return true;
  }

  #number(index: number, column: Column): number | undefined {
    const text = this.#fields[index] ?? "";
    const value = text.length <= numberLengthMax && isDecimal(text) ? Number(text) : NaN;
    if (value >= -column.largest && value <= column.largest) return value;
    const range = `give a decimal number within +-${column.largest} such as ${column.example}`;
    this.#wrong(`column "${column.name}" holds ${quoted(text)}; ${range}`);
    return undefined;
  }

  /** Row against the row before it. */
  #compare(timeS: Float64Array, thicknessUm: Float64Array, row: number): void {
    const before = timeS[row - 1] ?? 0;
    const time = timeS[row] ?? 0;
    if (time <= before) {
      const what = time === before ? "repeats" : "goes back from";
      this.#wrong(`column "${timeColumn.name}": ${time} ${what} ${before}; time must grow`);
    }
    const jumpMm = ((thicknessUm[row] ?? 0) - (thicknessUm[row - 1] ?? 0)) / 1000;
    if (Math.abs(jumpMm) > jumpMaxMm) {
      const most = `at most ${jumpMaxMm} mm is taken for real`;
      this.#wrong(`column "${thicknessColumn.name}" jumps by ${jumpMm} mm in a row; ${most}`);
    }
  }

  /** The next line without its end; afterwards `#at` is beyond the text when there is no more. */
  #nextLine(): string {
    const newline = this.#text.indexOf("\n", this.#at);
    const end = newline < 0 ? this.#text.length : newline;
    const stop = end > this.#at && this.#text[end - 1] === "\r" ? end - 1 : end;
    const line = this.#text.slice(this.#at, stop);
    this.#at = end + 1;
    this.#line += 1;
    return line;
  }

  #wrong(message: string): void {
    if (this.#found >= problemsMax) return;
    this.#found += 1;
    const place = this.#line === 0 ? this.#path : `${this.#path} line ${this.#line}`;
    const last = this.#found === problemsMax ? " (reading stopped here)" : "";
    this.#problems.add(place, message + last);
  }
}

const columnsWanted =
  `the columns "${timeColumn.name}", "${voltsColumn.name}", ` + `"${thicknessColumn.name}"`;

function linesBefore(text: string, end: number): number {
  let count = 0;
  let at = text.indexOf("\n");
  while (at >= 0 && at < end) {
    count += 1;
    at = text.indexOf("\n", at + 1);
  }
  return count;
}

/** Where the first character stands that no text has: controls other than tab, line feed and return, and U+FFFD; or -1. */
function firstNoText(text: string): number {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const control = code < 32 && code !== 9 && code !== 10 && code !== 13;
    if (control || code === 0xfffd) return i;
  }
  return -1;
}
