import type { Prng } from "../prng.js";
import type { RigModel } from "../rigs/table.js";
import { SampleClock } from "./sample-clock.js";

/** One code of the TMP117, K (data sheet SNOSD82, 7.3.3). */
const codeK = 0.0078125;
/** Ends of its 16-bit register. The lowest, -256 degC, says that there was no conversion yet. */
const codeHighest = 32767;
const codeLowest = -32767;

/**
 * The thermometer on the frame (TMP117): offset, noise and its register's steps. It converts from
 * `start` on.
 */
export class FrameThermometer {
  /** Results of the last `convert` that said true. */
  code = 0;
  degC = 0;
  offsetS = 0;
  /** Fault: it shows this temperature. */
  forcedDegC: number | undefined;
  readonly rateHz: number;

  readonly #clock: SampleClock;
  readonly #prng: Prng;
  readonly #phase: number;
  readonly #offsetK: number;
  readonly #noiseK: number;

  constructor(thermometer: RigModel["thermometer"], prng: Prng) {
    this.rateHz = thermometer.rate;
    this.#clock = new SampleClock(thermometer.rate);
    this.#phase = prng.next();
    this.#prng = prng;
    this.#offsetK = thermometer.offset;
    this.#noiseK = thermometer.noise;
  }

  set clockError(error: number) {
    this.#clock.error = error;
  }

  get clockError(): number {
    return this.#clock.error;
  }

  /** What the registers may choose; the rig file's value at power-on. */
  select(rateHz: number): void {
    this.#clock.rateHz = rateHz;
  }

  /** Begins a new cycle; the first result comes within it, when was drawn. */
  start(): void {
    this.#clock.start(this.#phase * this.#clock.periodS);
  }

  stop(): void {
    this.#clock.stop();
  }

  begin(tickS: number): void {
    this.#clock.begin(tickS);
  }

  convert(frameDegC: number): boolean {
    if (!this.#clock.next()) return false;
    this.offsetS = this.#clock.offsetS;
    const sound = frameDegC + this.#offsetK + this.#noiseK * this.#prng.normal();
    const degC = this.forcedDegC ?? sound;
    const code = Math.floor(degC / codeK + 0.5);
    this.code = Math.max(codeLowest, Math.min(code, codeHighest));
    this.degC = this.code * codeK;
    return true;
  }
}
