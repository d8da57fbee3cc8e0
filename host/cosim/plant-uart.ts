import type { Uart } from "../../hal/uart.js";

/** The serial line of a plant: texts in, texts out. No wire limits it; the firmware's own bounds do. */
export class PlantUart implements Uart {
  #received: Uint8Array = new Uint8Array(0);
  #sent = "";

  /** The host sent this text. */
  send(text: string): void {
    this.#received = Buffer.concat([this.#received, Buffer.from(text, "utf8")]);
  }

  /** Bytes that the firmware has not read yet. */
  get waiting(): number {
    return this.#received.length;
  }

  /** What the firmware has sent since the last call, a character a byte. */
  take(): string {
    const text = this.#sent;
    this.#sent = "";
    return text;
  }

  read(into: Uint8Array): number {
    const some = this.#received.subarray(0, into.length);
    into.set(some);
    this.#received = this.#received.subarray(some.length);
    return some.length;
  }

  write(bytes: Uint8Array, start: number, end: number): number {
    this.#sent += Buffer.from(bytes.subarray(start, end)).toString("latin1");
    return end - start;
  }
}
