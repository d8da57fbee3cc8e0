import type { Digital } from "./io-digital.js";
import type { Spi, SpiConstructor, SpiOptions } from "./io-spi.js";

export interface SpiPortOptions extends SpiOptions {
  readonly io: SpiConstructor;
}

/**
 * The SPI bus that the motion chips share. The SDK gives a bus to one object only, and its own chip select would stay
 * low from one transfer to the next; so the selects are digital outputs of the drivers, worked here.
 */
export class SpiPort {
  /** Bits 39 to 32 of the last answer. */
  status = 0;
  /** Bits 31 to 0 of the last answer, as a signed number. */
  data = 0;
  readonly #io: Spi;
  /** Five bytes, the highest first (TMC5160 4.1). */
  readonly #bytes = new Uint8Array(5);
  #open = true;

  constructor({ io, ...options }: SpiPortOptions) {
    this.#io = new io(options);
  }

  /** Exchanges one datagram of 40 bits with the chip behind `select`; the answer is in `status` and `data`. */
  exchange(select: Digital, address: number, value: number): void {
    const bytes = this.#bytes;
    bytes[0] = address;
    bytes[1] = value >> 24;
    bytes[2] = value >> 16;
    bytes[3] = value >> 8;
    bytes[4] = value;
    select.write(0);
    try {
      this.#io.transfer(bytes);
    } finally {
      select.write(1);
    }
    this.status = bytes[0] as number;
    this.data =
      ((bytes[1] as number) << 24) |
      ((bytes[2] as number) << 16) |
      ((bytes[3] as number) << 8) |
      (bytes[4] as number);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#io.close();
  }
}
