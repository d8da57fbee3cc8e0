import type { I2cChip } from "../buses/i2c-bus.js";
import { Violations } from "./violations.js";

/** Every such chip has its configuration here, the one register that anybody writes. */
const configuration = 1;

/**
 * A converter of 16-bit registers behind a pointer, as Texas Instruments make them: one byte points, two more write, and
 * what is read is the register pointed at, the high byte first (ADS1115: SBAS444E 7.5.2; TMP117: SNOSD82D 7.5.3).
 */
export abstract class WordChip implements I2cChip {
  readonly address: number;
  readonly violations = new Violations();
  /** Fault: no acknowledge. */
  dead = false;
  /** Fault: every conversion repeats the code of the one before. */
  stuck = false;
  /** Fault: no conversion ends any more. */
  silent = false;
  /** Fault: every conversion gives this code. */
  forcedCode: number | undefined;
  /** The register that the next reading is of. */
  protected pointer = 0;
  protected code = 0;

  constructor(address: number) {
    this.address = address;
  }

  receive(bytes: Uint8Array): void {
    this.pointer = bytes[0] ?? 0;
    this.point();
    if (bytes.length === 1) return;
    if (bytes.length !== 3 || this.pointer !== configuration) {
      // Thresholds, limits and offsets are nothing that anybody has to touch here.
      this.violations.add(`${bytes.length - 1} bytes to register ${this.pointer}`);
      return;
    }
    this.configure(((bytes[1] as number) << 8) | (bytes[2] as number));
  }

  transmit(into: Uint8Array): void {
    if (into.length !== 2) this.violations.add(`${into.length} bytes of a register of two`);
    const word = this.word();
    into[0] = word >> 8;
    into[1] = word;
  }

  /** A conversion that ended with this code; false when the chip is silent and has nothing to show for it. */
  protected keep(code: number): boolean {
    if (this.silent) return false;
    if (!this.stuck) this.code = this.forcedCode ?? code;
    return true;
  }

  /** There is no such register: 0. */
  protected unknown(): number {
    this.violations.add(`register ${this.pointer} was read`);
    return 0;
  }

  /** The pointer was set. */
  protected point(): void {}

  /** The configuration was written. */
  protected abstract configure(word: number): void;

  /** What the register pointed at reads as, with whatever reading it does. */
  protected abstract word(): number;
}
