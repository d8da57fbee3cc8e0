import type { Pins } from "../buses/pins.js";
import type { SpiBus, SpiDevice } from "../buses/spi-bus.js";
import type { MotionStage } from "../devices/motion-stage.js";
import type { Drive } from "../mechanics/drive.js";
import { Tmc5160File } from "./tmc5160-file.js";
import { Tmc5160Status } from "./tmc5160-status.js";
import { Violations } from "./violations.js";

/** Bytes of a datagram (4.1). */
const datagram = 5;
/** Highest SCK with the chip's own clock (4.3). */
const hzMax = 4_000_000;
/** MSCNT goes round once in an electrical turn (6.5). */
const microstepsInTurn = 1024;

export interface Tmc5160ChipOptions {
  readonly stage: MotionStage;
  readonly bus: SpiBus;
  readonly pins: Pins;
  /** Pins of the ESP32 that CSN and DRV_ENN hang on. */
  readonly select: number;
  readonly disable: number;
}

/**
 * A TMC5160 at register level over `MotionStage` (data sheet Rev. 1.14): the SPI interface with its answers one datagram
 * late, registers with their access and reset values, flags that a written 1 clears. REFL and REFR hang on normally closed
 * contacts to ground: high is hit, or a broken wire.
 */
export class Tmc5160Chip implements SpiDevice {
  readonly hzMax = hzMax;
  readonly mode = 3;
  readonly violations = new Violations();
  /** Fault: the chip does not drive SDO and hears nothing. */
  silent = false;

  readonly stage: MotionStage;
  /** The status registers, with the faults that only they show. */
  readonly shown: Tmc5160Status;
  readonly #file: Tmc5160File;
  readonly #pins: Pins;
  readonly #disable: number;
  readonly #received = new Uint8Array(datagram);
  readonly #answer = new Uint8Array(datagram);
  #count = 0;
  #selected = false;

  constructor({ stage, bus, pins, select, disable }: Tmc5160ChipOptions) {
    this.stage = stage;
    this.#file = new Tmc5160File(this.violations);
    this.shown = new Tmc5160Status(stage, this.#file);
    this.#pins = pins;
    this.#disable = disable;
    // Resistors on the board: nothing is selected and nothing drives while the ESP32 does not say so.
    pins.pullUp(select);
    pins.pullUp(disable);
    pins.watch(select, (level) => this.#select(level === 0));
    pins.watch(disable, () => this.#switchBridge());
    bus.devices.push(this);
    this.#answerWith(0);
  }

  get drive(): Drive {
    return this.stage.drive;
  }

  get selected(): boolean {
    return this.#selected;
  }

  /** What a register holds, whatever an access to it may do. */
  register(address: number): number {
    return this.#file.at(address);
  }

  /** Fault: a register loses its value, by itself or by a datagram that went astray. */
  disturb(address: number, value: number): void {
    this.#write(address, value >>> 0);
  }

  /** Fault: one of the supplies that the chip watches failed (25): reset values, bridge off, position zero. */
  reset(): void {
    this.#file.reset();
    this.shown.reached = false;
    this.stage.reset();
    this.#answerWith(0);
  }

  /** Motion during `dtS` seconds while the screw carries `forceN`. */
  advance(dtS: number, forceN: number): void {
    this.stage.advance(dtS, forceN);
    if (this.stage.arrived) this.shown.reached = true;
  }

  shift(byte: number): number {
    if (this.silent) return 0xff;
    const at = this.#count % datagram;
    // Beyond 40 bits comes out what went in 40 bits before (4.2).
    const out = this.#count < datagram ? this.#answer[at] : this.#received[at];
    this.#received[at] = byte;
    this.#count += 1;
    return out as number;
  }

  #select(low: boolean): void {
    if (low === this.#selected) return;
    this.#selected = low;
    if (low) {
      this.#count = 0;
    } else if (this.#count > 0 && !this.silent) {
      if (this.#count === datagram) this.#execute();
      else this.violations.add(`a datagram of ${this.#count} bytes`);
    }
  }

  #execute(): void {
    const bytes = this.#received;
    const address = (bytes[0] as number) & 0x7f;
    const value =
      (((bytes[1] as number) << 24) |
        ((bytes[2] as number) << 16) |
        ((bytes[3] as number) << 8) |
        (bytes[4] as number)) >>>
      0;
    if (((bytes[0] as number) & 0x80) === 0) {
      this.#answerWith(this.#file.readable(address) ? this.#read(address) : 0);
    } else {
      const taken = this.#file.taken(address, value);
      if (taken !== undefined) this.#write(address, taken);
      this.#answerWith(value);
    }
  }

  /** Status and data are latched at the end of an access and go out with the next (4.1.1, 4.1.2). */
  #answerWith(data: number): void {
    const answer = this.#answer;
    answer[0] = this.shown.spi;
    answer[1] = data >>> 24;
    answer[2] = data >>> 16;
    answer[3] = data >>> 8;
    answer[4] = data;
  }

  #read(address: number): number {
    const { stage, shown } = this;
    if (address === 0x01) return shown.global;
    if (address === 0x04) return shown.inputs(this.#pins.level(this.#disable));
    if (address === 0x12) return shown.tstep;
    if (address === 0x21) return stage.position;
    if (address === 0x22) return Math.trunc(stage.velocity) & 0xffffff;
    if (address === 0x35) return shown.ramp;
    if (address === 0x6a) return stage.position & (microstepsInTurn - 1);
    if (address === 0x6f) return shown.driver;
    return this.#file.at(address);
  }

  #write(address: number, value: number): void {
    const { stage } = this;
    if (address === 0x01) this.#clearGlobal(value);
    else if (address === 0x35) this.#clearRamp(value);
    else this.#file.set(address, value);
    if (address === 0x14) stage.stallThreshold = value;
    else if (address === 0x20) this.#judgeRamp();
    else if (address === 0x21) stage.position = value | 0;
    else if (address === 0x26 || address === 0x28) stage.accelerate(this.#at(0x26), this.#at(0x28));
    else if (address === 0x27) this.#setSpeed(value);
    else if (address === 0x2d) stage.target = value | 0;
    else if (address === 0x34) this.#setSwitches(value);
    else if (address === 0x6c) this.#switchBridge();
    else if (address === 0x6d) stage.stallGuardThreshold = ((value >>> 16) << 25) >> 25;
    else if (address === 0x0b && value > 0 && value < 32) {
      this.violations.add("GLOBALSCALER below 32");
    }
  }

  #at(address: number): number {
    return this.#file.at(address);
  }

  #clearGlobal(flags: number): void {
    const { stage } = this;
    if ((flags & 1) !== 0) stage.wasReset = false;
    stage.bridge.clear((flags & 2) !== 0, (flags & 4) !== 0);
  }

  #clearRamp(flags: number): void {
    if ((flags & 0x40) !== 0) this.stage.stalled = false;
    if ((flags & 0x80) !== 0) this.shown.reached = false;
  }

  #setSpeed(vMax: number): void {
    this.stage.vMax = vMax;
    if (vMax !== 0) this.#judgeRamp();
  }

  /** What must not be when a motion begins (6.3.1), and what is not emulated. */
  #judgeRamp(): void {
    if (this.#at(0x20) !== 0) this.violations.add("a ramp mode that is not positioning");
    // Without speed or acceleration, as after a reset, nothing begins.
    if (this.#at(0x27) === 0 || this.#at(0x26) === 0) return;
    if (this.#at(0x2a) === 0 || this.#at(0x2b) === 0) this.violations.add("D1 or VSTOP is 0");
    if (this.#at(0x23) > this.#at(0x2b)) this.violations.add("VSTART above VSTOP");
    if (this.#at(0x25) !== 0) this.violations.add("a ramp with two accelerations");
    if ((this.#at(0x00) & 0x38014) !== 0) this.violations.add("a mode of GCONF");
    if (this.#at(0x33) !== 0) this.violations.add("DcStep");
  }

  #setSwitches(mode: number): void {
    const { stage } = this;
    stage.stopLow = (mode & 0x1) !== 0;
    stage.stopHigh = (mode & 0x2) !== 0;
    stage.stopAtStall = (mode & 0x400) !== 0;
    if ((mode & 0x81c) !== 0) this.violations.add("polarity, swap or soft stop of switches");
  }

  /** TOFF 0 or DRV_ENN high: the bridge is off (6.5.2, 2.2). */
  #switchBridge(): void {
    const enabled = this.#pins.level(this.#disable) === 0;
    this.stage.drives(enabled && (this.#at(0x6c) & 0xf) !== 0);
  }
}
