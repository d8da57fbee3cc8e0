import { placeNames } from "../guard/fault-log.js";
import type { Rig } from "../rig.js";
import { type Column, rowColumnList, slowColumnList } from "./columns.js";
import { crc16 } from "./crc16.js";
import { eventOf } from "./events.js";
import { appendFields } from "./fields.js";
import { asciiBytes, type LineWriter } from "./line-writer.js";
import { RecordRing } from "./record-ring.js";

/** First byte of a record: what it is. */
const rowKind = 1;
const slowKind = 2;
const eventKind = 3;
const timeBytes = 6;
/** More columns than any row has. */
const columnsMax = 32;

/** What a row begins with, and its CRC. */
interface RowHead {
  readonly bytes: Uint8Array;
  readonly crc: number;
}

function headOf(text: string): RowHead {
  const bytes = asciiBytes(text);
  return { bytes, crc: crc16(bytes, 0, bytes.length) };
}

/**
 * Keeps rows and events in the binary ring and writes them as text. Live line and replay are written from the same
 * integers by the same code, so a replayed record has the very bytes of the first time.
 */
export class Recorder {
  readonly ring = new RecordRing();
  /** The number of one row and its integers, and which record these are of. */
  private readonly values = new Float64Array(columnsMax + 1);
  private valuesOf = -1;
  private readonly fast: readonly Column[] = rowColumnList;
  private readonly slow: readonly Column[] = slowColumnList;
  private readonly rowHead = headOf("$D");
  private readonly slowHead = headOf("$DS");

  /** Keeps a row; its number is the ring's `next` before the call. */
  keepRow(rig: Rig): void {
    this.keep(rig, rowKind, this.fast);
  }

  keepSlow(rig: Rig): void {
    this.keep(rig, slowKind, this.slow);
  }

  keepEvent(code: number, place: number, value: number, atMs: number): void {
    const { ring } = this;
    const at = ring.claim();
    ring.put(at, 1, eventKind);
    ring.put(at + 1, timeBytes, atMs);
    ring.put(at + 7, 2, code);
    ring.put(at + 9, 1, place);
    ring.put(at + 10, 4, value);
  }

  isRow(number: number): boolean {
    return this.ring.get(this.ring.offsetOf(number), 1) === rowKind;
  }

  /** The integers of row `number`, from place 1 on; valid until the next record. */
  rowValues(number: number): Float64Array {
    if (number !== this.valuesOf) this.readBack(this.ring.offsetOf(number) + 1, this.fast);
    return this.values;
  }

  /** Writes record `number`, which must be there, as a pushed line. */
  write(number: number, line: LineWriter): void {
    const at = this.ring.offsetOf(number);
    const kind = this.ring.get(at, 1);
    line.begin();
    if (kind === eventKind) this.writeEvent(number, at, line);
    else if (kind === slowKind) this.writeRow(number, at, this.slowHead, this.slow, line);
    else this.writeRow(number, at, this.rowHead, this.fast, line);
  }

  private keep(rig: Rig, kind: number, columns: readonly Column[]): void {
    const ring = this.ring;
    const view = ring.view;
    const values = this.values;
    const count = columns.length;
    let at = ring.claim();
    let i = 0;
    let value = 0;
    let column = columns[0] as Column;
    ring.put(at, 1, kind);
    at += 1;
    while (i < count) {
      column = columns[i] as Column;
      value = column.of(rig);
      // A whole number of 31 bits in four bytes is what nearly every value is, and the quickest to keep.
      if (column.bytes === 4 && (value | 0) === value) {
        values[i + 1] = value;
        view.setInt32(at, value, true);
        at += 4;
      } else {
        if (!(value >= column.min)) value = column.min;
        else if (value > column.max) value = column.max;
        values[i + 1] = value;
        ring.put(at, column.bytes, value);
        at += column.bytes;
      }
      i += 1;
    }
    this.valuesOf = ring.next - 1;
  }

  private writeRow(
    number: number,
    offset: number,
    head: RowHead,
    columns: readonly Column[],
    line: LineWriter,
  ): void {
    // The newest row is still at hand; an older one is read back to the very same integers.
    if (number !== this.valuesOf) this.readBack(offset + 1, columns);
    this.values[0] = number;
    line.piece(head.bytes);
    line.endWith(appendFields(line, this.values, columns.length + 1, head.crc));
  }

  private readBack(offset: number, columns: readonly Column[]): void {
    let at = offset;
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i] as Column;
      this.values[i + 1] = this.ring.get(at, column.bytes);
      at += column.bytes;
    }
    this.valuesOf = -1;
  }

  private writeEvent(number: number, at: number, line: LineWriter): void {
    const { ring } = this;
    const event = eventOf(ring.get(at + 7, 2));
    const place = ring.get(at + 9, 1) as 0 | 1 | 2;
    line.text("$E,");
    line.integer(number);
    line.comma();
    line.integer(ring.get(at + 1, timeBytes));
    line.text(`,${event?.name ?? "unknown"},${placeNames[place]},`);
    line.integer(ring.get(at + 10, 4));
    line.text(`,"${event?.text ?? ""}"`);
    line.endWithCrc();
  }
}
