import type { Digital, DigitalConstructor, DigitalOptions } from "../../hal/esp32/io-digital.js";

const pinCount = 40;
/** From here on a pin has no driver and no pull-up (ESP32 datasheet, IO_MUX). */
const inputOnlyFrom = 34;
/** Modes of the SDK: inputs without and with pull-up, down and both; outputs; open drain. */
const inputPullUp = 1;
const lastInput = 3;
const output = 8;
const openDrain = 9;

/** One line of the board, and who holds it. */
class Line {
  taken = false;
  /** Level that something outside forces on it; undefined while nothing does. */
  outside: number | undefined;
  /** Level that the ESP32 drives; undefined while it does not. */
  driven: number | undefined;
  pull = 0;
  readonly watchers: ((level: number) => void)[] = [];
  #seen = 0;

  get level(): number {
    if (this.driven === 0 || this.outside === 0) return 0;
    return this.driven ?? this.outside ?? this.pull;
  }

  /** Tells whoever watches when the level has changed. */
  settle(): void {
    const { level } = this;
    if (level === this.#seen) return;
    this.#seen = level;
    for (let i = 0; i < this.watchers.length; i += 1) this.watchers[i]?.(level);
  }
}

/**
 * The GPIOs of an ESP32 as wires: `Digital` is the SDK's class over them, and the emulated parts read, force and watch
 * their levels. A wire without anything on it is at its pull-up, or low.
 */
export class Pins {
  readonly Digital: DigitalConstructor;
  readonly #lines: Line[] = [];

  constructor() {
    for (let i = 0; i < pinCount; i += 1) this.#lines.push(new Line());
    this.Digital = digitalOf(this);
  }

  /** Level of a wire, 0 or 1. */
  level(pin: number): number {
    return this.line(pin).level;
  }

  /** Something outside forces the wire to a level; undefined lets go. */
  force(pin: number, level: number | undefined): void {
    const line = this.line(pin);
    line.outside = level;
    line.settle();
  }

  /** A resistor outside pulls the wire up. */
  pullUp(pin: number): void {
    const line = this.line(pin);
    line.pull = 1;
    line.settle();
  }

  /** `told` is called with each new level. */
  watch(pin: number, told: (level: number) => void): void {
    this.line(pin).watchers.push(told);
  }

  /** The ESP32 is reset: it drives nothing and holds no pin. */
  restart(): void {
    for (let i = 0; i < this.#lines.length; i += 1) {
      const line = this.#lines[i] as Line;
      line.taken = false;
      line.driven = undefined;
      line.settle();
    }
  }

  isFree(pin: number): boolean {
    return !this.line(pin).taken;
  }

  /** Takes a pin, as the SDK does for whatever uses it. */
  take(pin: number): Line {
    const line = this.line(pin);
    if (line.taken) throw new Error("in use");
    line.taken = true;
    return line;
  }

  free(pin: number): void {
    this.line(pin).taken = false;
  }

  line(pin: number): Line {
    const line = this.#lines[pin];
    if (line === undefined) throw new Error("invalid pin");
    return line;
  }
}

/** The SDK's class over these pins (modules/io/digital/esp32/digitalbank.c, modules/io/digital/digital.js). */
function digitalOf(pins: Pins): DigitalConstructor {
  return class implements Digital {
    static readonly Input = 0;
    static readonly InputPullUp = inputPullUp;
    static readonly Output = output;
    static readonly OutputOpenDrain = openDrain;

    readonly #pin: number;
    readonly #line: Line;
    readonly #mode: number;
    readonly #invert: number;
    #open = true;

    constructor({ pin, mode, initialValue = 0, activeLow = false }: DigitalOptions) {
      if (!(mode >= 0 && mode <= lastInput) && mode !== output && mode !== openDrain) {
        throw new RangeError("invalid mode");
      }
      if (mode > lastInput && pin >= inputOnlyFrom) throw new RangeError("input only");
      this.#pin = pin;
      this.#line = pins.take(pin);
      this.#mode = mode;
      this.#invert = activeLow ? 1 : 0;
      if (mode === inputPullUp && pin < inputOnlyFrom) this.#line.pull = 1;
      if (mode > lastInput) this.#drive(initialValue);
      this.#line.settle();
    }

    read(): number {
      this.#check();
      if (this.#mode > lastInput) throw new Error("can't read output");
      return this.#line.level ^ this.#invert;
    }

    write(value: number): void {
      this.#check();
      if (this.#mode <= lastInput) throw new Error("can't write input");
      this.#drive(value);
      this.#line.settle();
    }

    close(): void {
      if (!this.#open) return;
      this.#open = false;
      this.#line.driven = undefined;
      this.#line.settle();
      pins.free(this.#pin);
    }

    #drive(value: number): void {
      const level = (value === 0 ? 0 : 1) ^ this.#invert;
      this.#line.driven = level === 1 && this.#mode === openDrain ? undefined : level;
    }

    /** The SDK finds no host data in a closed object. */
    #check(): void {
      if (!this.#open) throw new TypeError("closed");
    }
  };
}
