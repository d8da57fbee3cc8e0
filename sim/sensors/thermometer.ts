import type { Prng } from "../prng.js";
import type { RigModel } from "../rigs/table.js";
import { SampleClock } from "./sample-clock.js";

/** One code of the TMP117, K (data sheet SNOSD82). */
const codeK = 0.0078125;
/** Ends of its 16-bit register, degC. */
const highestDegC = 255.9921875;
const lowestDegC = -256;

/** The thermometer on the frame (TMP117): offset, noise and its register's steps. */
export class FrameThermometer {
  /** Results of the last `convert` that said true. */
  degC = 0;
  offsetS = 0;

  readonly #clock: SampleClock;
  readonly #prng: Prng;
  readonly #offsetK: number;
  readonly #noiseK: number;

  constructor(thermometer: RigModel["thermometer"], prng: Prng) {
    this.#clock = new SampleClock(thermometer.rate, prng.next());
    this.#prng = prng;
    this.#offsetK = thermometer.offset;
    this.#noiseK = thermometer.noise;
  }

  begin(tickS: number): void {
    this.#clock.begin(tickS);
  }

  convert(frameDegC: number): boolean {
    if (!this.#clock.next()) return false;
    this.offsetS = this.#clock.offsetS;
    const degC = frameDegC + this.#offsetK + this.#noiseK * this.#prng.normal();
    const code = Math.floor(degC / codeK + 0.5) * codeK;
    this.degC = Math.max(lowestDegC, Math.min(code, highestDegC));
    return true;
  }
}
