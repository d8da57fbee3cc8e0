import type { Interlock, InterlockReading } from "../interlock.js";
import type { Digital, DigitalConstructor } from "./io-digital.js";

export interface DigitalLinesOptions {
  readonly io: DigitalConstructor;
  /** Emergency stop: a normally closed contact to ground, and a pin with a pull-up. */
  readonly estop: number;
  /** Quiet window: low asks for still motors. */
  readonly quiet: number;
  /** The cycler's "open" input, pulled low by an open drain. */
  readonly cyclerOpen: number;
  /** The contact of an insulation monitor, closed to ground while pistons and frame are insulated; where there is one. */
  readonly insulated?: number | undefined;
}

/**
 * The lines around the rig. A pressed stop and a broken wire both let the pull-up win and read as pressed; a line that
 * cannot be read does, too. The cycler's line is let go before its pin drives, so that starting up opens no circuit.
 */
export class DigitalLines implements Interlock {
  readonly #estop: Digital;
  readonly #quiet: Digital;
  readonly #cyclerOpen: Digital;
  readonly #insulated: Digital | undefined;
  #open = true;

  constructor({ io, estop, quiet, cyclerOpen, insulated }: DigitalLinesOptions) {
    this.#estop = new io({ pin: estop, mode: io.InputPullUp });
    this.#quiet = new io({ pin: quiet, mode: io.Input, activeLow: true });
    this.#cyclerOpen = new io({
      pin: cyclerOpen,
      mode: io.OutputOpenDrain,
      activeLow: true,
      initialValue: 0,
    });
    if (insulated !== undefined)
      this.#insulated = new io({ pin: insulated, mode: io.InputPullUp, activeLow: true });
  }

  read(into: InterlockReading): void {
    try {
      into.estop = this.#estop.read() !== 0;
      into.quiet = this.#quiet.read() !== 0;
    } catch {
      into.estop = true;
    }
  }

  openCycler(open: boolean): void {
    try {
      this.#cyclerOpen.write(open ? 1 : 0);
    } catch {
      // A line that cannot be driven cannot be made up for here: the cycler has limits of its own.
    }
  }

  /** A broken wire lets the pull-up win and reads as not insulated; so does a line that cannot be read. */
  insulated(): boolean | undefined {
    try {
      return this.#insulated === undefined ? undefined : this.#insulated.read() !== 0;
    } catch {
      return false;
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#insulated?.close();
    this.#estop.close();
    this.#quiet.close();
    this.#cyclerOpen.close();
  }
}

export interface MotorEnableOptions {
  readonly io: DigitalConstructor;
  /** DRV_ENN of both motion chips: low lets them drive (TMC5160 2.2); a pull-up beside the pin holds it high. */
  readonly pin: number;
}

/**
 * The common enable line of the motor bridges. High, which is off, from before the pin drives until a motor wants
 * current; and again when none does. In a reset of the ESP32 the pull-up outside takes over.
 */
export class MotorEnable {
  readonly #line: Digital;
  /** A bit for each motor that wants current. */
  #wanting = 0;
  #open = true;

  constructor({ io, pin }: MotorEnableOptions) {
    this.#line = new io({ pin, mode: io.Output, activeLow: true, initialValue: 0 });
  }

  /** `motor` is a bit of its own. Saying the same twice is saying it again on the line. */
  want(motor: number, current: boolean): void {
    this.#wanting = current ? this.#wanting | motor : this.#wanting & ~motor;
    this.#line.write(this.#wanting === 0 ? 0 : 1);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#line.close();
  }
}
