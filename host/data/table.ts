/** A column of numbers; NaN where a row has none. */
export interface NumberColumn {
  readonly label: string;
  readonly values: Float64Array;
}

/** A column of words; empty where a row has none. */
export interface TextColumn {
  readonly label: string;
  readonly texts: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export function isNumbers(column: Column): column is NumberColumn {
  return "values" in column;
}

/** Columns of equal length, named in the grammar of the Battery Data Format: `Name / unit`. */
export class DataTable {
  readonly columns: readonly Column[];
  readonly rows: number;

  constructor(columns: readonly Column[], rows: number) {
    for (const column of columns) {
      const length = isNumbers(column) ? column.values.length : column.texts.length;
      if (length !== rows) throw new RangeError(`${column.label} has ${length} rows, not ${rows}`);
    }
    this.columns = columns;
    this.rows = rows;
  }

  has(label: string): boolean {
    return this.columns.some((column) => column.label === label);
  }

  /** The numbers of that column, when it is one of numbers. */
  numbers(label: string): Float64Array | undefined {
    const column = this.columns.find((one) => one.label === label);
    return column !== undefined && isNumbers(column) ? column.values : undefined;
  }

  texts(label: string): readonly string[] | undefined {
    const column = this.columns.find((one) => one.label === label);
    return column !== undefined && !isNumbers(column) ? column.texts : undefined;
  }

  /** The same table with `columns` in front of those whose labels they do not take. */
  with(columns: readonly Column[]): DataTable {
    const taken = new Set(columns.map(({ label }) => label));
    const others = this.columns.filter(({ label }) => !taken.has(label));
    return new DataTable([...columns, ...others], this.rows);
  }

  /** The rows of these indices, in their order; -1 makes an empty row. */
  pick(indices: Int32Array): DataTable {
    const columns = this.columns.map((column): Column => {
      if (isNumbers(column)) {
        const values = new Float64Array(indices.length);
        indices.forEach((from, to) => {
          values[to] = column.values[from] ?? Number.NaN;
        });
        return { label: column.label, values };
      }
      return { label: column.label, texts: Array.from(indices, (i) => column.texts[i] ?? "") };
    });
    return new DataTable(columns, indices.length);
  }
}
