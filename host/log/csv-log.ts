import type { BlockFile } from "./block-file.js";
import { decimalBytes, putDecimal } from "./decimal.js";

/** One column of a log: its label in the grammar of BDF (`Name / unit`), its resolution and its source. */
export interface Column<S> {
  readonly label: string;
  /** Decimals at most; trailing zeros are left out. */
  readonly decimals: number;
  /** The value; NaN leaves the field empty. */
  readonly of: (source: S) => number;
}

const comma = 44;
const lineFeed = 10;

/** A CSV file whose header and rows derive from one table of columns. */
export class CsvLog<S> {
  readonly file: BlockFile;
  readonly columns: readonly Column<S>[];
  rows = 0;

  constructor(file: BlockFile, columns: readonly Column<S>[]) {
    this.file = file;
    this.columns = columns;
    const header = new TextEncoder().encode(`${columns.map((c) => c.label).join(",")}\n`);
    file.append(header, 0, header.length);
  }

  /** Appends the row of `source` as it is now. */
  row(source: S): void {
    const { file, columns } = this;
    file.reserve(columns.length * (decimalBytes + 1));
    const bytes = file.bytes;
    let at = file.length;
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i];
      if (column === undefined) break;
      if (i > 0) bytes[at++] = comma;
      at = putDecimal(bytes, at, column.of(source), column.decimals);
    }
    bytes[at++] = lineFeed;
    file.length = at;
    this.rows += 1;
  }
}
