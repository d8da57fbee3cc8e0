import type { Screw, ScrewReading } from "../../hal/screw.js";
import {
  type Instant,
  type Micrometres,
  type MicrometresPerSecond,
  micrometres,
} from "../../hal/units.js";
import type { Drive } from "../mechanics/drive.js";
import type { RigModel } from "../rigs/table.js";
import { Ramp } from "./ramp.js";

/** The motion chip counts in these parts of a full step (TMC5160, physics correction 9). */
const partsPerStep = 256;
/** Acceleration of the nut that the board sets, um/s2: a twentieth of a second to 100 um/s. */
const accelerationUmPerS2 = 2000;

/** Reference switches of a screw, at positions of the nut since power-on, um. */
export interface Travel {
  readonly travelMin: number;
  readonly travelMax: number;
}

/**
 * A screw's motion chip (TMC5160) over the true drive. It knows the nameplate alone: micrometres
 * become positions with the nameplate's lead and gear, so a part that differs from its nameplate is
 * felt. At power-on the board has already configured the chip, and the bridge is on.
 */
export class SimScrew implements Screw {
  /** Fault: over-temperature, short or open coil. */
  driverFault = false;
  /** Fault: the chip does not answer on its bus; motion goes on. */
  mute = false;

  readonly drive: Drive;
  readonly #umPerPart: number;
  readonly #truePartUm: number;
  readonly #ramp: Ramp;
  readonly #travel: Travel;
  #energised = true;
  #reset = false;
  #stall = false;
  #lostSteps = 0;
  #limitLow = false;
  #limitHigh = false;

  constructor(drive: Drive, nameplate: RigModel["nameplate"]["anode"], travel: Travel) {
    this.drive = drive;
    const parts = nameplate.stepsPerTurn * nameplate.gearRatio * partsPerStep;
    this.#umPerPart = (nameplate.lead * 1000) / parts;
    this.#truePartUm = drive.umPerStep / partsPerStep;
    this.#ramp = new Ramp(accelerationUmPerS2 / this.#umPerPart);
    this.#travel = travel;
  }

  moveTo(target: Micrometres, speed: MicrometresPerSecond): void {
    this.#ramp.speedMax = Math.max(speed / this.#umPerPart, 1e-3);
    this.#ramp.target = Math.floor(target / this.#umPerPart + 0.5);
    this.#refuseBlockedWay();
  }

  stop(): void {
    this.#haltOnRegister();
  }

  enable(on: boolean): void {
    if (on) {
      this.drive.energise(this.#ramp.position / partsPerStep);
    } else {
      this.#haltOnRegister();
      this.drive.release();
    }
    this.#energised = on;
  }

  read(into: ScrewReading, _at: Instant): boolean {
    if (this.mute) return false;
    into.position = micrometres(this.#register * this.#umPerPart);
    into.moving = this.#ramp.moving;
    into.reset = this.#reset;
    into.stall = this.#stall;
    into.driverFault = this.driverFault;
    into.limitLow = this.#limitLow;
    into.limitHigh = this.#limitHigh;
    into.loadPercent = this.#energised ? Math.min(100, Math.max(0, 100 * this.drive.loadShare)) : 0;
    this.#reset = false;
    this.#stall = false;
    return true;
  }

  /**
   * Fault: the chip loses its supply and comes back as after a reset: position zero, bridge off,
   * motion ended.
   */
  resetChip(): void {
    this.#ramp.position = 0;
    this.#ramp.halt();
    this.drive.release();
    this.#energised = false;
    this.#reset = true;
  }

  /** Fault: the motor turns and the nut does not. */
  set jammed(on: boolean) {
    this.drive.jammed = on;
  }

  get jammed(): boolean {
    return this.drive.jammed;
  }

  /** Motion during `dtS` seconds while the screw carries `forceN`. */
  advance(dtS: number, forceN: number): void {
    const ramp = this.#ramp;
    if (ramp.moving) {
      const before = ramp.position;
      ramp.advance(dtS);
      this.#stopAtSwitch(before);
    }
    this.drive.advance(ramp.position / partsPerStep, forceN);
    if (this.drive.lostSteps !== this.#lostSteps) {
      this.#lostSteps = this.drive.lostSteps;
      this.#stall = true;
    }
    this.#limitLow = this.drive.nutUm <= this.#travel.travelMin;
    this.#limitHigh = this.drive.nutUm >= this.#travel.travelMax;
    this.#refuseBlockedWay();
  }

  get #register(): number {
    return Math.floor(this.#ramp.position + 0.5);
  }

  #haltOnRegister(): void {
    this.#ramp.position = this.#register;
    this.#ramp.halt();
  }

  /**
   * The chip stops in the instant the nut reaches a switch, however long the tick: the nut never
   * outruns the motor.
   */
  #stopAtSwitch(before: number): void {
    const ramp = this.#ramp;
    const high = before + (this.#travel.travelMax - this.drive.nutUm) / this.#truePartUm;
    const low = before + (this.#travel.travelMin - this.drive.nutUm) / this.#truePartUm;
    const highest = Math.max(before, Math.ceil(high));
    const lowest = Math.min(before, Math.floor(low));
    if (ramp.position > highest || ramp.position < lowest) {
      ramp.position = ramp.position > highest ? highest : lowest;
      ramp.velocity = 0;
    }
  }

  #refuseBlockedWay(): void {
    const ramp = this.#ramp;
    if (this.#limitHigh && (ramp.target > ramp.position || ramp.velocity > 0)) {
      this.#haltOnRegister();
    } else if (this.#limitLow && (ramp.target < ramp.position || ramp.velocity < 0)) {
      this.#haltOnRegister();
    }
  }
}
