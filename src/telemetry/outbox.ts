import type { Uart } from "../../hal/uart.js";
import { LineWriter } from "./line-writer.js";

/** The longest row, bytes. */
const rowMax = 320;

/** Bytes on their way to the host: some forty rows, half of which rows may fill. */
export const outboxBytes = 4096;

/**
 * Bytes on their way to the host: a bounded ring of whole lines. A line that does not fit is dropped as a whole and
 * counted. Rows may fill only half of it, so that there is always room for a reply or an event.
 */
export class Outbox {
  /** Lines dropped since power-on. */
  droppedRows = 0;
  droppedOthers = 0;
  /** Writes a row where it will wait: into the ring itself, and beyond its end what does not fit before it. */
  readonly rowLine: LineWriter;
  /** A line is on its way in pieces; until its end nothing else is taken. */
  open = false;
  private readonly ring: Uint8Array;
  readonly size: number;
  private readonly rowRoom: number;
  private head = 0;
  private used = 0;
  private readonly uart: Uart;

  constructor(uart: Uart, size: number) {
    this.uart = uart;
    this.size = size;
    this.rowRoom = size >> 1 < rowMax ? size >> 1 : rowMax;
    this.rowLine = new LineWriter(size + this.rowRoom);
    this.ring = this.rowLine.bytes;
  }

  get pending(): number {
    return this.used;
  }

  /** Is there room for the longest row? */
  get hasRoomForRow(): boolean {
    return !this.open && this.used + this.rowRoom <= this.size >> 1;
  }

  /** Would any other line of this length be taken now? */
  hasRoom(length: number): boolean {
    return !this.open && this.used + length <= this.size;
  }

  /** Before a telemetry row is written into `rowLine`. */
  beginRow(): void {
    const end = this.head + this.used;
    // What waits is never reached: a row has at most half of the ring for itself, and rows stop at half of it.
    const room = this.used > this.size >> 1 ? 0 : this.rowRoom;
    this.rowLine.moveTo(end < this.size ? end : end - this.size, room);
  }

  /** Takes the row; false when there is no room for it or it is cut. */
  endRow(): boolean {
    const { rowLine, size } = this;
    const used = this.used + rowLine.length - rowLine.start;
    if (this.open || used > size >> 1 || rowLine.overflowed) {
      this.droppedRows += 1;
      return false;
    }
    if (rowLine.length > size) this.ring.copyWithin(0, size, rowLine.length);
    this.used = used;
    return true;
  }

  /** A reply, an event or a header. */
  line(bytes: Uint8Array, length: number): boolean {
    if (!this.hasRoom(length)) {
      this.droppedOthers += 1;
      return false;
    }
    this.put(bytes, length);
    return true;
  }

  /** A piece of a line that is longer than a reply may be; false when there is no room for it yet. */
  piece(bytes: Uint8Array, length: number): boolean {
    if (this.used + length > this.size) return false;
    this.open = true;
    this.put(bytes, length);
    return true;
  }

  /** The last piece; there must be room for it. */
  lastPiece(bytes: Uint8Array, length: number): void {
    this.open = false;
    this.line(bytes, length);
  }

  /** Hands the UART what it has room for. */
  drain(): void {
    while (this.used > 0) {
      const end = this.head + this.used;
      const until = end < this.size ? end : this.size;
      const taken = this.uart.write(this.ring, this.head, until);
      if (taken === 0) return;
      this.head += taken;
      if (this.head === this.size) this.head = 0;
      this.used -= taken;
    }
  }

  private put(bytes: Uint8Array, length: number): void {
    let at = this.head + this.used;
    if (at >= this.size) at -= this.size;
    for (let i = 0; i < length; i += 1) {
      this.ring[at] = bytes[i] as number;
      at += 1;
      if (at === this.size) at = 0;
    }
    this.used += length;
  }
}
