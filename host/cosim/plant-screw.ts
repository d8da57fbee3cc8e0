import type { Screw, ScrewReading } from "../../hal/screw.js";
import { type Micrometres, type MicrometresPerSecond, micrometres } from "../../hal/units.js";
import type { SideMessage } from "./message-shape.js";

/** A plant whose register has not begun to move this many lines after an order will not. */
const startLines = 3;
/** A target is reached within half of the finest grid that is real under friction, 1/16 of a full step. */
const reachedInFullSteps = 1 / 32;

/**
 * The screw of a plant: keeps the order under way for the answer, and tells the firmware what the plant said. Where it
 * says no position, the order is assumed to be carried out: at the commanded speed, and stopped at once.
 */
export class PlantScrew implements Screw {
  /** There is a target to go to; false: stop and keep the position. */
  ordered = false;
  targetUm = 0;
  speedUmPerS = 0;
  positionUm = 0;

  #reachedUm = 0;
  #linesSinceOrder = 0;
  #moving = false;
  #reset = false;
  #stall = false;
  #limitLow = false;
  #limitHigh = false;
  #loadPercent = 0;

  configure(umPerFullStep: Micrometres): void {
    this.#reachedUm = umPerFullStep * reachedInFullSteps;
  }

  moveTo(target: Micrometres, speed: MicrometresPerSecond): void {
    this.targetUm = target;
    this.speedUmPerS = speed;
    this.ordered = true;
    this.#linesSinceOrder = 0;
  }

  stop(): void {
    this.ordered = false;
  }

  enable(on: boolean): void {
    if (!on) this.stop();
  }

  /** Time has gone on by `dtS`, and this is what the plant says of it. */
  advance(dtS: number, said: SideMessage | undefined): void {
    const fromUm = this.positionUm;
    this.#linesSinceOrder += 1;
    this.#takeStatus(said?.status);
    if (said?.positionUm !== undefined) this.positionUm = said.positionUm;
    else if (this.#reset) this.positionUm = 0;
    else if (this.ordered && !this.#ended) this.#assume(dtS);
    const changed = this.positionUm !== fromUm;
    if (this.#ended) this.ordered = false;
    this.#moving = this.ordered
      ? !this.#reached && (changed || this.#linesSinceOrder < startLines)
      : changed;
  }

  read(into: ScrewReading): boolean {
    into.position = micrometres(this.positionUm);
    into.moving = this.#moving;
    into.reset = this.#reset;
    into.stall = this.#stall;
    into.driverFault = false;
    into.limitLow = this.#limitLow;
    into.limitHigh = this.#limitHigh;
    into.loadPercent = this.#loadPercent;
    return true;
  }

  /** Events are those of this line; switches stay as they were last told. */
  #takeStatus(status: SideMessage["status"]): void {
    this.#reset = status?.reset ?? false;
    this.#stall = status?.stall ?? false;
    this.#limitLow = status?.limitLow ?? this.#limitLow;
    this.#limitHigh = status?.limitHigh ?? this.#limitHigh;
    this.#loadPercent = status?.loadPct ?? 0;
  }

  /** The motion that was ordered, at constant speed. */
  #assume(dtS: number): void {
    const leftUm = this.targetUm - this.positionUm;
    const stepUm = this.speedUmPerS * dtS;
    if (Math.abs(leftUm) <= stepUm) this.positionUm = this.targetUm;
    else this.positionUm += leftUm > 0 ? stepUm : -stepUm;
  }

  get #reached(): boolean {
    return Math.abs(this.targetUm - this.positionUm) <= this.#reachedUm;
  }

  /** The chip has ended the motion by itself: reset, stall, or a switch in the way (hal/screw.ts). */
  get #ended(): boolean {
    const aheadUm = this.targetUm - this.positionUm;
    const blocked = (this.#limitHigh && aheadUm > 0) || (this.#limitLow && aheadUm < 0);
    return this.#reset || this.#stall || blocked;
  }
}
