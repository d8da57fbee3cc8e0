import type { VoltageAdc } from "../sensors/voltage-adc.js";
import { WordChip } from "./word-chip.js";

/** Pointers and bits: Texas Instruments SBAS444E, chapter 8. */
const Pointer = { conversion: 0, configuration: 1, low: 2, high: 3 } as const;
const start = 0x8000;
const single = 0x0100;
const inputMask = 0x7000;
const input0 = 0x4000;
const comparatorOff = 0x0003;
/** What reset leaves: single conversions, +-2.048 V, 128 a second, input 0 against 1. */
const configurationAtReset = 0x8583;
const ranges = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256] as const;
const rates = [8, 16, 32, 64, 128, 250, 475, 860] as const;

/**
 * ADS1115 at register level, over the cell-voltage channel of `VoltageAdc`: buffer and divider are
 * between the cell and its input 0, nothing is at the others.
 */
export class Ads1115Chip extends WordChip {
  /** Fault: the sense lead is off, and the buffer's bias current takes its input to the rail. */
  open = false;
  readonly physics: VoltageAdc;

  readonly #ratio: number;
  #configuration = configurationAtReset;
  #busy = false;

  /** `ratio`: voltage of the cell over voltage at the input. */
  constructor(physics: VoltageAdc, ratio: number, address = 0x48) {
    super(address);
    this.physics = physics;
    this.#ratio = ratio;
  }

  /** Error of its oscillator as a share. */
  set clockError(error: number) {
    this.physics.clockError = error;
  }

  get clockError(): number {
    return this.physics.clockError;
  }

  /** The configuration as it stands. */
  get configuration(): number {
    return this.#configuration;
  }

  /** Fault: the supply was away for a moment; everything is as after power-on. */
  resetChip(): void {
    this.#configuration = configurationAtReset;
    this.code = 0;
    this.pointer = 0;
    this.#busy = false;
    this.physics.stop();
  }

  advance(_atUs: number, dtS: number, cellVolts: number): void {
    const physics = this.physics;
    // Far above any range, whatever is selected.
    const input = this.open ? 4 * physics.highestVolts : cellVolts;
    physics.begin(dtS);
    while (physics.convert(input)) {
      if (this.keep(physics.code)) this.#busy = false;
    }
    // A conversion that does not end is still under way, whenever it may.
    if (this.#busy && !physics.converting) physics.startOne();
  }

  protected override point(): void {
    if (this.pointer > Pointer.high) this.violations.add(`pointer ${this.pointer}`);
  }

  protected word(): number {
    if (this.pointer === Pointer.conversion) return this.code;
    if (this.pointer === Pointer.configuration) {
      return this.#busy || (this.#configuration & single) === 0
        ? this.#configuration & ~start
        : this.#configuration | start;
    }
    return this.unknown();
  }

  protected configure(word: number): void {
    if ((word & inputMask) !== input0) this.violations.add("an input that is not wired");
    if ((word & comparatorOff) !== comparatorOff) this.violations.add("the comparator is on");
    const before = this.#configuration;
    this.#configuration = word & ~start;
    const range = ranges[(word >> 9) & 7] ?? 0;
    const rate = rates[(word >> 5) & 7] ?? 0;
    const wired = (word & inputMask) === input0;
    // An input without a wire reads as nothing: full scale so high that every code is 0.
    this.physics.select(rate, wired ? range * this.#ratio : 1e9);
    if ((word & single) === 0) {
      const same = (before & ~start) === this.#configuration;
      if (!same || !this.physics.converting) this.physics.start();
      return;
    }
    if ((before & single) === 0) this.physics.stop();
    if ((word & start) === 0 || this.#busy) return;
    this.#busy = true;
    this.physics.startOne();
  }
}
