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
 * The offset calibration occupies the converter for as many conversions as its filter needs to
 * settle: 0.4 s at 10 a second (measured on real parts: about 0.35 s).
 */
const calibrationPeriods = 4;

/**
 * A 24-bit bridge converter (NAU7802; physics 5.2) on its own clock. A conversion is the mean of
 * the force at the last few conversion instants, plus white noise, plus a random walk that turns
 * back at its bound. It converts from `start` on, and its filter is empty then: the first results
 * are too small until all of its taps are filled.
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
  /** Fault: the bridge gives this share of its signal. */
  signalFactor = 1;
  /** Fault: what happens to a code on its way, before it is cut to the converter's range. */
  disturb: ((code: number) => number) | undefined;
  readonly excitationV: number;
  readonly gain: number;
  readonly rateHz: number;

  readonly #clock: SampleClock;
  readonly #prng: Prng;
  readonly #side: RigSide;
  readonly #polarity: 1 | -1;
  readonly #phase: number;
  #countsPerN = 0;
  #noiseCounts = 0;
  #walkCounts = 0;
  #walkBoundCounts = 0;
  readonly #taps: Float64Array;
  #tap = 0;
  #walk = 0;
  #tickS = 1;
  #calibrationLeftS = 0;

  /** `polarity` is +1 or -1: which way round the bridge is wired. */
  constructor(side: RigSide, polarity: 1 | -1, prng: Prng) {
    const adc = side.adc;
    this.#side = side;
    this.#polarity = polarity;
    this.excitationV = adc.excitation;
    this.gain = adc.gain;
    this.rateHz = adc.rate;
    this.#clock = new SampleClock(adc.rate, adc.clockError);
    this.#phase = prng.next();
    this.#prng = prng;
    this.#taps = new Float64Array(adc.settling);
    this.select(adc.rate, adc.gain, adc.excitation);
  }

  /** Error of the converter's oscillator as a share. */
  set clockError(error: number) {
    this.#clock.error = error;
  }

  get clockError(): number {
    return this.#clock.error;
  }

  /** Codes in a newton, with the sign of the wiring. */
  get countsPerN(): number {
    return this.#countsPerN;
  }

  /** White noise of one conversion, in codes, RMS. */
  get noiseCounts(): number {
    return this.#noiseCounts;
  }

  /** The calibration that `calibrate` began is not over yet. */
  get calibrating(): boolean {
    return this.#calibrationLeftS > 0;
  }

  /** What the registers may choose; the rig file's values at power-on. */
  select(rateHz: number, gain: number, excitationV: number): void {
    const adc = this.#side.adc;
    const bridge = { ...bridgeOf(this.#side), gain, excitationV };
    const perVolt = countsPerVolt(bridge);
    this.#clock.rateHz = rateHz;
    this.#countsPerN = this.#polarity * countsPerNewton(bridge);
    this.#noiseCounts = adc.noise * Math.sqrt(rateHz / noiseRateHz) * perVolt;
    this.#walkCounts = adc.drift * 1e-9 * Math.sqrt(this.#clock.periodS) * perVolt;
    this.#walkBoundCounts = adc.driftBound * perVolt;
  }

  /** Begins to convert, with an empty filter; where in its cycle the order meets it was drawn. */
  start(): void {
    this.#restart(1);
  }

  stop(): void {
    this.#clock.stop();
    this.#calibrationLeftS = 0;
  }

  /** Calibrates its own offset, then converts anew. */
  calibrate(): void {
    this.#calibrationLeftS = calibrationPeriods * this.#clock.periodS;
    this.#restart(1 + calibrationPeriods);
  }

  /** Begins a tick; then `convert` is called until it says false. */
  begin(tickS: number): void {
    this.#tickS = tickS;
    if (this.#calibrationLeftS > 0) this.#calibrationLeftS -= tickS;
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
    const mean = this.#filter(forceN * this.signalFactor);
    this.#walkOn();
    const noise = this.#noiseCounts * this.noiseFactor * this.#prng.normal();
    const clean = mean * this.#countsPerN + this.#walk + noise;
    const code = Math.floor((this.disturb === undefined ? clean : this.disturb(clean)) + 0.5);
    this.code = Math.max(codeMin, Math.min(code, codeMax));
    return true;
  }

  #restart(periods: number): void {
    this.#taps.fill(0);
    this.#clock.start((periods + this.#phase) * this.#clock.periodS);
  }

  #filter(forceN: number): number {
    const taps = this.#taps;
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
