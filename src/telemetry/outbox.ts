import type { Uart } from "../../hal/uart.js";

/**
 * Bytes on their way to the host: a bounded ring of whole lines. A line that does not fit is dropped as a whole and
 * counted. Rows may fill only half of it, so that there is always room for a reply or an event.
 */
export class Outbox {
  /** Lines dropped since power-on. */
  droppedRows = 0;
  droppedOthers = 0;
  private readonly ring: Uint8Array;
  private readonly size: number;
  private head = 0;
  private used = 0;
  private readonly uart: Uart;

  constructor(uart: Uart, size: number) {
    this.uart = uart;
    this.ring = new Uint8Array(size);
    this.size = size;
  }

  get pending(): number {
    return this.used;
  }

  /** Would a row of this length be taken now? */
  hasRoomForRow(length: number): boolean {
    return this.used + length <= this.size >> 1;
  }

  /** Would any other line of this length be taken now? */
  hasRoom(length: number): boolean {
    return this.used + length <= this.size;
  }

  /** A telemetry row. */
  row(bytes: Uint8Array, length: number): boolean {
    if (!this.hasRoomForRow(length)) {
      this.droppedRows += 1;
      return false;
    }
    this.put(bytes, length);
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
    // One copy of the whole buffer is cheaper than a loop over the line; what lies behind the line is overwritten by the
    // next one, and must not be anything that still waits.
    const whole = bytes.length;
    if (this.used + whole <= this.size && at + whole <= this.size) {
      this.ring.set(bytes, at);
      this.used += length;
      return;
    }
    for (let i = 0; i < length; i += 1) {
      this.ring[at] = bytes[i] as number;
      at += 1;
      if (at === this.size) at = 0;
    }
    this.used += length;
  }
}
