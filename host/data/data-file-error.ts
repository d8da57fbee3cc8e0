import { UsageError } from "../command/exit.js";

/** Where in a file something is wrong. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line?: number | undefined;
  /** From 1. */
  readonly column?: number | undefined;
  /** What the file calls the column. */
  readonly name?: string | undefined;
}

/** A data file that cannot be used: file, line, column, and what would be right. */
export function dataFileError(place: Place, message: string): UsageError {
  const { file, line, column, name } = place;
  const where = [file];
  if (line !== undefined) where.push(`line ${line}`);
  if (column !== undefined) where.push(`column ${column}${name === undefined ? "" : ` (${name})`}`);
  return new UsageError(`${where.join(", ")}: ${message}`);
}

/** A piece of a file in a message. */
export function excerpt(text: string, most = 40): string {
  const clean = text.replace(/[^\u0020-\u007e\u00a0-\uffff]/gu, "?");
  return `"${clean.length > most ? `${clean.slice(0, most)}...` : clean}"`;
}
