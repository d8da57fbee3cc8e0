// What the drivers use of ECMA-419 I/O, exactly as SDK 8.2 has it on the ESP32. Drivers are handed these constructors,
// never import them, so that the same driver runs over an emulated bus.

/** The two wires of a bus, and how long one transfer may take. */
export interface I2cBusOptions {
  /** Pin of SDA. */
  readonly data: number;
  /** Pin of SCL. */
  readonly clock: number;
  readonly hz: number;
  /** Controller of the ESP32, 0 or 1; instances share a bus only if pins, port and pull-up agree. */
  readonly port: number;
  /** The SDK's own default is 400 ms, in which nothing else runs: always given, ms. */
  readonly timeout: number;
  /** The chip's own weak pull-up; true when absent. */
  readonly pullup?: boolean;
}

export interface I2cOptions extends I2cBusOptions {
  /** 7-bit address; a second instance with the same one on the same pins throws a RangeError. */
  readonly address: number;
}

/**
 * One addressed device. Every call blocks until the transfer is over, at most `timeout`, and throws an Error on no
 * acknowledge, arbitration loss or time-out ("read failed", "write failed", "writeRead failed"). Each transfer ends in a
 * stop: the ESP32 has no way to leave it out. Buffers are handed over whole and begin at offset 0.
 */
export interface I2c {
  /** Fills `into` and gives its length. */
  read(into: Uint8Array): unknown;
  write(bytes: Uint8Array): unknown;
  /** Writes, then reads after a repeated start, in one transfer: how a register is read. */
  writeRead(bytes: Uint8Array, into: Uint8Array): unknown;
  close(): void;
}

export type I2cConstructor = new (options: I2cOptions) => I2c;
