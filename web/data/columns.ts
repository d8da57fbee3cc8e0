/** What the page keeps of a row, in the units that it shows. */
export const shown = {
  aPressure: { unit: "kPa", column: "aPressure", divisor: 1e3 },
  cPressure: { unit: "kPa", column: "cPressure", divisor: 1e3 },
  aSet: { unit: "kPa", column: "aSet", divisor: 1e3 },
  cSet: { unit: "kPa", column: "cSet", divisor: 1e3 },
  volts: { unit: "V", column: "volts", divisor: 1e6 },
  aPosition: { unit: "um", column: "aPosition", divisor: 1e3 },
  cPosition: { unit: "um", column: "cPosition", divisor: 1e3 },
} as const;

export type ShownName = keyof typeof shown;
export const shownNames = Object.keys(shown) as readonly ShownName[];

/** A row of the rig, its integers in the page's units. */
export interface RigRow {
  readonly atS: number;
  readonly flags: number;
  readonly values: Readonly<Record<ShownName, number>>;
}

/** Finds the columns in the order that the rig's own header gives. */
export class RowReader {
  private names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
  }

  /** `columns` as `name/unit`. */
  follow(columns: readonly string[]): void {
    this.names = columns.map((column) => column.split("/")[0] ?? "");
  }

  read(fields: readonly number[]): RigRow {
    const of = (name: string) => fields[this.names.indexOf(name)] ?? Number.NaN;
    const flags = of("flags");
    const values = {} as Record<ShownName, number>;
    for (const name of shownNames) values[name] = of(shown[name].column) / shown[name].divisor;
    if ((flags & 4096) === 0) values.volts = Number.NaN;
    return { atS: of("t") / 1000, flags, values };
  }
}
