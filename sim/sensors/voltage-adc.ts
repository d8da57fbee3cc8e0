import type { Prng } from "../prng.js";
import type { RigModel } from "../rigs/table.js";
import { SampleClock } from "./sample-clock.js";

/** Codes from zero to full scale of a signed 16-bit converter. */
const codeSpan = 32768;

/**
 * The cell-voltage channel (ADS1115 behind buffer and divider; physics 5.3), referred to the cell.
 */
export class VoltageAdc {
  /** Results of the last `convert` that said true. */
  volts = 0;
  offsetS = 0;

  /**
   * The converter's upper end: it gives this for anything above, and one step less for its lower
   * end.
   */
  readonly highestVolts: number;

  readonly #clock: SampleClock;
  readonly #prng: Prng;
  readonly #gain: number;
  readonly #noiseV: number;
  readonly #stepV: number;

  constructor(channel: RigModel["cellVoltage"], prng: Prng) {
    this.#clock = new SampleClock(channel.rate, prng.next());
    this.#prng = prng;
    this.#gain = 1 + channel.gainError;
    this.#noiseV = channel.noise;
    this.#stepV = channel.fullScale / codeSpan;
    this.highestVolts = (codeSpan - 1) * this.#stepV;
  }

  begin(tickS: number): void {
    this.#clock.begin(tickS);
  }

  convert(cellVolts: number): boolean {
    if (!this.#clock.next()) return false;
    this.offsetS = this.#clock.offsetS;
    const volts = cellVolts * this.#gain + this.#noiseV * this.#prng.normal();
    const code = Math.floor(volts / this.#stepV + 0.5);
    this.volts = Math.max(-codeSpan, Math.min(code, codeSpan - 1)) * this.#stepV;
    return true;
  }
}
