import { type Access, registerRows } from "./tmc5160-map.js";
import type { Violations } from "./violations.js";

/** Registers there could be: seven bits of address (4.1). */
const addresses = 128;

/**
 * The registers of an emulated TMC5160 as a file: their values, and what an access to each may be. Access that the data
 * sheet does not provide for is counted, and does nothing or gives zero.
 */
export class Tmc5160File {
  readonly #values: number[] = [];
  readonly #access: (Access | undefined)[] = [];
  readonly #bits: number[] = [];
  readonly #violations: Violations;

  constructor(violations: Violations) {
    this.#violations = violations;
    for (let i = 0; i < addresses; i += 1) {
      this.#values.push(0);
      this.#access.push(undefined);
      this.#bits.push(0);
    }
    for (const [address, access, bits] of registerRows) {
      this.#access[address] = access;
      this.#bits[address] = bits;
    }
    this.reset();
  }

  reset(): void {
    for (const [address, , , reset] of registerRows) this.#values[address] = reset;
  }

  /** What was written last, or the reset value, unsigned. */
  at(address: number): number {
    return this.#values[address] as number;
  }

  set(address: number, value: number): void {
    this.#values[address] = value;
  }

  /** May it be read? */
  readable(address: number): boolean {
    const access = this.#access[address];
    if (access === undefined) this.#violations.add(`read of no register ${hex(address)}`);
    else if (access === "W") this.#violations.add(`read of write-only ${hex(address)}`);
    return access !== undefined && access !== "W";
  }

  /** May it be written? Reserved bits are told of and left out. */
  taken(address: number, value: number): number | undefined {
    const access = this.#access[address];
    const bits = this.#bits[address] as number;
    if (access === undefined) this.#violations.add(`write of no register ${hex(address)}`);
    else if (access === "R") this.#violations.add(`write of read-only ${hex(address)}`);
    if (access === undefined || access === "R") return undefined;
    if ((value & ~bits) !== 0) {
      this.#violations.add(`reserved bits ${hex((value & ~bits) >>> 0)} of ${hex(address)}`);
    }
    return (value & bits) >>> 0;
  }
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
