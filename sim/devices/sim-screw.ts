import {
  accelerationRegister,
  clockHzNominal,
  judgesStalls,
  loadPercentOf,
  openLoadReadings,
  partsPerFullStep,
  positionRegister,
  speedRegister,
  stallGuardThreshold,
  stallThreshold,
} from "../../hal/esp32/tmc5160-units.js";
import type { Screw, ScrewReading } from "../../hal/screw.js";
import { type Micrometres, type MicrometresPerSecond, micrometres } from "../../hal/units.js";
import type { Drive } from "../mechanics/drive.js";
import type { MotionStage } from "./motion-stage.js";

/**
 * A screw behind its motion chip (TMC5160) at contract level: gives the stage the orders that the driver gives the chip, in
 * the same readings and calls, without registers and bus between them.
 */
export class SimScrew implements Screw {
  /** Fault: the chip does not answer on its bus; motion goes on. */
  mute = false;

  readonly stage: MotionStage;
  readonly #acceleration = accelerationRegister(clockHzNominal);
  readonly #threshold = stallThreshold(clockHzNominal);
  /** Way of the nut in a microstep by the nameplate, um; 0 before `configure`. */
  #umPerPart = 0;
  #ready = false;
  #resetSeen = false;
  #pending = false;
  #releasing = false;
  #on = false;
  #target = 0;
  #vMax = 0;
  #openCoils = 0;
  /** A short was seen in the last reading. */
  #shorted = false;

  constructor(stage: MotionStage) {
    this.stage = stage;
  }

  get drive(): Drive {
    return this.stage.drive;
  }

  /** Fault: the motor turns and the nut does not. */
  get jammed(): boolean {
    return this.drive.jammed;
  }

  set jammed(on: boolean) {
    this.drive.jammed = on;
  }

  configure(umPerFullStep: Micrometres): void {
    this.#umPerPart = umPerFullStep / partsPerFullStep;
    this.#ready = false;
    this.#resetSeen = false;
    if (!this.mute) this.#setUp();
  }

  moveTo(target: Micrometres, speed: MicrometresPerSecond): void {
    if (!this.#ready) return;
    this.#target = positionRegister(target, this.#umPerPart);
    this.#vMax = speedRegister(speed, this.#umPerPart, clockHzNominal);
    this.#send();
  }

  stop(): void {
    if (!this.#ready) return;
    this.#vMax = 0;
    this.#send();
  }

  enable(on: boolean): void {
    if (!this.#ready) return;
    this.#releasing = !on;
    if (on) {
      this.#openCoils = 0;
      this.#on = true;
    } else {
      this.#vMax = 0;
    }
    this.#send();
  }

  read(into: ScrewReading): boolean {
    if (this.#umPerPart === 0 || this.mute) return false;
    if (!this.#ready && !this.#setUp()) return false;
    if (this.#pending) this.#send();
    if (this.stage.wasReset) {
      this.#ready = false;
      this.#resetSeen = true;
      this.#setUp();
    }
    this.#tell(into);
    this.#react();
    return true;
  }

  /**
   * Fault: the chip loses its supply and comes back as after a reset: position zero, bridge off,
   * motion ended.
   */
  resetChip(): void {
    this.stage.reset();
  }

  /** Motion during `dtS` seconds while the screw carries `forceN`. */
  advance(dtS: number, forceN: number): void {
    this.stage.advance(dtS, forceN);
  }

  #tell(into: ScrewReading): void {
    const { stage } = this;
    const { bridge } = stage;
    if (!stage.standing && this.#openCoils < openLoadReadings) {
      this.#openCoils = bridge.openCoil ? this.#openCoils + 1 : 0;
    }
    const ended = stage.stalled || stage.blockedLow || stage.blockedHigh;
    into.position = micrometres(stage.position * this.#umPerPart);
    into.moving = !stage.standing || (!ended && this.#vMax !== 0 && !stage.arrived);
    into.reset = this.#resetSeen;
    into.stall = stage.stalled;
    into.driverFault =
      bridge.overTemperature ||
      bridge.shortSeen ||
      bridge.driverError ||
      bridge.chargePumpLow ||
      this.#openCoils >= openLoadReadings;
    into.limitLow = stage.limitLow;
    into.limitHigh = stage.limitHigh;
    const felt = this.#on && !ended && !stage.standing && stage.atSpeed;
    const fast = judgesStalls(this.#vMax, this.#threshold);
    into.loadPercent = felt && fast ? loadPercentOf(stage.stallGuardResult) : 0;
    this.#shorted = bridge.shortSeen;
    this.#resetSeen = false;
  }

  /** Ends what the chip has ended, and switches the bridge off when the motor stands. */
  #react(): void {
    const { stage } = this;
    if (this.#vMax !== 0 && (stage.stalled || stage.blockedLow || stage.blockedHigh)) this.stop();
    stage.stalled = false;
    stage.bridge.clear();
    if (!this.#releasing || !stage.standing) return;
    this.#on = false;
    this.#releasing = false;
    stage.drives(false);
  }

  #send(): void {
    this.#pending = this.mute;
    if (this.mute) return;
    const { stage } = this;
    // After a short the bridge comes back only after it was off by order.
    if (this.#on && this.#shorted) stage.drives(false);
    stage.drives(this.#on);
    stage.target = this.#target;
    stage.vMax = this.#vMax;
  }

  /** False while the motor still moves from before. */
  #setUp(): boolean {
    const { stage } = this;
    stage.wasReset = false;
    stage.bridge.clear();
    this.#on = false;
    this.#vMax = 0;
    stage.drives(false);
    stage.vMax = 0;
    stage.accelerate(this.#acceleration, this.#acceleration);
    stage.stallThreshold = this.#threshold;
    stage.stallGuardThreshold = stallGuardThreshold;
    stage.stopLow = true;
    stage.stopHigh = true;
    stage.stopAtStall = true;
    if (!stage.standing) return false;
    this.#target = 0;
    stage.position = 0;
    stage.target = 0;
    stage.stalled = false;
    this.#openCoils = 0;
    this.#pending = false;
    this.#releasing = false;
    this.#ready = true;
    return true;
  }
}
