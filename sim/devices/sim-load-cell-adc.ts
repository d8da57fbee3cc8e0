import type { Clock } from "../../hal/clock.js";
import { Conversion } from "../../hal/conversion.js";
import type { AdcFault, AdcReading, LoadCellAdc } from "../../hal/load-cell-adc.js";
import { counts } from "../../hal/units.js";
import type { Prng } from "../prng.js";
import type { BridgeAdc } from "../sensors/bridge-adc.js";
import { ResultRegister } from "./result-register.js";

/** How far the start has come; each `read` takes at most one step, as a driver on a bus would. */
const Stage = {
  lost: 0,
  reset: 1,
  powering: 2,
  regulating: 3,
  calibrating: 4,
  settling: 5,
  running: 6,
} as const;

// The times of the chip's start (hal/esp32/nau7802.ts says where they come from), us.
const powerUpUs = 200;
const regulatorUs = 250_000;
const settlingConversions = 6;
/** From here on five conversions in a row are the same in one of 10^8 cases: (1 / (2 x 10 x pi^0.5))^5. */
const noisyCounts = 10;

const lostSupply: AdcFault = "powerLost";

/**
 * The load-cell converter as the firmware meets it, with the faults of physics 7 on the other side.
 * It starts as the chip does under its driver: in steps, each with a `read`.
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
  /** Fault: every access fails so, until undefined again. */
  accessFault: AdcFault | undefined;

  readonly physics: BridgeAdc;
  readonly #prng: Prng;
  readonly #clock: Clock;
  readonly #result = new ResultRegister();
  #lastCode = 0;
  #stage: number = Stage.reset;
  #stageAtUs = 0;

  /** `prng` draws the dropped conversions. */
  constructor(physics: BridgeAdc, prng: Prng, clock: Clock) {
    this.physics = physics;
    this.#prng = prng;
    this.#clock = clock;
  }

  get noisy(): boolean {
    return this.physics.noiseCounts >= noisyCounts;
  }

  /** Conversions that nobody read in time. */
  get overwritten(): number {
    return this.#result.overwritten;
  }

  /** A tick of `dtS`, in which the sensed force goes from one value to the other. */
  advance(_atUs: number, dtS: number, fromN: number, toN: number): void {
    const physics = this.physics;
    physics.begin(dtS);
    while (physics.convert(fromN, toN)) {
      if (this.silent) continue;
      if (this.dropShare > 0 && this.#prng.next() < this.dropShare) continue;
      const code = this.stuck ? this.#lastCode : (this.forcedCode ?? physics.code);
      this.#lastCode = code;
      this.#result.put(code);
    }
  }

  read(into: AdcReading): Conversion {
    if (this.accessFault !== undefined) {
      into.fault = this.accessFault;
      return Conversion.fault;
    }
    if (this.#stage === Stage.lost) {
      this.#stage = Stage.reset;
      into.fault = lostSupply;
      return Conversion.fault;
    }
    const at = this.#clock.now();
    if (this.#stage !== Stage.running) this.#startUp(at, at - this.#stageAtUs);
    if (this.#stage !== Stage.running || !this.#result.take()) return Conversion.none;
    into.at = at;
    into.counts = counts(this.#result.value);
    return Conversion.sample;
  }

  #startUp(atUs: number, sinceUs: number): void {
    const physics = this.physics;
    const stage = this.#stage;
    if (stage === Stage.reset) physics.stop();
    else if (stage === Stage.powering && sinceUs < powerUpUs) return;
    else if (stage === Stage.regulating) {
      if (sinceUs < regulatorUs) return;
      physics.select(physics.rateHz, physics.gain, physics.excitationV);
      physics.calibrate();
    } else if (stage === Stage.calibrating && physics.calibrating) return;
    else if (stage === Stage.settling) {
      if (sinceUs < (settlingConversions * 1e6) / physics.rateHz) return;
      this.#result.take();
    }
    this.#stage = stage + 1;
    this.#stageAtUs = atUs;
  }

  /** The controller starts anew, and its driver sets the chip up again. */
  restart(): void {
    this.#result.take();
    this.#stage = Stage.reset;
  }

  /** Fault: the chip lost its supply. The next access finds it out, and the start begins anew. */
  resetChip(): void {
    this.physics.stop();
    this.#result.take();
    this.#stage = Stage.lost;
  }
}
