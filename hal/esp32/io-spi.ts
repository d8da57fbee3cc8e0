// What the drivers use of ECMA-419 SPI, exactly as SDK 8.2 has it on the ESP32.

/** One SPI controller with its three wires. Chip selects are not given: the drivers work them as digital outputs. */
export interface SpiOptions {
  /** Pin of SCK. */
  readonly clock: number;
  /** Pin of MISO. */
  readonly in: number;
  /** Pin of MOSI. */
  readonly out: number;
  /** 1 to 40,000,000; anything else throws a RangeError. */
  readonly hz: number;
  /** 0 to 3: polarity of the idle clock times two, plus phase. */
  readonly mode: number;
  /** Controller of the ESP32: 0, 1 or 2. */
  readonly port: number;
}

/**
 * The whole bus: its pins belong to this one object, and a second one throws "in use". A transfer blocks until it is
 * over and says nothing about success: the wires have no acknowledge.
 */
export interface Spi {
  /** Sends the bytes and puts those received in their place. The buffer is handed over whole and begins at offset 0. */
  transfer(bytes: Uint8Array): unknown;
  close(): void;
}

export type SpiConstructor = new (options: SpiOptions) => Spi;
