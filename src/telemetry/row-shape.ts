import { rowColumns } from "./columns.js";
import { crc16 } from "./crc16.js";
import { appendFields } from "./fields.js";
import { asciiBytes, type LineWriter } from "./line-writer.js";
import type { Recorder } from "./recorder.js";

const comma = 44;
const tab = 9;
const newline = 10;

/** What pushed rows look like: our own line, or what a plotter of serial lines reads. */
export const rowFormats = {
  CSV: { meaning: "`$D` with number and CRC, headers and events" },
  ARDuino: { meaning: "Arduino Serial Plotter: `aPressure:2500000<TAB>cPressure:200000`" },
  TELeplot: { meaning: "Teleplot: a line `>aPressure:2500000` for each column" },
  BARE: { meaning: "Serial Studio's quick plot and spreadsheets: `2500000,200000`" },
} as const satisfies Record<string, { readonly meaning: string }>;
export type RowFormat = keyof typeof rowFormats;

export const columnNames: readonly string[] = Object.keys(rowColumns);
/** What a plotter is given unless told otherwise: time or counts would ruin its scale. */
export const plottedColumns: readonly string[] = ["aPressure", "cPressure", "aSet", "cSet"];

/**
 * A choice of columns and their look on the wire. The ring keeps all columns whatever is chosen. Made when something else than
 * all columns in our own line is asked for; writing makes no object.
 */
export class RowShape {
  readonly format: RowFormat;
  readonly columns: readonly string[];
  /** Where each column is among the integers of a row. */
  private readonly places: readonly number[];
  /** What stands before each value. */
  private readonly labels: readonly Uint8Array[];
  private readonly values: Float64Array;
  private readonly head = asciiBytes("$D");
  private readonly headCrc = crc16(this.head, 0, this.head.length);

  constructor(format: RowFormat, columns: readonly string[]) {
    this.format = format;
    this.columns = columns;
    this.places = columns.map((name) => columnNames.indexOf(name) + 1);
    this.labels = columns.map((name) => asciiBytes(labelOf(format, name)));
    this.values = new Float64Array(columns.length + 1);
  }

  /** Is it for a plotter, which knows rows and nothing else? */
  get plots(): boolean {
    return this.format !== "CSV";
  }

  /** `,seq/1,t/ms,...`: the end of the stream's header. */
  get header(): Uint8Array {
    const table: Record<string, { readonly unit: string }> = rowColumns;
    const named = this.columns.map((name) => `${name}/${table[name]?.unit}`);
    return asciiBytes(`,seq/1,${named.join(",")}`);
  }

  /** Writes row `number`, which must be in the ring and a row. */
  write(recorder: Recorder, number: number, line: LineWriter): void {
    const all = recorder.rowValues(number);
    const { places } = this;
    line.begin();
    if (this.plots) {
      this.plot(all, line);
      return;
    }
    const { values } = this;
    values[0] = number;
    for (let i = 0; i < places.length; i += 1) {
      values[i + 1] = all[places[i] as number] as number;
    }
    line.piece(this.head);
    line.endWith(appendFields(line, values, values.length, this.headCrc));
  }

  private plot(all: Float64Array, line: LineWriter): void {
    const { places, labels, format } = this;
    const between = format === "ARDuino" ? tab : format === "TELeplot" ? newline : comma;
    for (let i = 0; i < places.length; i += 1) {
      if (i > 0) line.byte(between);
      line.piece(labels[i] as Uint8Array);
      line.integer(all[places[i] as number] as number);
    }
    line.end();
  }
}

function labelOf(format: RowFormat, name: string): string {
  if (format === "ARDuino") return `${name}:`;
  return format === "TELeplot" ? `>${name}:` : "";
}
