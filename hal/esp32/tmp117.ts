import type { Clock } from "../clock.js";
import { Conversion } from "../conversion.js";
import type { TemperatureReading, Thermometer } from "../thermometer.js";
import { degreesCelsius } from "../units.js";
import type { I2cBusOptions, I2cConstructor } from "./io.js";
import { RegisterPort } from "./register-port.js";
import {
  tmp117 as chip,
  tmp117Averages,
  tmp117Cycles,
  tmp117ShortestCycles,
} from "./tmp117-registers.js";

/** What may be chosen; what is left out is as said. */
export interface Tmp117Configuration {
  /** Conversions averaged into one result: 1, 8, 32 or 64; 8. */
  readonly averages?: number;
  /** Seconds from result to result: 0.0155, 0.125, 0.25, 0.5, 1, 4, 8 or 16; 1. */
  readonly cycleS?: number;
}

export interface Tmp117Options extends Tmp117Configuration {
  readonly io: I2cConstructor;
  readonly bus: I2cBusOptions;
  readonly clock: Clock;
  /** 0x48 to 0x4b; 0x49, because 0x48 is the ADS1115's. */
  readonly address?: number;
}

/** `Thermometer` on a TMP117 in continuous conversion. Each `read` verifies the configuration with the flag it asks for. */
export class Tmp117 implements Thermometer {
  readonly #port: RegisterPort;
  readonly #clock: Clock;
  readonly #frame = Uint8Array.of(chip.configuration, 0, 0);
  readonly #word = new Uint8Array(2);
  #configuration: Tmp117Configuration = {};
  #wanted = 0;
  #started = false;

  constructor(options: Tmp117Options) {
    this.#clock = options.clock;
    this.configure(options);
    this.#port = new RegisterPort(options.io, {
      ...options.bus,
      address: options.address ?? chip.address,
    });
  }

  /** Changes what is given and starts anew with the next `read`; a RangeError for what the chip cannot do. */
  configure(configuration: Tmp117Configuration): void {
    const all = { ...this.#configuration, ...configuration };
    const { averages = 8, cycleS = 1 } = all;
    const average = tmp117Averages.indexOf(averages);
    const cycle = tmp117Cycles.indexOf(cycleS);
    if (average < 0) throw new RangeError(`no average of ${averages}`);
    if (cycle < 0 || cycleS < (tmp117ShortestCycles[average] as number))
      throw new RangeError(`no cycle of ${cycleS} s with an average of ${averages}`);
    this.#configuration = all;
    this.#wanted = (cycle << chip.cycleShift) | (average << chip.averageShift);
    this.#frame[1] = this.#wanted >> 8;
    this.#frame[2] = this.#wanted & 255;
    this.#started = false;
  }

  read(into: TemperatureReading): Conversion {
    if (!this.#started) return this.#start();
    if (!this.#readWord(chip.configuration)) return Conversion.fault;
    const ready = (this.#unsigned & chip.dataReady) !== 0;
    // A bit may have been lost on the wire: only what two readings agree on is believed.
    if (!this.#asSet && (!this.#readWord(chip.configuration) || !this.#asSet)) {
      this.#started = false;
      return Conversion.fault;
    }
    if (!ready) return Conversion.none;
    if (!this.#readWord(chip.temperature)) return Conversion.fault;
    const code = (this.#unsigned << 16) >> 16;
    if (code === chip.noResult) return Conversion.none;
    into.at = this.#clock.now();
    into.degC = degreesCelsius(code * chip.kelvinPerCode);
    return Conversion.sample;
  }

  close(): void {
    this.#port.close();
  }

  /** Is it this chip? Then its settings, from which on it converts. */
  #start(): Conversion {
    const same =
      this.#readWord(chip.identity) && (this.#unsigned & chip.identityMask) === chip.identityCode;
    if (!same || !this.#port.write(this.#frame)) return Conversion.fault;
    this.#started = true;
    return Conversion.none;
  }

  #readWord(register: number): boolean {
    return this.#port.read(register, this.#word);
  }

  get #unsigned(): number {
    return ((this.#word[0] as number) << 8) | (this.#word[1] as number);
  }

  get #asSet(): boolean {
    return (this.#unsigned & ~(chip.dataReady | chip.ignored)) === this.#wanted;
  }
}
