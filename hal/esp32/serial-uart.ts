import type { Uart } from "../uart.js";

/** What is used of ECMA-419 `Serial`, as SDK 8.2 has it on the ESP32. */
export interface SerialPort {
  /** Fills `into` from the receive FIFO and says how many bytes; undefined when there is none. */
  read(into: Uint8Array): number | undefined;
  /** All or nothing: throws when the transmit FIFO has less room than `bytes`. */
  write(bytes: Uint8Array): void;
  close(): void;
}

export interface SerialOptions {
  readonly port: number;
  readonly transmit: number;
  readonly receive: number;
  readonly baud: number;
  readonly format: "buffer";
  onReadable(count: number): void;
  onWritable(count: number): void;
}

export interface SerialUartOptions {
  readonly io: new (options: SerialOptions) => SerialPort;
  readonly port: number;
  readonly transmit: number;
  readonly receive: number;
  readonly baud: number;
  /** A millisecond counter that may wrap at 32 bits: `Time.ticks`. */
  readonly ticks: () => number;
}

const ringBytes = 1024;
const fifoBytes = 128;
/** `write` takes a whole buffer, and a view of the right length would be a new object each time: these are made once. */
const chunkSizes = [64, 32, 16, 8, 4, 2, 1];

/**
 * `Uart` on the ESP32's `Serial`, which has nothing but the 128-byte hardware FIFOs.
 *
 * Sending: bytes wait in a ring and go out in `onWritable`, which says how many the FIFO takes; outside of it no more is
 * written than is known to be free. Receiving: `onReadable` only says that there is something; `read` polls the FIFO
 * as well, because a lost callback would otherwise leave the port deaf for ever.
 *
 * A callback is lost when the event queue is full, and then none of its kind need ever come again. So `read`, which the
 * rig calls at every tick, also looks after sending: a FIFO into which nothing went for as long as it takes to
 * empty has all its room again.
 */
export class SerialUart implements Uart {
  /** Called when bytes have arrived. */
  onReceive: () => void = () => {};
  /** Writes that the FIFO refused although it had announced the room. */
  refusals = 0;
  readonly #serial: SerialPort;
  readonly #ring = new Uint8Array(ringBytes);
  readonly #chunks: readonly Uint8Array[];
  #head = 0;
  #used = 0;
  /** Bytes that the FIFO is known to have room for. */
  #free = 0;
  readonly #ticks: () => number;
  /** When the FIFO was last given bytes or refused them. */
  #triedAtMs: number;
  /** A full FIFO is empty after this, ms: ten bits a byte, and one for the counter's resolution. */
  readonly #emptyAfterMs: number;

  constructor(options: SerialUartOptions) {
    this.#chunks = chunkSizes.map((size) => new Uint8Array(size));
    const { io: Io, port, transmit, receive, baud, ticks } = options;
    this.#ticks = ticks;
    this.#triedAtMs = ticks();
    this.#emptyAfterMs = Math.ceil((fifoBytes * 10_000) / baud) + 1;
    this.#serial = new Io({
      port,
      transmit,
      receive,
      baud,
      format: "buffer",
      onReadable: () => this.onReceive(),
      onWritable: (count) => {
        this.#free = count;
        this.#flush();
      },
    });
  }

  read(into: Uint8Array): number {
    if (this.#used > 0) this.#revive();
    if (into.length === 0) return 0;
    return this.#serial.read(into) ?? 0;
  }

  write(bytes: Uint8Array, start: number, end: number): number {
    let taken = 0;
    let at = this.#head + this.#used;
    if (at >= ringBytes) at -= ringBytes;
    while (start + taken < end && this.#used < ringBytes) {
      this.#ring[at] = bytes[start + taken] as number;
      at += 1;
      if (at === ringBytes) at = 0;
      this.#used += 1;
      taken += 1;
    }
    if (this.#free > 0) this.#flush();
    return taken;
  }

  close(): void {
    this.#serial.close();
  }

  /** Takes up sending again when no callback did although the FIFO must be empty by now. */
  #revive(): void {
    if (((this.#ticks() - this.#triedAtMs) | 0) < this.#emptyAfterMs) return;
    this.#free = fifoBytes;
    this.#flush();
  }

  /** Sends what the FIFO has room for, in pieces of the prepared sizes. */
  #flush(): void {
    for (let i = 0; i < this.#chunks.length; i += 1) {
      const chunk = this.#chunks[i] as Uint8Array;
      while (chunk.length <= this.#used && chunk.length <= this.#free) {
        if (!this.#send(chunk)) return;
      }
    }
  }

  #send(chunk: Uint8Array): boolean {
    let at = this.#head;
    for (let i = 0; i < chunk.length; i += 1) {
      chunk[i] = this.#ring[at] as number;
      at += 1;
      if (at === ringBytes) at = 0;
    }
    this.#triedAtMs = this.#ticks();
    try {
      this.#serial.write(chunk);
    } catch {
      // The FIFO had less room than it said: nothing was taken, the ring still has it. A later callback or read goes on.
      this.refusals += 1;
      this.#free = 0;
      return false;
    }
    this.#head = at;
    this.#used -= chunk.length;
    this.#free -= chunk.length;
    return true;
  }
}
