import type { Clock } from "../clock.js";
import { Conversion } from "../conversion.js";
import type { AdcFault, AdcReading, LoadCellAdc } from "../load-cell-adc.js";
import { counts, type Instant } from "../units.js";
import type { I2cBusOptions, I2cConstructor } from "./io.js";
import {
  makeNau7802Frames,
  type Nau7802Configuration,
  type Nau7802Frames,
} from "./nau7802-frames.js";
import { nau7802 as chip, nau7802Thermometer as thermometer } from "./nau7802-registers.js";
import { RegisterPort } from "./register-port.js";

export interface Nau7802Options extends Nau7802Configuration {
  readonly io: I2cConstructor;
  readonly bus: I2cBusOptions;
  readonly clock: Clock;
}

/** How far the start has come, and what the running converter is doing. */
const State = {
  reset: 0,
  powering: 1,
  regulating: 2,
  calibrating: 3,
  settling: 4,
  running: 5,
  thermometer: 6,
} as const;

const Fault = { bus: "bus", powerLost: "powerLost", gainLost: "gainLost", other: "other" } as const;

/** The power-up is over after about 200 us (9.1 step 3): a chip that takes longer than this is not well. */
const powerUpLimitUs = 100_000;
/** The regulator needs about 0.2 s into its capacitors before anything measures. */
const regulatorUs = 250_000;
/** An offset calibration takes about 0.35 s at 10 conversions a second; after this it is not coming. */
const calibrationLimitUs = 2_000_000;
/** The filter is full after four conversions; one more for the one under way, one for a clock ten percent slow. */
const settlingConversions = 6;
/** Each of these many conversions, one of the groups of registers that no `read` sees is verified. */
const verifyEach = 16;
/** 2^23: codes from zero to full scale. */
const codeSpan = 8388608;

/**
 * `LoadCellAdc` on a NAU7802. `read` is the state machine's only clock: power-up (9.1), regulator, offset calibration
 * (8.6), settling, conversions; each call takes one step of a few transfers. Every `read` of a running converter sees
 * its first three registers, and so a chip that was reset or whose gain fell back is found at once, told, and started anew.
 */
export class Nau7802 implements LoadCellAdc {
  /** Temperature of the chip as `requestChipTemperature` asked for it, degC; not a number before. */
  chipDegC = Number.NaN;
  /** How often the converter was started. */
  starts = 0;

  readonly #port: RegisterPort;
  readonly #clock: Clock;
  readonly #status = new Uint8Array(3);
  readonly #data = new Uint8Array(3);
  readonly #two = new Uint8Array(2);
  readonly #one = new Uint8Array(1);
  /** The calibration registers as they were after calibrating. */
  readonly #calibration = new Uint8Array(7);
  readonly #seen = new Uint8Array(7);
  #configuration: Nau7802Configuration = {};
  #frames: Nau7802Frames;
  #state: number = State.reset;
  #sinceUs = 0;
  #conversions = 0;
  #temperatureWanted = false;

  /** 55 nV are 18 codes of 3.07 nV at a gain of 128 and 3.3 V, and 13 at 4.5 V; with half the gain a code is twice as much. */
  get noisy(): boolean {
    return this.#configuration.gain === undefined || this.#configuration.gain === 128;
  }

  constructor(options: Nau7802Options) {
    this.#clock = options.clock;
    this.#frames = makeNau7802Frames(options);
    this.#configuration = options;
    this.#port = new RegisterPort(options.io, { ...options.bus, address: chip.address });
  }

  /** Changes what is given and starts the converter anew with the next `read`; a RangeError for what it cannot do. */
  configure(configuration: Nau7802Configuration): void {
    const all = { ...this.#configuration, ...configuration };
    this.#frames = makeNau7802Frames(all);
    this.#configuration = all;
    this.#state = State.reset;
  }

  /** Has the chip measure its own temperature once; meanwhile, for a dozen conversions, `read` says none. */
  requestChipTemperature(): void {
    this.#temperatureWanted = true;
  }

  read(into: AdcReading): Conversion {
    const at = this.#clock.now();
    const sinceUs = at - this.#sinceUs;
    switch (this.#state) {
      case State.running:
        return this.#temperatureWanted ? this.#beginTemperature(into, at) : this.#convert(into, at);
      case State.reset:
        return this.#powerUp(into, at);
      case State.powering:
        return this.#setUp(into, at, sinceUs);
      case State.regulating:
        return sinceUs < regulatorUs ? Conversion.none : this.#calibrate(into, at);
      case State.calibrating:
        return this.#endCalibration(into, at, sinceUs);
      case State.settling:
        return sinceUs < this.#settlingUs ? Conversion.none : this.#run(into);
      default:
        return sinceUs < this.#settlingUs ? Conversion.none : this.#endTemperature(into, at);
    }
  }

  close(): void {
    this.#port.close();
  }

  get #settlingUs(): number {
    return (settlingConversions * 1e6) / this.#frames.rateSps;
  }

  /** Steps 1 and 2 of the power-up: reset, then power for the digital part. */
  #powerUp(into: AdcReading, at: Instant): Conversion {
    this.starts += 1;
    if (!this.#port.write(this.#frames.reset) || !this.#port.write(this.#frames.powerUp))
      return this.#startAgain(into, Fault.bus);
    return this.#goOn(State.powering, at);
  }

  /** Steps 3 and 4: when power is up, is it this chip, and then all of its settings. */
  #setUp(into: AdcReading, at: Instant, sinceUs: number): Conversion {
    const port = this.#port;
    if (!port.read(chip.powerControl, this.#one)) return this.#startAgain(into, Fault.bus);
    if (((this.#one[0] as number) & chip.powerReady) === 0) {
      return sinceUs < powerUpLimitUs ? Conversion.none : this.#startAgain(into, Fault.other);
    }
    if (!port.read(chip.revision, this.#one)) return this.#startAgain(into, Fault.bus);
    if (((this.#one[0] as number) & chip.revisionMask) !== chip.revisionCode)
      return this.#startAgain(into, Fault.other);
    const frames = this.#frames;
    const done =
      port.write(frames.settings) &&
      port.write(frames.switches) &&
      port.write(frames.converter) &&
      port.write(frames.amplifier);
    return done ? this.#goOn(State.regulating, at) : this.#startAgain(into, Fault.bus);
  }

  /** Step 5, conversions run; and with them the calibration, or the one that was given. */
  #calibrate(into: AdcReading, at: Instant): Conversion {
    const { start, calibrate } = this.#frames;
    if (!this.#port.write(start) || !this.#port.write(calibrate))
      return this.#startAgain(into, Fault.bus);
    return this.#goOn(State.calibrating, at);
  }

  #endCalibration(into: AdcReading, at: Instant, sinceUs: number): Conversion {
    const port = this.#port;
    if (!port.read(chip.control2, this.#one)) return this.#fail(into, Fault.bus);
    const control = this.#one[0] as number;
    if ((control & chip.calibrate) !== 0) {
      return sinceUs < calibrationLimitUs ? Conversion.none : this.#startAgain(into, Fault.other);
    }
    // CAL_ERR, or anything else that was not set.
    if (control !== this.#frames.settings[3]) return this.#startAgain(into, Fault.other);
    if (!port.read(this.#frames.calibrationRegister, this.#calibration))
      return this.#fail(into, Fault.bus);
    return this.#goOn(State.settling, at);
  }

  /** Reads away what was converted before everything had settled. */
  #run(into: AdcReading): Conversion {
    if (!this.#port.read(chip.result, this.#data)) return this.#fail(into, Fault.bus);
    this.#state = State.running;
    return Conversion.none;
  }

  #convert(into: AdcReading, at: Instant): Conversion {
    const port = this.#port;
    const status = this.#status;
    if (!port.read(chip.powerControl, status)) return this.#fail(into, Fault.bus);
    if (!this.#asSet()) {
      // A bit may have been lost on the wire: only what two readings agree on is believed.
      if (!port.read(chip.powerControl, status)) return this.#fail(into, Fault.bus);
      if (!this.#asSet()) {
        const powered = ((status[0] as number) & ~chip.cycleReady) === this.#frames.running;
        return this.#startAgain(into, powered ? Fault.gainLost : Fault.powerLost);
      }
    }
    if (((status[0] as number) & chip.cycleReady) === 0) return Conversion.none;
    const data = this.#data;
    if (!port.read(chip.result, data)) return this.#fail(into, Fault.bus);
    this.#conversions += 1;
    if (this.#conversions % verifyEach === 0 && !this.#groupAsSet())
      return this.#startAgain(into, Fault.gainLost);
    into.at = at;
    into.counts = counts(signed24(data));
    return Conversion.sample;
  }

  /** The first three registers are as they were set, but for the flag of a waiting conversion. */
  #asSet(): boolean {
    const status = this.#status;
    const { running, settings } = this.#frames;
    return (
      ((status[0] as number) & ~chip.cycleReady) === running &&
      status[1] === settings[2] &&
      status[2] === settings[3]
    );
  }

  /** The next group of the registers that `read` does not see: twice wrong is wrong. An unanswered question is no answer. */
  #groupAsSet(): boolean {
    const group = (this.#conversions / verifyEach) & 3;
    const { switches, converter, amplifier, calibrationRegister } = this.#frames;
    if (group === 0) return this.#same(calibrationRegister, this.#calibration, 0, this.#seen);
    if (group === 1) return this.#same(chip.switches, switches, 1, this.#one);
    if (group === 2) return this.#same(chip.converter, converter, 1, this.#one);
    return this.#same(chip.amplifier, amplifier, 1, this.#two);
  }

  #same(register: number, wanted: Uint8Array, skip: number, seen: Uint8Array): boolean {
    for (let tries = 0; tries < 2; tries += 1) {
      if (!this.#port.read(register, seen)) return true;
      let same = true;
      for (let i = 0; i < seen.length; i += 1) same = same && seen[i] === wanted[i + skip];
      if (same) return true;
    }
    return false;
  }

  #beginTemperature(into: AdcReading, at: Instant): Conversion {
    this.#temperatureWanted = false;
    const { thermometerOn, thermometerGain } = this.#frames;
    if (!this.#port.write(thermometerOn) || !this.#port.write(thermometerGain))
      return this.#startAgain(into, Fault.bus);
    return this.#goOn(State.thermometer, at);
  }

  #endTemperature(into: AdcReading, at: Instant): Conversion {
    const port = this.#port;
    const { switches, gain, ldoVolts } = this.#frames;
    if (!port.read(chip.result, this.#data) || !port.write(switches) || !port.write(gain))
      return this.#startAgain(into, Fault.bus);
    // Full scale is half the reference over the gain.
    const volts = (signed24(this.#data) / codeSpan) * ((0.5 * ldoVolts) / thermometer.gain);
    this.chipDegC =
      thermometer.referenceDegC + (volts - thermometer.referenceVolts) / thermometer.voltsPerKelvin;
    return this.#goOn(State.settling, at);
  }

  #goOn(state: number, at: Instant): Conversion {
    this.#state = state;
    this.#sinceUs = at;
    return Conversion.none;
  }

  #startAgain(into: AdcReading, fault: AdcFault): Conversion {
    this.#state = State.reset;
    return this.#fail(into, fault);
  }

  #fail(into: AdcReading, fault: AdcFault): Conversion {
    into.fault = fault;
    return Conversion.fault;
  }
}

/** Three bytes, highest first, as a signed number. */
function signed24(bytes: Uint8Array): number {
  return (
    (((bytes[0] as number) << 24) | ((bytes[1] as number) << 16) | ((bytes[2] as number) << 8)) >> 8
  );
}
