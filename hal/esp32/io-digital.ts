// What the drivers use of ECMA-419 digital lines, exactly as SDK 8.2 has it on the ESP32.

export interface DigitalOptions {
  /** GPIO number; a pin belongs to one object, and a second one throws "in use". */
  readonly pin: number;
  /** One of the constructor's own constants. 34 to 39 are inputs without pull-up; as outputs they throw "input only". */
  readonly mode: number;
  /** Level of an output before it drives, so that it does not glitch: 0 or 1, inverted by `activeLow`. */
  readonly initialValue?: number;
  /** 1 means a low level, for reading and writing. */
  readonly activeLow?: boolean;
}

/** One line. An output cannot be read and an input cannot be written: both throw. */
export interface Digital {
  /** 0 or 1. */
  read(): number;
  write(value: number): void;
  close(): void;
}

export interface DigitalConstructor {
  new (options: DigitalOptions): Digital;
  readonly Input: number;
  readonly InputPullUp: number;
  readonly Output: number;
  readonly OutputOpenDrain: number;
}
