import type { Prng } from "../prng.js";
import type { RigModel } from "../rigs/table.js";
import { SampleClock } from "./sample-clock.js";

/** Codes from zero to full scale of a signed 16-bit converter. */
const codeSpan = 32768;
const codeHighest = codeSpan - 1;

/**
 * The cell-voltage channel (ADS1115 behind buffer and divider; physics 5.3), referred to the cell.
 * It converts once for each `startOne`, or all the time after `start`; each conversion takes one
 * period and settles within it.
 */
export class VoltageAdc {
  /** Results of the last `convert` that said true. */
  code = 0;
  volts = 0;
  offsetS = 0;
  readonly rateHz: number;
  /** Cell voltage at full scale that the rig file gives, V. */
  readonly fullScaleV: number;

  readonly #clock: SampleClock;
  readonly #prng: Prng;
  readonly #phase: number;
  readonly #gain: number;
  readonly #noiseV: number;
  #stepV: number;
  #once = false;

  constructor(channel: RigModel["cellVoltage"], prng: Prng) {
    this.rateHz = channel.rate;
    this.fullScaleV = channel.fullScale;
    this.#clock = new SampleClock(channel.rate);
    this.#phase = prng.next();
    this.#prng = prng;
    this.#gain = 1 + channel.gainError;
    this.#noiseV = channel.noise;
    this.#stepV = channel.fullScale / codeSpan;
  }

  /**
   * The converter's upper end: it gives this for anything above, and one step less for its lower
   * end.
   */
  get highestVolts(): number {
    return codeHighest * this.#stepV;
  }

  /** The last conversion is at an end of the converter's range. */
  get clipped(): boolean {
    return this.code === codeHighest || this.code === -codeSpan;
  }

  set clockError(error: number) {
    this.#clock.error = error;
  }

  get clockError(): number {
    return this.#clock.error;
  }

  get converting(): boolean {
    return this.#clock.running;
  }

  /** What the registers may choose; the rig file's values at power-on. */
  select(rateHz: number, fullScaleV: number): void {
    this.#clock.rateHz = rateHz;
    this.#stepV = fullScaleV / codeSpan;
  }

  /** Converts on and on; where in its cycle the order meets it was drawn. */
  start(): void {
    this.#once = false;
    this.#clock.start((1 + this.#phase) * this.#clock.periodS);
  }

  /** Converts once, from now. */
  startOne(): void {
    this.#once = true;
    this.#clock.start(this.#clock.periodS);
  }

  stop(): void {
    this.#clock.stop();
  }

  begin(tickS: number): void {
    this.#clock.begin(tickS);
  }

  convert(cellVolts: number): boolean {
    if (!this.#clock.next()) return false;
    if (this.#once) this.#clock.stop();
    this.offsetS = this.#clock.offsetS;
    const volts = cellVolts * this.#gain + this.#noiseV * this.#prng.normal();
    const code = Math.floor(volts / this.#stepV + 0.5);
    this.code = Math.max(-codeSpan, Math.min(code, codeHighest));
    this.volts = this.code * this.#stepV;
    return true;
  }
}
