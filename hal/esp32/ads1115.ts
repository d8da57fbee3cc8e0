import type { CellVoltage, VoltageReading } from "../cell-voltage.js";
import type { Clock } from "../clock.js";
import { Conversion } from "../conversion.js";
import { volts } from "../units.js";
import { ads1115Ranges, ads1115Rates, ads1115 as chip } from "./ads1115-registers.js";
import type { I2cBusOptions, I2cConstructor } from "./io.js";
import { RegisterPort } from "./register-port.js";

/** What may be chosen; what is left out is as said. */
export interface Ads1115Configuration {
  /** Conversions a second: 8, 16, 32, 64, 128, 250, 475 or 860; 8. */
  readonly rateSps?: number;
  /** Full scale at the chip's pin, V: 6.144 (supply 5 V, no divider) or 4.096 (behind a divider); 4.096. */
  readonly rangeVolts?: number;
  /** Cell voltage over voltage at the pin: 2 behind buffer and divider by two; 2. */
  readonly ratio?: number;
  /**
   * True: converts all the time, and nothing tells when a conversion ends, so one is taken each 1.2 periods. False: one
   * conversion at a time, which the chip itself says is over; a chip that stopped is then noticed. False.
   */
  readonly continuous?: boolean;
}

export interface Ads1115Options extends Ads1115Configuration {
  readonly io: I2cConstructor;
  readonly bus: I2cBusOptions;
  readonly clock: Clock;
  /** 0x48 to 0x4b; 0x48. */
  readonly address?: number;
}

/** Of the oscillator: ten percent (5.5), doubled. */
const periodMargin = 1.2;
/** A single conversion that takes longer than this many periods, and two ticks, is not coming. */
const periodsMax = 2;
const limitUs = 200_000;
const codeSpan = 32768;

/** `CellVoltage` on an ADS1115. Each `read` that gives a voltage has also verified the configuration. */
export class Ads1115 implements CellVoltage {
  readonly #port: RegisterPort;
  readonly #clock: Clock;
  readonly #frame = Uint8Array.of(chip.configuration, 0, 0);
  readonly #word = new Uint8Array(2);
  #configuration: Ads1115Configuration = {};
  /** Without OS: in continuous mode it reads 0, after a single conversion 1. */
  #wanted = 0;
  #continuous = false;
  #stepV = 0;
  #periodUs = 0;
  #started = false;
  #sinceUs = 0;
  #waitUs = 0;

  constructor(options: Ads1115Options) {
    this.#clock = options.clock;
    this.configure(options);
    this.#port = new RegisterPort(options.io, {
      ...options.bus,
      address: options.address ?? chip.address,
    });
  }

  /** Changes what is given and starts anew with the next `read`; a RangeError for what the chip cannot do. */
  configure(configuration: Ads1115Configuration): void {
    const all = { ...this.#configuration, ...configuration };
    const { rateSps = 8, rangeVolts = 4.096, ratio = 2, continuous = false } = all;
    const rate = ads1115Rates.indexOf(rateSps);
    const range = ads1115Ranges.indexOf(rangeVolts);
    if (rate < 0) throw new RangeError(`no rate of ${rateSps} conversions a second`);
    if (range < 0) throw new RangeError(`no range of ${rangeVolts} V`);
    this.#configuration = all;
    this.#wanted =
      chip.input0 +
      (range << chip.rangeShift) +
      (continuous ? 0 : chip.single) +
      (rate << chip.rateShift) +
      chip.comparatorOff;
    const written = this.#wanted | (continuous ? 0 : chip.start);
    this.#frame[1] = written >> 8;
    this.#frame[2] = written & 255;
    this.#continuous = continuous;
    this.#stepV = (rangeVolts * ratio) / codeSpan;
    this.#periodUs = 1e6 / rateSps;
    this.#started = false;
  }

  read(into: VoltageReading): Conversion {
    const at = this.#clock.now();
    if (!this.#started) {
      // What the chip was doing is finished first, with the settings of before (7.4.2.2).
      this.#waitUs = periodMargin * 2 * this.#periodUs;
      return this.#start(at) ? Conversion.none : Conversion.fault;
    }
    const sinceUs = at - this.#sinceUs;
    if (this.#continuous && sinceUs < this.#waitUs) return Conversion.none;
    if (!this.#readWord(chip.configuration)) return Conversion.fault;
    // A bit may have been lost on the wire: only what two readings agree on is believed.
    if (!this.#asSet && (!this.#readWord(chip.configuration) || !this.#asSet)) return this.#stop();
    if (!this.#continuous && (this.#unsigned & chip.start) === 0) {
      const late = sinceUs > periodsMax * this.#periodUs + limitUs;
      return late ? this.#stop() : Conversion.none;
    }
    if (!this.#readWord(chip.conversion)) return Conversion.fault;
    const code = (this.#unsigned << 16) >> 16;
    into.at = at;
    into.volts = volts(code * this.#stepV);
    into.clipped = code === chip.codeMax || code === chip.codeMin;
    this.#waitUs = periodMargin * this.#periodUs;
    this.#sinceUs = at;
    // One that could not be started is started by the next `read`; the voltage at hand is good.
    if (!this.#continuous) this.#start(at);
    return Conversion.sample;
  }

  close(): void {
    this.#port.close();
  }

  #start(at: number): boolean {
    this.#started = this.#port.write(this.#frame);
    this.#sinceUs = at;
    return this.#started;
  }

  #stop(): Conversion {
    this.#started = false;
    return Conversion.fault;
  }

  #readWord(register: number): boolean {
    return this.#port.read(register, this.#word);
  }

  get #unsigned(): number {
    return ((this.#word[0] as number) << 8) | (this.#word[1] as number);
  }

  get #asSet(): boolean {
    return (this.#unsigned & ~chip.start) === this.#wanted;
  }
}
