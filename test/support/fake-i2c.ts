import type { I2c, I2cOptions } from "../../hal/esp32/io.js";

/**
 * A device that a test scripts: registers of one or two bytes, and every transfer written down in the data sheets' words,
 * "W 00 01" and "R 12 -> 00 01 02".
 */
export class FakeI2c implements I2c {
  /** The device that was opened last. */
  static last: FakeI2c;
  readonly options: I2cOptions;
  readonly log: string[] = [];
  readonly registers = new Map<number, readonly number[]>();
  /** The next transfers fail. */
  failures = 0;
  closed = 0;

  constructor(options: I2cOptions) {
    this.options = options;
    FakeI2c.last = this;
  }

  read(): never {
    throw new Error("nobody reads without saying where");
  }

  write(bytes: Uint8Array): void {
    this.fail("write failed");
    this.log.push(`W ${hex(bytes)}`);
  }

  writeRead(bytes: Uint8Array, into: Uint8Array): number {
    this.fail("writeRead failed");
    const register = bytes[0] as number;
    into.fill(0);
    into.set((this.registers.get(register) ?? []).slice(0, into.length));
    this.log.push(`R ${hex(bytes)} -> ${hex(into)}`);
    return into.length;
  }

  close(): void {
    this.closed += 1;
  }

  /** What went over the wire since the last call. */
  take(): string[] {
    return this.log.splice(0);
  }

  private fail(message: string): void {
    if (this.failures === 0) return;
    this.failures -= 1;
    this.log.push("failed");
    throw new Error(message);
  }
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
