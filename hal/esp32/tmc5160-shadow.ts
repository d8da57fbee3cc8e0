import type { Tmc5160Link } from "./tmc5160-link.js";
import { Ioin, Register, Setting } from "./tmc5160-registers.js";
import {
  accelerationRegister,
  globalScaler,
  holdScale,
  runScale,
  stallThreshold,
} from "./tmc5160-units.js";

/** Coil currents of one motor on its board. */
export interface Tmc5160Currents {
  /** While it moves, and while it stands, A RMS. */
  readonly runA: number;
  readonly holdA: number;
  /** Sense resistors of the board, ohm. */
  readonly senseOhm: number;
}

/** Registers that can be read back; XTARGET and CHOPCONF change with what is asked of the driver. */
const readable = [
  Register.chopconf,
  Register.xTarget,
  Register.gconf,
  Register.rampMode,
  Register.swMode,
  Register.ioin,
] as const;
const chopconfAt = 0;
const xTargetAt = 1;
const ioinAt = 5;

/** Registers that cannot; VMAX changes. */
const writeOnly = [
  Register.vMax,
  Register.globalScaler,
  Register.iholdIrun,
  Register.tpowerdown,
  Register.tcoolthrs,
  Register.coolconf,
  Register.pwmconf,
  Register.vStart,
  Register.a1,
  Register.v1,
  Register.aMax,
  Register.dMax,
  Register.d1,
  Register.vStop,
  Register.tZeroWait,
  Register.tHigh,
  Register.vDcMin,
] as const;
const vMaxAt = 0;

/**
 * What the registers of one TMC5160 should be. Those that can be read are compared with it, one at each reading; those
 * that cannot are written again, one at each reading, so that none stays wrong for longer than a round of seventeen.
 */
export class Tmc5160Shadow {
  readonly threshold: number;
  readonly #read: number[];
  readonly #write: number[];
  #readAt = 0;
  #writeAt = 0;

  constructor({ runA, holdA, senseOhm }: Tmc5160Currents, clockHz: number) {
    const acceleration = accelerationRegister(clockHz);
    this.threshold = stallThreshold(clockHz);
    this.#read = [
      Setting.chopperOff,
      0,
      Setting.gconf,
      Setting.rampMode,
      Setting.swMode,
      Ioin.tmc5160,
    ];
    // IHOLD in bits 4 to 0, IRUN in 12 to 8; IHOLDDELAY 1 in 19 to 16 goes down step by step, without a jerk (6.2).
    const current = holdScale(holdA, runA, senseOhm) | (runScale(runA, senseOhm) << 8) | (1 << 16);
    this.#write = [
      0,
      globalScaler(runA, senseOhm),
      current,
      Setting.tpowerdown,
      this.threshold,
      Setting.coolconf,
      Setting.pwmconf,
      Setting.vStart,
      acceleration,
      Setting.v1,
      acceleration,
      acceleration,
      acceleration,
      Setting.vStop,
      Setting.tZeroWait,
      Setting.tHigh,
      Setting.vDcMin,
    ];
  }

  get vMax(): number {
    return this.#write[vMaxAt] as number;
  }

  set vMax(value: number) {
    this.#write[vMaxAt] = value;
  }

  get xTarget(): number {
    return this.#read[xTargetAt] as number;
  }

  set xTarget(value: number) {
    this.#read[xTargetAt] = value;
  }

  get on(): boolean {
    return this.#read[chopconfAt] === Setting.chopperOn;
  }

  set on(value: boolean) {
    this.#read[chopconfAt] = value ? Setting.chopperOn : Setting.chopperOff;
  }

  get chopconf(): number {
    return this.#read[chopconfAt] as number;
  }

  /** Bridge off and VMAX 0 first, so that nothing moves on half a configuration; all but position and target. */
  writeAll(link: Tmc5160Link): void {
    this.on = false;
    this.vMax = 0;
    link.write(Register.chopconf, Setting.chopperOff);
    for (let i = 0; i < writeOnly.length; i += 1) {
      link.write(writeOnly[i] as number, this.#write[i] as number);
    }
    link.write(Register.gconf, Setting.gconf);
    link.write(Register.rampMode, Setting.rampMode);
    link.write(Register.swMode, Setting.swMode);
  }

  /** Asks for the register that is to be compared next; gives what the datagram before has asked for. */
  askNext(link: Tmc5160Link): number {
    return link.ask(readable[this.#readAt] as number);
  }

  /** Writes the register that is to be written again next; gives what the datagram before has asked for. */
  writeNext(link: Tmc5160Link): number {
    return link.write(writeOnly[this.#writeAt] as number, this.#write[this.#writeAt] as number);
  }

  /** The write came back as it was sent: the next one then. */
  written(): void {
    this.#writeAt = this.#writeAt + 1 < writeOnly.length ? this.#writeAt + 1 : 0;
  }

  /** Compares what `askNext` has asked for. A register that differs is written again and asked for once more. */
  agrees(seen: number, link: Tmc5160Link): boolean {
    const at = this.#readAt;
    const wanted = this.#read[at] as number;
    if ((at === ioinAt ? seen & this.#inputs : seen) !== wanted) {
      if (at !== ioinAt) link.write(readable[at] as number, wanted);
      return false;
    }
    this.#readAt = at + 1 < readable.length ? at + 1 : 0;
    return true;
  }

  /** What IOIN must show: this part, as a motion controller, and let drive where its bridge is on. */
  get #inputs(): number {
    const always = Ioin.version | Ioin.stepInput;
    return this.on ? always | Ioin.disabled : always;
  }
}
