import type { SerialOptions, SerialPort, SerialUartOptions } from "../../hal/esp32/serial-uart.js";

const fifoBytes = 128;
/** Bytes in the receive FIFO that interrupt: the chip's reset value, which the SDK leaves. */
const fullBytes = 96;
/** Character times of silence after which fewer bytes interrupt as well. */
const silentCharacters = 4;
/** Bytes left in the transmit FIFO that interrupt. */
const nearlyEmptyBytes = 10;

/**
 * ECMA-419 `Serial` of an ESP32 and the wire behind it, as SDK 8.2.3 does it (modules/io/serial/esp32/serial.c), in
 * simulated time: two FIFOs of 128 bytes and nothing else, bytes lost in silence, writes that are all or nothing.
 *
 * An interrupt masks itself, sets a flag and posts one message for both directions; the message clears the flags, calls
 * back and unmasks. So when the queue is full and the message is lost, the flag stays and no interrupt of that direction
 * posts again, until a message of the other direction comes through. `read` unmasks, and does not clear the flag.
 */
export class Esp32Serial {
  readonly io: SerialUartOptions["io"];
  atUs = 0;
  /** Bytes that have left on the wire. */
  readonly sent: number[] = [];
  /** Bytes that found the receive FIFO full. */
  lostBytes = 0;
  lostMessages = 0;
  /** The machine is busy (collecting garbage, writing to flash): interrupts come, callbacks do not. */
  busy = false;
  /** Asked at each interrupt: is the queue full just now? */
  queueFull: () => boolean = () => false;
  /** Asked at each write that would fit: does the FIFO refuse it all the same? */
  refuses: () => boolean = () => false;
  private readonly characterUs: number;
  private options: SerialOptions | undefined;
  private readonly onTheWire: number[] = [];
  private readonly received: number[] = [];
  private readonly transmitting: number[] = [];
  private messages = 0;
  private characterAtUs = 0;
  private silent = 0;
  private silence = false;
  private readFlag = false;
  private writeFlag = false;
  private readUnmasked = true;
  private writeUnmasked = true;

  constructor(baud = 115200) {
    // Eight bits between a start and a stop bit.
    this.characterUs = 10e6 / baud;
    const open = (options: SerialOptions) => {
      this.options = options;
    };
    const read = (into: Uint8Array) => this.read(into);
    const write = (bytes: Uint8Array) => this.write(bytes);
    const close = () => {
      this.options = undefined;
    };
    this.io = class implements SerialPort {
      constructor(options: SerialOptions) {
        open(options);
      }
      read(into: Uint8Array): number | undefined {
        return read(into);
      }
      write(bytes: Uint8Array): void {
        write(bytes);
      }
      close(): void {
        close();
      }
    };
  }

  /** `Time.ticks`: milliseconds. */
  get ticks(): number {
    return Math.floor(this.atUs / 1000) | 0;
  }

  /** Bytes in the transmit FIFO. */
  get queued(): number {
    return this.transmitting.length;
  }

  /** Bytes that could be on the wire or in the receive FIFO without one being lost. */
  get roomForHost(): number {
    return fifoBytes - this.onTheWire.length - this.received.length;
  }

  /** The host sends at the line's full speed, without a pause. */
  hostSend(data: Uint8Array | string): void {
    const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
    for (const byte of bytes) this.onTheWire.push(byte);
  }

  /** Time goes on. */
  pass(us: number): void {
    const untilUs = this.atUs + us;
    this.turn();
    while (this.characterAtUs + this.characterUs <= untilUs) {
      this.characterAtUs += this.characterUs;
      this.atUs = this.characterAtUs;
      this.character();
      this.turn();
    }
    this.atUs = untilUs;
  }

  private character(): void {
    const gone = this.transmitting.shift();
    if (gone !== undefined) this.sent.push(gone);
    const come = this.onTheWire.shift();
    if (come === undefined) {
      this.silent += 1;
      // Once a silence: a byte must come before it counts again.
      if (this.silent === silentCharacters && this.received.length > 0) this.silence = true;
      return;
    }
    this.silent = 0;
    if (this.received.length < fifoBytes) this.received.push(come);
    else this.lostBytes += 1;
  }

  /** One turn of the event loop, interrupts first. */
  private turn(): void {
    this.interrupt();
    if (this.busy) return;
    // What is posted meanwhile waits for the next turn: a full FIFO that nobody reads must not hold up the world.
    const waiting = this.messages;
    this.messages = 0;
    for (let i = 0; i < waiting; i += 1) this.deliver();
    this.interrupt();
  }

  private interrupt(): void {
    let post = false;
    if (this.writeUnmasked && this.transmitting.length <= nearlyEmptyBytes) {
      post = !this.writeFlag;
      this.writeFlag = true;
      this.writeUnmasked = false;
    }
    if (this.readUnmasked && (this.received.length >= fullBytes || this.silence)) {
      post = post || !this.readFlag;
      this.readFlag = true;
      this.readUnmasked = false;
    }
    if (!post) return;
    if (this.queueFull()) this.lostMessages += 1;
    else this.messages += 1;
  }

  private deliver(): void {
    if (this.readFlag) {
      this.readFlag = false;
      if (this.received.length > 0) this.options?.onReadable(this.received.length);
      this.unmaskRead();
    }
    if (this.writeFlag) {
      this.writeFlag = false;
      const free = fifoBytes - this.transmitting.length;
      if (free > 0) this.options?.onWritable(free);
    }
  }

  private unmaskRead(): void {
    this.silence = false;
    this.readUnmasked = true;
  }

  private read(into: Uint8Array): number | undefined {
    if (this.received.length === 0) return undefined;
    if (into.length === 0) throw new Error("invalid");
    const some = this.received.splice(0, into.length);
    for (let i = 0; i < some.length; i += 1) into[i] = some[i] as number;
    this.unmaskRead();
    return some.length;
  }

  private write(bytes: Uint8Array): void {
    if (bytes.length > fifoBytes - this.transmitting.length || this.refuses()) {
      throw new Error("output full");
    }
    for (let i = 0; i < bytes.length; i += 1) this.transmitting.push(bytes[i] as number);
    this.writeUnmasked = true;
  }
}
