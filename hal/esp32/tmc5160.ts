import type { Screw, ScrewReading } from "../screw.js";
import { type Micrometres, type MicrometresPerSecond, micrometres } from "../units.js";
import type { MotorEnable } from "./digital-lines.js";
import type { Digital, DigitalConstructor } from "./io-digital.js";
import type { SpiPort } from "./spi-port.js";
import { Tmc5160Link } from "./tmc5160-link.js";
import { Gstat, Ioin, RampStat, Register, Setting } from "./tmc5160-registers.js";
import { type Tmc5160Currents, Tmc5160Shadow } from "./tmc5160-shadow.js";
import { Tmc5160State } from "./tmc5160-state.js";
import {
  judgesStalls,
  loadPercentOf,
  partsPerFullStep,
  positionRegister,
  speedRegister,
} from "./tmc5160-units.js";

export interface Tmc5160Options extends Tmc5160Currents {
  /** The bus, which the motion chips share. */
  readonly port: SpiPort;
  readonly io: DigitalConstructor;
  /** Pin of CSN, low while selected. */
  readonly select: number;
  readonly enable: MotorEnable;
  /** This motor's own bit at `enable`. */
  readonly motor: number;
  /** Clock of the chip, Hz. */
  readonly clockHz: number;
}

/**
 * A screw behind a TMC5160 on SPI (data sheet Rev. 1.14). All motion is positioning to a target; a stop is VMAX = 0,
 * which brakes with AMAX (12.2.4 b). A reading is eight datagrams, and some forty more when the chip has to be set up.
 * Nothing here waits, allocates or throws.
 */
export class Tmc5160 implements Screw {
  readonly #link: Tmc5160Link;
  readonly #shadow: Tmc5160Shadow;
  readonly #state: Tmc5160State;
  readonly #enable: MotorEnable;
  readonly #motor: number;
  readonly #clockHz: number;
  /** Way of the nut in a microstep, um; 0 before `configure`. */
  #umPerPart = 0;
  /** The chip is set up and was not reset since, as far as is known. */
  #ready = false;
  /** The chip was reset, and nobody has been told. */
  #resetSeen = false;
  /** A command has not arrived at the chip. */
  #pending = false;
  /** The bridge goes off as soon as the motor stands. */
  #releasing = false;
  #open = true;

  constructor(options: Tmc5160Options) {
    const { port, io, select, enable, motor, clockHz } = options;
    const csn: Digital = new io({ pin: select, mode: io.Output, initialValue: 1 });
    this.#link = new Tmc5160Link(port, csn);
    this.#shadow = new Tmc5160Shadow(options, clockHz);
    this.#state = new Tmc5160State(this.#link, this.#shadow);
    this.#enable = enable;
    this.#motor = motor;
    this.#clockHz = clockHz;
  }

  configure(umPerFullStep: Micrometres): void {
    this.#umPerPart = umPerFullStep / partsPerFullStep;
    this.#ready = false;
    this.#resetSeen = false;
    try {
      this.#setUp();
    } catch {
      // Every reading tries again.
    }
  }

  moveTo(target: Micrometres, speed: MicrometresPerSecond): void {
    if (!this.#ready) return;
    this.#shadow.xTarget = positionRegister(target, this.#umPerPart);
    this.#shadow.vMax = speedRegister(speed, this.#umPerPart, this.#clockHz);
    this.#command();
  }

  stop(): void {
    if (!this.#ready) return;
    this.#shadow.vMax = 0;
    this.#command();
  }

  enable(on: boolean): void {
    if (!this.#ready) return;
    this.#releasing = !on;
    if (on) {
      this.#state.forgetOpenLoads();
      this.#shadow.on = true;
    } else {
      this.#shadow.vMax = 0;
    }
    this.#command();
  }

  read(into: ScrewReading): boolean {
    if (this.#umPerPart === 0) return false;
    try {
      if (!this.#observe()) return false;
    } catch {
      return false;
    }
    this.#tell(into);
    return true;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#ready = false;
    this.#umPerPart = 0;
    this.#link.close();
  }

  #observe(): boolean {
    if (!this.#ready && !this.#setUp()) return false;
    if (this.#pending && !this.#send()) return false;
    if (!this.#state.look()) return false;
    if (this.#state.reset) {
      this.#ready = false;
      this.#resetSeen = true;
      if (!this.#setUp() || !this.#state.look() || this.#state.reset) return false;
    }
    this.#react();
    return true;
  }

  /** Ends what the chip has ended, so that nothing starts again by itself when its cause is gone (6.3.2.1, 6.3.2.2). */
  #react(): void {
    const state = this.#state;
    const shadow = this.#shadow;
    const link = this.#link;
    if ((state.stalled || state.blocked) && shadow.vMax !== 0) this.stop();
    if (state.stalled) link.write(Register.rampStat, RampStat.eventStopStall);
    if (state.latched !== 0) link.write(Register.gstat, state.latched);
    if (!this.#releasing || !state.standing) return;
    shadow.on = false;
    link.write(Register.chopconf, shadow.chopconf);
    this.#enable.want(this.#motor, false);
    this.#releasing = false;
  }

  #tell(into: ScrewReading): void {
    const state = this.#state;
    const { on, vMax, threshold } = this.#shadow;
    into.position = micrometres(state.position * this.#umPerPart);
    into.moving = !state.standing || (vMax !== 0 && !state.arrived);
    into.reset = this.#resetSeen;
    into.stall = state.stalled;
    into.driverFault = state.driverFault;
    into.limitLow = state.limitLow;
    into.limitHigh = state.limitHigh;
    // At rest the result is something else, and at low speed it means nothing (6.5.5, 13.5).
    const felt = on && !state.standing && state.atSpeed && judgesStalls(vMax, threshold);
    into.loadPercent = felt ? loadPercentOf(state.stallGuardResult) : 0;
    this.#resetSeen = false;
  }

  #command(): void {
    this.#pending = true;
    try {
      // What is garbled on the wire is sent once more at once, since the chip may be going somewhere else.
      if (!this.#send()) this.#send();
    } catch {
      // The next reading tries again.
    }
  }

  /** Target before speed: VMAX 0 may be in force, and the old target must not start. */
  #send(): boolean {
    const link = this.#link;
    const { shorted } = this.#state;
    const { on, chopconf, xTarget, vMax } = this.#shadow;
    link.clear();
    // After a short the bridge comes back only by way of TOFF = 0 (6.5.5).
    if (on && shorted) link.write(Register.chopconf, Setting.chopperOff);
    if (on) this.#enable.want(this.#motor, true);
    link.write(Register.chopconf, chopconf);
    link.write(Register.xTarget, xTarget);
    link.write(Register.vMax, vMax);
    link.settle();
    this.#pending = link.garbled;
    return !link.garbled;
  }

  /** Writes everything; false while the chip does not answer, is another one, or still moves from before. */
  #setUp(): boolean {
    const link = this.#link;
    const shadow = this.#shadow;
    link.clear();
    link.ask(Register.ioin);
    const version = link.write(Register.gstat, Gstat.all) & Ioin.version;
    if (version !== Ioin.tmc5160) return false;
    shadow.writeAll(link);
    link.ask(Register.rampStat);
    const standing = (link.settle() & RampStat.standing) === RampStat.standing;
    // A chip that outlived a reset of the ESP32 may be on its way: its position is set when it stands.
    if (!standing || link.garbled) return false;
    shadow.xTarget = 0;
    link.write(Register.xActual, 0);
    link.write(Register.xTarget, 0);
    link.write(Register.rampStat, RampStat.eventStopStall);
    link.settle();
    if (link.garbled) return false;
    this.#enable.want(this.#motor, false);
    this.#state.forgetOpenLoads();
    this.#pending = false;
    this.#releasing = false;
    this.#ready = true;
    return true;
  }
}
