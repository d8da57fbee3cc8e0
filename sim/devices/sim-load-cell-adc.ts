import type { AdcFault, AdcReading, LoadCellAdc } from "../../hal/load-cell-adc.js";
import { counts, instant } from "../../hal/units.js";
import type { Prng } from "../prng.js";
import type { BridgeAdc } from "../sensors/bridge-adc.js";
import { SampleQueue } from "./sample-queue.js";

/** Two ticks of the fastest rate, 320 Hz. */
const queueCapacity = 64;

/**
 * The load-cell converter as the firmware meets it, with the faults of physics 7 on the other side.
 */
export class SimLoadCellAdc implements LoadCellAdc {
  /** Fault: every conversion repeats the code of the one before. */
  stuck = false;
  /** Fault: no conversion ends any more. */
  silent = false;
  /** Fault: every conversion gives this code. */
  forcedCode: number | undefined;
  /** Fault: this share of the conversions, drawn, is never given out. */
  dropShare = 0;
  /** Fault: the next accesses fail so, until undefined again. */
  accessFault: AdcFault | undefined;

  readonly physics: BridgeAdc;
  readonly #prng: Prng;
  readonly #queue = new SampleQueue(queueCapacity);
  #lastCode = 0;
  #accessFaultDue = false;

  /** `prng` draws the dropped conversions. */
  constructor(physics: BridgeAdc, prng: Prng) {
    this.physics = physics;
    this.#prng = prng;
  }

  /** Conversions that nobody read in time. */
  get overrun(): number {
    return this.#queue.overrun;
  }

  /** A tick from `atUs` on, in which the sensed force goes from one value to the other. */
  advance(atUs: number, dtS: number, fromN: number, toN: number): void {
    const physics = this.physics;
    physics.begin(dtS);
    while (physics.convert(fromN, toN)) {
      if (this.silent) continue;
      if (this.dropShare > 0 && this.#prng.next() < this.dropShare) continue;
      const code = this.stuck ? this.#lastCode : (this.forcedCode ?? physics.code);
      this.#lastCode = code;
      this.#accessFaultDue = this.accessFault !== undefined;
      if (!this.#accessFaultDue)
        this.#queue.push(Math.floor(atUs + physics.offsetS * 1e6 + 0.5), code);
    }
  }

  read(into: AdcReading): "none" | "sample" | "fault" {
    if (this.#accessFaultDue && this.accessFault !== undefined) {
      this.#accessFaultDue = false;
      into.fault = this.accessFault;
      return "fault";
    }
    if (!this.#queue.take()) return "none";
    into.at = instant(this.#queue.atUs);
    into.counts = counts(this.#queue.value);
    return "sample";
  }
}
