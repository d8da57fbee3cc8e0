import type { Drive } from "../mechanics/drive.js";
import { Bridge } from "./bridge.js";
import { Ramp } from "./ramp.js";

/** The ramp generator counts in these parts of a full step (TMC5160, physics correction 9). */
const partsPerStep = 256;
/** Clock of the chip, Hz, in whose seconds the ramp runs (TMC5160 data sheet 12.1). */
const clockHz = 12_000_000;
/** Registers of speed and acceleration to microsteps a second and second squared (12.1). */
const speedUnit = clockHz / 16_777_216;
const accelerationUnit = (clockHz * clockHz) / 2_199_023_255_552;
/** Clocks after the last step at which the chip says that the motor stands (6.5.5). */
const standstillClocks = 1_048_576;
/** SG_RESULT of this motor: without load, for each SGT, and the SGT at which full load gives 0 (13). */
const resultNoLoad = 600;
const resultPerThreshold = 8;
const tunedThreshold = 8;
/** SG_RESULT is the chopper's on-time when the motor stands (6.5.5). */
const onTime = 40;

/** Reference switches of a screw, at positions of the nut since power-on, um. */
export interface Travel {
  readonly travelMin: number;
  readonly travelMax: number;
}

/**
 * The physics of a motion chip (TMC5160): ramp generator, bridge, reference switches and load measurement over the true
 * drive, in the chip's own units and with its reset values. What a screw at contract level and an emulated chip have in
 * common, so that the same orders give the same positions in both. VSTART, VSTOP, A1 and D1 make no difference here:
 * the driver sets them so that they make none.
 */
export class MotionStage {
  /** Fault: the chip's clock runs at this share of its nominal frequency. */
  clockRatio = 1;
  /** Fault: a reference switch reads as hit wherever the nut is. */
  switchLow = false;
  switchHigh = false;

  /** TCOOLTHRS: stalls are judged while a microstep takes at most as many clocks. */
  stallThreshold = 0;
  /** Bits of SW_MODE: stop at the lower and the upper switch, and at a stall. */
  stopLow = false;
  stopHigh = false;
  stopAtStall = false;
  /** SGT. */
  stallGuardThreshold = 0;

  /** What the chip shows: stall event, switches, load measurement, reset since it was last cleared. */
  stalled = false;
  limitLow = false;
  limitHigh = false;
  stallGuardResult = onTime;
  wasReset = true;

  readonly drive: Drive;
  readonly bridge: Bridge;
  readonly #ramp = new Ramp();
  readonly #travel: Travel;
  readonly #truePartUm: number;
  #vMax = 0;
  /** Position that the coils are driven to, less XACTUAL. */
  #coilOffset = 0;
  #stillClocks = 0;

  constructor(drive: Drive, travel: Travel) {
    this.drive = drive;
    this.#truePartUm = drive.umPerStep / partsPerStep;
    this.#travel = travel;
    this.bridge = new Bridge(drive);
  }

  /** XACTUAL. */
  get position(): number {
    return Math.floor(this.#ramp.position + 0.5);
  }

  /** Says that the present place is another one; the coils stay as they are. */
  set position(parts: number) {
    this.#coilOffset += this.position - parts;
    this.#ramp.position = parts;
  }

  /** XTARGET. */
  get target(): number {
    return this.#ramp.target;
  }

  set target(parts: number) {
    this.#ramp.target = parts;
  }

  /** VMAX. */
  get vMax(): number {
    return this.#vMax;
  }

  set vMax(register: number) {
    this.#vMax = register;
    this.#ramp.speedMax = register * speedUnit;
  }

  /** AMAX and DMAX. */
  accelerate(aMax: number, dMax: number): void {
    this.#ramp.acceleration = aMax * accelerationUnit;
    this.#ramp.deceleration = dMax * accelerationUnit;
  }

  /** VACTUAL. */
  get velocity(): number {
    return this.#ramp.velocity / speedUnit;
  }

  get standing(): boolean {
    return this.#ramp.velocity === 0;
  }

  get atSpeed(): boolean {
    const { velocity, speedMax } = this.#ramp;
    return velocity === speedMax || velocity === -speedMax;
  }

  get arrived(): boolean {
    return this.position === this.target;
  }

  /** stst: the motor has stood for 2^20 clocks. */
  get atStandstill(): boolean {
    return this.#stillClocks >= standstillClocks;
  }

  /** A switch is in the way of the target or of the motion under way. */
  get blockedLow(): boolean {
    return this.stopLow && this.limitLow && (this.target < this.position || !this.#goes(1));
  }

  get blockedHigh(): boolean {
    return this.stopHigh && this.limitHigh && (this.target > this.position || !this.#goes(-1));
  }

  /** TOFF and DRV_ENN: the coils are driven unless something is wrong with the bridge. */
  drives(on: boolean): void {
    this.bridge.wanted = on;
    this.bridge.follow(this.#coilSteps);
  }

  /** The chip loses its supply and comes back: reset values, bridge off, motion ended, position zero. */
  reset(): void {
    this.#ramp.position = 0;
    this.#ramp.velocity = 0;
    this.#coilOffset = 0;
    this.target = 0;
    this.vMax = 0;
    this.accelerate(0, 0);
    this.stopLow = false;
    this.stopHigh = false;
    this.stopAtStall = false;
    this.stallThreshold = 0;
    this.stallGuardThreshold = 0;
    this.stalled = false;
    this.drives(false);
    this.bridge.clear();
    this.wasReset = true;
  }

  /** Motion during `dtS` seconds while the screw carries `forceN`. */
  advance(dtS: number, forceN: number): void {
    const ramp = this.#ramp;
    this.#findLimits();
    this.bridge.follow(this.#coilSteps);
    ramp.fastest = 0;
    if (ramp.moving) this.#move(dtS * this.clockRatio);
    this.drive.advance(this.#coilSteps, forceN);
    this.#findLimits();
    this.#measure();
    if (ramp.fastest > 0) this.#stillClocks = 0;
    else if (!this.atStandstill) this.#stillClocks += dtS * this.clockRatio * clockHz;
  }

  get #coilSteps(): number {
    return (this.position + this.#coilOffset) / partsPerStep;
  }

  /** Does it stand, or move in this direction? */
  #goes(direction: number): boolean {
    return this.#ramp.velocity * direction >= 0;
  }

  #move(chipS: number): void {
    const ramp = this.#ramp;
    const before = ramp.position;
    if (this.stalled || this.blockedLow || this.blockedHigh) ramp.velocity = 0;
    else ramp.advance(chipS);
    this.#stopAtSwitch(before);
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
    if (this.stopHigh && ramp.position > highest) this.#stopAt(highest);
    else if (this.stopLow && ramp.position < lowest) this.#stopAt(lowest);
  }

  #stopAt(position: number): void {
    this.#ramp.position = position;
    this.#ramp.velocity = 0;
  }

  #findLimits(): void {
    this.limitLow = this.switchLow || this.drive.nutUm <= this.#travel.travelMin;
    this.limitHigh = this.switchHigh || this.drive.nutUm >= this.#travel.travelMax;
  }

  /** StallGuard2: falls in a line with the load, where the motor is fast enough; 0 is a stall (13). */
  #measure(): void {
    const ramp = this.#ramp;
    if (ramp.fastest === 0) {
      this.stallGuardResult = onTime;
      return;
    }
    // Too slow for the motor's own voltage to be felt, the result stays at 0 and means nothing (13.1).
    const judged = clockHz <= this.stallThreshold * ramp.fastest;
    this.stallGuardResult = judged ? this.#result() : 0;
    if (!judged || this.stallGuardResult > 0 || !this.stopAtStall) return;
    this.stalled = true;
    ramp.velocity = 0;
  }

  #result(): number {
    const share = this.target < this.position ? this.drive.loweringShare : this.drive.loadShare;
    const load = share < 0 ? 0 : share;
    const tuning = resultPerThreshold * (this.stallGuardThreshold - tunedThreshold);
    const result = Math.floor(resultNoLoad * (1 - load) + tuning + 0.5);
    return result < 0 ? 0 : result > 1023 ? 1023 : result;
  }
}
