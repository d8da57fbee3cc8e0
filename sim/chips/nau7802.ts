import type { I2cChip } from "../buses/i2c-bus.js";
import type { Prng } from "../prng.js";
import type { BridgeAdc } from "../sensors/bridge-adc.js";
import {
  Control2,
  codeSpan,
  control2Writable,
  corrected,
  crystal,
  cycleReady,
  documented,
  offsetGain,
  Power,
  powerUpS,
  powerWritable,
  Register,
  rates,
  regulator,
  specialInterface,
  thermometerBit,
  thermometerVolts,
  writable,
} from "./nau7802-map.js";
import { Violations } from "./violations.js";

export interface Nau7802ChipOptions {
  readonly physics: BridgeAdc;
  /** Draws the dropped conversions. */
  readonly prng: Prng;
  /** DVDD: the regulator cannot give more than 0.3 V less; 5. */
  readonly supplyVolts?: number;
  /** Which input the bridge is wired to; 1. */
  readonly bridgeChannel?: 1 | 2;
  /** Offset of this part, in counts at gain 128. */
  readonly offsetCounts?: number;
}

/**
 * NAU7802 at register level, over the bridge of `BridgeAdc`. Registers on one side, plain fields for
 * physics and faults on the other. Whatever the data sheet does not provide for is counted.
 */
export class Nau7802Chip implements I2cChip {
  readonly address = 0x2a;
  readonly violations = new Violations();
  /** Fault: no acknowledge. */
  dead = false;
  /** Fault: every conversion repeats the code of the one before. */
  stuck = false;
  /** Fault: no conversion ends any more. */
  silent = false;
  /** Fault: every conversion gives this code. */
  forcedCode: number | undefined;
  /** Fault: this share of the conversions, drawn, is never given out. */
  dropShare = 0;
  /** Fault: the next calibrations fail. */
  calibrationFails = false;
  /** Fault: the calibration does not end. */
  calibrationHangs = false;
  /** Fault: power never becomes ready. */
  neverReady = false;
  /** Temperature of the chip, degC. */
  degC = 25;
  /** Results that a newer one overwrote unread. */
  overwritten = 0;
  readonly physics: BridgeAdc;

  readonly #prng: Prng;
  readonly #supplyVolts: number;
  readonly #bridgeChannel: number;
  readonly #offsetCounts: number;
  readonly #registers = new Uint8Array(0x20);
  #pointer = 0;
  #powerUpLeftS = 0;
  #converting = false;
  #calibrating = false;
  #gain = 1;
  #code = 0;

  constructor(options: Nau7802ChipOptions) {
    this.physics = options.physics;
    this.#prng = options.prng;
    this.#supplyVolts = options.supplyVolts ?? 5;
    this.#bridgeChannel = options.bridgeChannel ?? 1;
    this.#offsetCounts = options.offsetCounts ?? 1234;
    this.#resetRegisters();
  }

  /** Error of its oscillator as a share. */
  set clockError(error: number) {
    this.physics.clockError = error;
  }

  get clockError(): number {
    return this.physics.clockError;
  }

  /** A register as it stands, without what reading it does. */
  peek(register: number): number {
    return this.#registers[register] ?? 0;
  }

  /** Fault: the supply was away for a moment; everything is as after power-on. */
  resetChip(): void {
    this.#resetRegisters();
  }

  /** Fault: a bit of the gain register, or of any other, is no longer what was written. */
  corrupt(register: number, value: number): void {
    this.#registers[register] = value;
    this.#select(false);
  }

  /** A tick, in which the sensed force goes from one value to the other. */
  advance(_atUs: number, dtS: number, fromN: number, toN: number): void {
    const physics = this.physics;
    if (this.#powerUpLeftS > 0 && !this.neverReady) {
      this.#powerUpLeftS -= dtS;
      if (this.#powerUpLeftS <= 0) this.#set(Register.power, Power.ready, true);
    }
    physics.begin(dtS);
    if (this.#calibrating && !physics.calibrating && !this.calibrationHangs) this.#endCalibration();
    while (physics.convert(fromN, toN)) this.#latch();
  }

  receive(bytes: Uint8Array): void {
    this.#pointer = bytes[0] ?? 0;
    for (let i = 1; i < bytes.length; i += 1) {
      this.#write(this.#pointer, bytes[i] as number);
      this.#pointer += 1;
    }
  }

  transmit(into: Uint8Array): void {
    for (let i = 0; i < into.length; i += 1) {
      into[i] = this.#read(this.#pointer);
      this.#pointer += 1;
    }
  }

  #read(register: number): number {
    if (!documented(register)) {
      this.violations.add(`register ${register} was read`);
      return 0;
    }
    if (register >= Register.result && register <= Register.resultEnd)
      this.#set(Register.power, cycleReady, false);
    return this.#registers[register] as number;
  }

  #write(register: number, value: number): void {
    if (register === Register.power) {
      this.#writePower(value);
      return;
    }
    if (!writable(register)) {
      this.violations.add(`register ${register} was written`);
      return;
    }
    if (!this.#has(Power.ready)) this.violations.add(`register ${register} without power`);
    if (register === Register.control1) this.#writeControl1(value);
    else if (register === Register.control2) this.#writeControl2(value);
    else if (register === Register.switches) this.#writeSwitches(value);
    else this.#registers[register] = value;
  }

  #writePower(value: number): void {
    if ((value & Power.reset) !== 0) {
      this.#resetRegisters();
      this.#registers[Register.power] = Power.reset;
      return;
    }
    const before = this.peek(Register.power);
    if ((value & crystal) !== 0) this.violations.add("there is no crystal");
    const kept = before & (Power.ready | cycleReady);
    const next = (value & powerWritable) | kept;
    this.#registers[Register.power] = next;
    if ((value & Power.digital) === 0) this.#set(Register.power, Power.ready, false);
    else if ((before & Power.digital) === 0) this.#powerUpLeftS = powerUpS;
    const all = Power.start | Power.analogue | Power.digital | Power.ready;
    const converting = (this.peek(Register.power) & all) === all;
    if ((value & Power.start) !== 0 && !converting) this.violations.add("CS without power");
    if (converting && !this.#converting) this.#select(true);
    else if (!converting) this.physics.stop();
    this.#converting = converting;
  }

  #writeControl1(value: number): void {
    const before = this.peek(Register.control1);
    this.#registers[Register.control1] = value;
    if (this.#regulatorVolts > this.#supplyVolts - 0.3 + 1e-9)
      this.violations.add(`${this.#regulatorVolts} V out of a supply of ${this.#supplyVolts} V`);
    if (value !== before && this.#converting) this.#select(true);
  }

  #writeControl2(value: number): void {
    const before = this.peek(Register.control2);
    const kept = before & (Control2.error | Control2.calibrate);
    this.#registers[Register.control2] = (value & control2Writable) | kept;
    if (rates[(value >> 4) & 7] === 0) this.violations.add("a rate that is reserved");
    const starts = (value & Control2.calibrate) !== 0 && !this.#calibrating;
    if ((value ^ before) & 0xf0 && this.#converting) this.#select(true);
    if (!starts) return;
    if ((value & Control2.mode) !== 0 || !this.#converting) {
      this.violations.add("a calibration that is not provided for here");
      return;
    }
    this.#set(Register.control2, Control2.calibrate, true);
    this.#calibrating = true;
    this.physics.calibrate();
  }

  #writeSwitches(value: number): void {
    if ((value & specialInterface) !== 0) this.violations.add("the special interface is on");
    if (value !== this.peek(Register.switches) && this.#converting) this.#select(true);
    this.#registers[Register.switches] = value;
  }

  #resetRegisters(): void {
    const registers = this.#registers;
    registers.fill(0);
    registers[Register.calibration1 + 4] = 0x80;
    registers[Register.calibration2 + 4] = 0x80;
    registers[Register.revision] = 0x0f;
    this.#powerUpLeftS = 0;
    this.#converting = false;
    this.#calibrating = false;
    this.physics.stop();
  }

  /** Tells the physics what the registers choose; a converter that runs settles anew. */
  #select(anew: boolean): void {
    const rate = rates[(this.peek(Register.control2) >> 4) & 7] ?? 0;
    const gain = 1 << (this.peek(Register.control1) & 7);
    this.#gain = gain;
    this.physics.select(rate === 0 ? rates[0] : rate, gain, this.#regulatorVolts);
    if (anew) this.physics.start();
  }

  get #regulatorVolts(): number {
    return (45 - 3 * ((this.peek(Register.control1) >> 3) & 7)) / 10;
  }

  get #calibrationBase(): number {
    const second = (this.peek(Register.control2) & Control2.channel) !== 0;
    return second ? Register.calibration2 : Register.calibration1;
  }

  #endCalibration(): void {
    this.#calibrating = false;
    this.#set(Register.control2, Control2.calibrate, false);
    this.#set(Register.control2, Control2.error, this.calibrationFails);
    if (this.calibrationFails) return;
    const base = this.#calibrationBase;
    const offset = this.#offset;
    this.#registers[base] = offset >> 16;
    this.#registers[base + 1] = offset >> 8;
    this.#registers[base + 2] = offset;
  }

  /** Offset of this part at its present gain, counts. */
  get #offset(): number {
    return Math.floor((this.#offsetCounts * this.#gain) / offsetGain + 0.5);
  }

  #latch(): void {
    if (this.silent || this.#calibrating) return;
    if (this.dropShare > 0 && this.#prng.next() < this.dropShare) return;
    const code = this.stuck
      ? this.#code
      : (this.forcedCode ?? corrected(this.#registers, this.#calibrationBase, this.#converted()));
    this.#code = code;
    if (this.#has(cycleReady)) this.overwritten += 1;
    this.#set(Register.power, cycleReady, true);
    this.#registers[Register.result] = code >> 16;
    this.#registers[Register.result + 1] = code >> 8;
    this.#registers[Register.result + 2] = code;
  }

  /** What the modulator gives, offset of the part included. */
  #converted(): number {
    const volts = this.#regulatorVolts;
    if (!this.#has(regulator)) return 0;
    if ((this.peek(Register.switches) & thermometerBit) !== 0) {
      const sensed = thermometerVolts(this.degC);
      return Math.floor((sensed / ((0.5 * volts) / this.#gain)) * codeSpan + 0.5) + this.#offset;
    }
    const channel = (this.peek(Register.control2) & Control2.channel) !== 0 ? 2 : 1;
    return (channel === this.#bridgeChannel ? this.physics.code : 0) + this.#offset;
  }

  #has(bit: number): boolean {
    return (this.peek(Register.power) & bit) !== 0;
  }

  #set(register: number, bits: number, on: boolean): void {
    const before = this.peek(register);
    this.#registers[register] = on ? before | bits : before & ~bits;
  }
}
