import type { TextLines } from "../data/text-lines.js";

/** One quantity that a format has, and what its files call it. */
export interface ColumnRule {
  /** Its label in the Battery Data Format. */
  readonly label: string;
  /** Names in the files as `plainName` makes them, each with what one of its units is in those of the label. */
  readonly names: Readonly<Record<string, number>>;
  /** `time`: seconds, a duration or an instant, as the file has it; `text`: words. Otherwise a number. */
  readonly kind?: "time" | "instant" | "text";
}

/** Where the table of a file begins. */
export interface Header {
  /** Index of the line that names the columns. */
  readonly line: number;
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** One row of a file, and its line from 1. */
export interface FieldRow {
  readonly fields: readonly string[];
  readonly line: number;
}

/** A kind of file that is read. */
export interface CyclerFormat {
  readonly name: string;
  readonly columns: readonly ColumnRule[];
  /** The header, when the file is of this kind and of no other. */
  find(text: TextLines): Header | undefined;
  /** The rows, where they are not simply the lines below the header. */
  rows?(text: TextLines, header: Header): { readonly header: Header; readonly rows: FieldRow[] };
  /** Keep further columns under their own names (`Name / unit`). */
  readonly keepsOthers?: true;
  /** What to tell the user about every file of this kind with these columns. */
  notes?(header: Header): string[];
  /** A column whose words tell the sign of the current: what it says for a discharge. */
  readonly dischargeWords?: {
    readonly column: readonly string[];
    readonly words: readonly string[];
  };
}

/** A column's name without what differs between versions: case, blanks, degree signs, a byte order mark. */
export function plainName(name: string): string {
  return name
    .replace(/[\ufeff\ufffd\u00b0\u00ba\u02da]/gu, "")
    .replace(/\u2103/gu, "C")
    .trim()
    .replace(/\s+/gu, " ")
    .toLowerCase();
}

/** Does a header have one of the names of each of these lists? */
export function hasAll(header: Header, ...lists: readonly (readonly string[])[]): boolean {
  const names = new Set(header.names.map(plainName));
  return lists.every((list) => list.some((name) => names.has(name)));
}
