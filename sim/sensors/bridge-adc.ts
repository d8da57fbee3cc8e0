import { codeMax, codeMin } from "../../hal/load-cell-adc.js";
import type { Prng } from "../prng.js";
import type { RigSide } from "../rigs/table.js";
import { SampleClock } from "./sample-clock.js";

/** Codes from zero to full scale of a signed 24-bit converter, 2^23. */
const codeSpan = 8388608;
/**
 * Rate in Hz at which the data sheets' noise is stated; white noise grows with the root of the
 * rate.
 */
const noiseRateHz = 10;

export interface Bridge {
  /** Output at capacity, mV/V. */
  readonly ratedOutputMVPerV: number;
  readonly excitationV: number;
  readonly gain: number;
  readonly capacityN: number;
}

/** What the bridge of one side is made of. */
export function bridgeOf(side: RigSide): Bridge {
  return {
    ratedOutputMVPerV: side.loadCell.ratedOutput,
    excitationV: side.adc.excitation,
    gain: side.adc.gain,
    capacityN: side.loadCell.capacity,
  };
}

/**
 * Counts per volt of bridge output. The converter measures against the excitation itself, so it is
 * ratiometric: full scale is +-0.5 excitation / gain (physics, correction 1).
 */
export function countsPerVolt(bridge: Bridge): number {
  return (codeSpan * bridge.gain) / (0.5 * bridge.excitationV);
}

/** Counts per newton: 3.3 V, 2 mV/V, gain 128 and 500 N give 8589.9. */
export function countsPerNewton(bridge: Bridge): number {
  const voltsPerNewton =
    (bridge.ratedOutputMVPerV * bridge.excitationV) / (1000 * bridge.capacityN);
  return voltsPerNewton * countsPerVolt(bridge);
}

/**
 * A 24-bit bridge converter (NAU7802; physics 5.2) on its own clock. A conversion is the mean of
 * the force at the last few conversion instants, plus white noise, plus a random walk that turns
 * back at its bound.
 */
export class BridgeAdc {
  /**
   * Results of the last `convert` that said true: the code, and its time in s after the tick's
   * beginning.
   */
  code = 0;
  offsetS = 0;
  /** Multiplies the white noise; a test may raise it for a noise burst. */
  noiseFactor = 1;

  readonly #clock: SampleClock;
  readonly #prng: Prng;
  readonly #countsPerN: number;
  readonly #noiseCounts: number;
  readonly #walkCounts: number;
  readonly #walkBoundCounts: number;
  readonly #taps: Float64Array;
  #tap = 0;
  #walk = 0;
  #tickS = 1;
  #primed = false;

  /** `polarity` is +1 or -1: which way round the bridge is wired. */
  constructor(side: RigSide, polarity: 1 | -1, prng: Prng) {
    const adc = side.adc;
    const bridge = bridgeOf(side);
    const perVolt = countsPerVolt(bridge);
    this.#clock = new SampleClock(adc.rate * (1 + adc.clockError), prng.next());
    this.#prng = prng;
    this.#countsPerN = polarity * countsPerNewton(bridge);
    this.#noiseCounts = adc.noise * Math.sqrt(adc.rate / noiseRateHz) * perVolt;
    this.#walkCounts = adc.drift * 1e-9 * Math.sqrt(this.#clock.periodS) * perVolt;
    this.#walkBoundCounts = adc.driftBound * perVolt;
    this.#taps = new Float64Array(adc.settling);
  }

  /** Begins a tick; then `convert` is called until it says false. */
  begin(tickS: number): void {
    this.#tickS = tickS;
    this.#clock.begin(tickS);
  }

  /**
   * The next conversion of this tick, while the sensed force goes in a straight line from one end
   * to the other.
   */
  convert(fromN: number, toN: number): boolean {
    if (!this.#clock.next()) return false;
    this.offsetS = this.#clock.offsetS;
    const forceN = fromN + ((toN - fromN) * this.offsetS) / this.#tickS;
    const mean = this.#filter(forceN);
    this.#walkOn();
    const noise = this.#noiseCounts * this.noiseFactor * this.#prng.normal();
    const code = Math.floor(mean * this.#countsPerN + this.#walk + noise + 0.5);
    this.code = Math.max(codeMin, Math.min(code, codeMax));
    return true;
  }

  #filter(forceN: number): number {
    const taps = this.#taps;
    // The converter ran long before power-on: its filter is full from the first conversion on.
    if (!this.#primed) {
      taps.fill(forceN);
      this.#primed = true;
    }
    taps[this.#tap] = forceN;
    this.#tap = this.#tap + 1 === taps.length ? 0 : this.#tap + 1;
    let sum = 0;
    for (let i = 0; i < taps.length; i += 1) sum += taps[i] ?? 0;
    return sum / taps.length;
  }

  #walkOn(): void {
    let walk = this.#walk + this.#walkCounts * this.#prng.pickSign();
    const bound = this.#walkBoundCounts;
    if (walk > bound) walk = Math.max(2 * bound - walk, -bound);
    else if (walk < -bound) walk = Math.min(-2 * bound - walk, bound);
    this.#walk = walk;
  }
}
