import { numberText } from "../data/number-text.js";
import { csvField } from "../data/write-table.js";
import type { SlowHeader, StreamHeader } from "./pushed-line.js";
import type { Gap, Placed } from "./sequencer.js";
import { type StreamColumn, streamColumn } from "./stream-columns.js";

/** The files that records go to: rows, slow rows, events. */
export const sheetNames = ["rows", "slow", "events"] as const;
export type SheetName = (typeof sheetNames)[number];

/** One line of one file, without its end. */
export interface SheetLine {
  readonly sheet: SheetName;
  readonly text: string;
}

/** What later lines take from earlier ones. */
export interface SheetMemory {
  readonly flags: number;
  readonly temperature: number | null;
  readonly timeS: number | null;
}

const temperatureLabel = "Surface Temperature / degC";
const appliedLabel = "Applied Pressure / Pa";
const anodeLabel = "Anode Pressure / Pa";
const cathodeLabel = "Cathode Pressure / Pa";
const tail = ["Record Index / 1", "Boot Count / 1", "Missing Records / 1", "Gap"];

/** Turns records into lines of CSV with the labels of the Battery Data Format, in SI units. */
export class RigSheets {
  private columns: readonly StreamColumn[] = [];
  private slowColumns: readonly StreamColumn[] = [];
  private flags = 0;
  private temperature = Number.NaN;
  private timeS = Number.NaN;
  private anodeAt = -1;
  private cathodeAt = -1;
  private flagsAt = -1;
  /** Rows carry the host's time. */
  private readonly unix: boolean;

  constructor(unix: boolean) {
    this.unix = unix;
  }

  get memory(): SheetMemory {
    const known = (value: number) => (Number.isNaN(value) ? null : value);
    return { flags: this.flags, temperature: known(this.temperature), timeS: known(this.timeS) };
  }

  remember({ flags, temperature, timeS }: SheetMemory): void {
    this.flags = flags;
    this.temperature = temperature ?? Number.NaN;
    this.timeS = timeS ?? Number.NaN;
  }

  begin(header: StreamHeader): void {
    this.columns = header.columns.map(streamColumn);
    const at = (label: string) => this.columns.findIndex((column) => column.label === label);
    this.anodeAt = at(anodeLabel);
    this.cathodeAt = at(cathodeLabel);
    this.flagsAt = at("Flags / 1");
    this.temperature = Number.NaN;
    this.timeS = Number.NaN;
  }

  beginSlow(header: SlowHeader): void {
    this.slowColumns = header.columns.map(streamColumn);
  }

  /** The labels of a file, as its first line. */
  header(sheet: SheetName): string {
    return this.labels(sheet).map(csvField).join(",");
  }

  private labels(sheet: SheetName): readonly string[] {
    const unix = this.unix ? ["Unix Time / s"] : [];
    if (sheet === "events") {
      return ["Test Time / s", ...unix, "Event", "Place", "Value / 1", "Text", ...tail.slice(0, 2)];
    }
    const columns = sheet === "rows" ? this.columns : this.slowColumns;
    const labels = columns.map(({ label }) => label);
    const first = labels.slice(0, 1);
    const rest = labels.slice(1);
    if (sheet === "slow") return [...first, ...unix, ...rest, ...tail.slice(0, 2)];
    return [...first, ...unix, ...rest, appliedLabel, temperatureLabel, ...tail];
  }

  /** The line of a record; `unixS` is the host's time of it. */
  record(placed: Placed, unixOf: (timeS: number) => number): SheetLine {
    const { record, boot } = placed;
    const ends = `${record.number},${boot}`;
    if (record.kind === "event") {
      const [atMs = "", name = "", place = "", value = "", ...text] = record.fields;
      const timeS = Number(atMs) / 1000;
      const words = text.join(",").replace(/^"|"$/gu, "");
      const parts = [
        this.times(timeS, unixOf),
        csvField(name),
        place,
        value,
        csvField(words),
        ends,
      ];
      return { sheet: "events", text: parts.join(",") };
    }
    const values = this.values(
      record.fields,
      record.kind === "row" ? this.columns : this.slowColumns,
    );
    const timeS = values[0] as number;
    const rest = values.slice(1).map(numberText);
    if (record.kind === "slow") {
      const at = this.slowColumns.findIndex(({ label }) => label === temperatureLabel);
      if (at >= 0) this.temperature = values[at] as number;
      return { sheet: "slow", text: [this.times(timeS, unixOf), ...rest, ends].join(",") };
    }
    this.timeS = timeS;
    const applied =
      ((values[this.anodeAt] ?? Number.NaN) + (values[this.cathodeAt] ?? Number.NaN)) / 2;
    const more = [numberText(applied), numberText(this.temperature), ends, "", ""];
    return { sheet: "rows", text: [this.times(timeS, unixOf), ...rest, ...more].join(",") };
  }

  /** The line of records that are missing, at the time of the row before. */
  gap(gap: Gap, unixOf: (timeS: number) => number): SheetLine {
    const blank = ",".repeat(this.columns.length - 1 + 2);
    const times = this.times(Number.isNaN(this.timeS) ? 0 : this.timeS, unixOf);
    const ends = `${gap.from},${gap.boot},${gap.count ?? ""},${csvField(gap.why)}`;
    return { sheet: "rows", text: `${times}${blank},${ends}` };
  }

  private times(timeS: number, unixOf: (timeS: number) => number): string {
    return this.unix ? `${numberText(timeS)},${numberText(unixOf(timeS))}` : numberText(timeS);
  }

  private values(fields: readonly string[], columns: readonly StreamColumn[]): number[] {
    if (columns === this.columns && this.flagsAt >= 0) this.flags = Number(fields[this.flagsAt]);
    return columns.map(({ divisor, validBit }, i) => {
      const valid = validBit === undefined || ((this.flags >> validBit) & 1) === 1;
      return valid ? Number(fields[i]) / divisor : Number.NaN;
    });
  }
}
