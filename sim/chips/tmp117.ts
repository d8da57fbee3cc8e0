import type { FrameThermometer } from "../sensors/thermometer.js";
import { WordChip } from "./word-chip.js";

/** Pointers and bits: Texas Instruments SNOSD82D, 7.6. */
const Pointer = { temperature: 0, configuration: 1, identity: 0x0f } as const;
const dataReady = 0x2000;
const softReset = 0x0002;
const modeMask = 0x0c00;
const Mode = { continuous: 0x0000, shutdown: 0x0400, alsoContinuous: 0x0800 } as const;
/** Bits that are the driver's to choose; the others are flags or reserved. */
const configurationWritable = 0x0ffe;
const reservedBit = 0x0001;
/** Continuous conversion, one a second, eight averaged; so it is shipped. */
const configurationAtReset = 0x0220;
const identity = 0x0117;
const noResult = -32768;
const cyclesS = [0.0155, 0.125, 0.25, 0.5, 1, 4, 8, 16] as const;
/** So long takes one result with its averages, s. */
const shortestS = [0.0155, 0.125, 0.5, 1] as const;

/** TMP117 at register level, over `FrameThermometer`. It converts from power-on, by itself. */
export class Tmp117Chip extends WordChip {
  /** Fault: these bits of the configuration read as set: alerts, EEPROM busy, or whatever a test likes. */
  flags = 0;
  readonly physics: FrameThermometer;

  #configuration = configurationAtReset;
  #ready = false;

  constructor(physics: FrameThermometer, address = 0x49) {
    super(address);
    this.physics = physics;
    this.code = noResult;
    this.#convert();
  }

  /** Error of its oscillator as a share. */
  set clockError(error: number) {
    this.physics.clockError = error;
  }

  get clockError(): number {
    return this.physics.clockError;
  }

  /** The configuration as it stands, flags apart. */
  get configuration(): number {
    return this.#configuration;
  }

  /** Fault: the supply was away for a moment; everything is as after power-on. */
  resetChip(): void {
    this.#configuration = configurationAtReset;
    this.code = noResult;
    this.pointer = 0;
    this.#convert();
  }

  advance(_atUs: number, dtS: number, degC: number): void {
    const physics = this.physics;
    physics.begin(dtS);
    while (physics.convert(degC)) {
      if (this.keep(physics.code)) this.#ready = true;
    }
  }

  protected word(): number {
    if (this.pointer === Pointer.identity) return identity;
    if (this.pointer === Pointer.temperature) {
      this.#ready = false;
      return this.code;
    }
    if (this.pointer === Pointer.configuration) {
      const word = this.#configuration | this.flags | (this.#ready ? dataReady : 0);
      this.#ready = false;
      return word;
    }
    return this.unknown();
  }

  protected configure(word: number): void {
    if ((word & softReset) !== 0) {
      this.resetChip();
      return;
    }
    if ((word & reservedBit) !== 0) this.violations.add("a reserved bit was set");
    this.#configuration = word & configurationWritable;
    this.#convert();
  }

  /** A new cycle begins, as long as cycle and averages make it. */
  #convert(): void {
    const mode = this.#configuration & modeMask;
    this.#ready = false;
    this.physics.stop();
    if (mode === Mode.shutdown) return;
    if (mode !== Mode.continuous && mode !== Mode.alsoContinuous) {
      this.violations.add("one-shot conversions are not provided for here");
      return;
    }
    const cycleS = cyclesS[(this.#configuration >> 7) & 7] ?? 1;
    const averageS = shortestS[(this.#configuration >> 5) & 3] ?? 1;
    this.physics.select(1 / Math.max(cycleS, averageS));
    this.physics.start();
  }
}
