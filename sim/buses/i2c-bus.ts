import type { Prng } from "../prng.js";
import type { Pins } from "./pins.js";

/** A chip on the bus, as its pins see it: bytes after its own address, one transfer each. */
export interface I2cChip {
  readonly address: number;
  /** Fault: the chip does not acknowledge its address. */
  readonly dead: boolean;
  receive(bytes: Uint8Array): void;
  /** Fills `into` from where the last `receive` pointed. */
  transmit(into: Uint8Array): void;
}

/** Options of the constructor, as the SDK has them. */
export interface EmulatedI2cOptions {
  readonly data: number;
  readonly clock: number;
  readonly hz: number;
  readonly address: number;
  readonly port?: number;
  readonly timeout?: number;
  readonly pullup?: boolean;
}

export interface I2cBusOptions {
  readonly data: number;
  readonly clock: number;
  /** Lets this much time pass, us, for each transfer; without it the bus costs no time. */
  readonly spend?: ((us: number) => void) | undefined;
  /** Draws which bits flip. */
  readonly prng?: Prng | undefined;
  /** The board's pins, on which the wires can be seen and moved while no device is open. */
  readonly pins?: Pins | undefined;
}

/** Nine clocks: a byte's eight bits and the acknowledge. */
const bitsPerByte = 9;
/** What a device that was interrupted in the middle of a byte still wants, at most. */
const clocksToFree = 9;
/** The SDK's own, ms. */
const timeoutDefaultMs = 400;
const hzMax = 20_000_000;
const addressMax = 127;
const ports = 2;

/**
 * An I2C bus with chips on it, and the SDK's constructor for its master: several devices, one to an
 * address; errors as on the ESP32. A device that hangs holds SDA low until it has seen nine clocks;
 * until then every transfer ends in a time-out.
 */
export class I2cBus {
  readonly data: number;
  readonly clock: number;
  /** Fault: share of the bytes on the wire in which one bit, drawn, is turned round. */
  flipShare = 0;
  /** Transfers since power-on, failed ones too, and the time that they took at their clock, us. */
  transfers = 0;
  busUs = 0;

  readonly #spend: ((us: number) => void) | undefined;
  readonly #prng: Prng | undefined;
  readonly #pins: Pins | undefined;
  readonly #chips: (I2cChip | undefined)[] = [];
  readonly #open: boolean[] = [];
  #opened = 0;
  #clocksToFree = 0;
  #shorted = false;

  constructor(options: I2cBusOptions) {
    this.data = options.data;
    this.clock = options.clock;
    this.#spend = options.spend;
    this.#prng = options.prng;
    const { pins } = options;
    this.#pins = pins;
    if (pins === undefined) return;
    pins.pullUp(this.data);
    pins.pullUp(this.clock);
    pins.watch(this.clock, (level) => this.#clocked(level));
  }

  attach(chip: I2cChip): void {
    if (this.#chips[chip.address] !== undefined) throw new Error(`two chips at ${chip.address}`);
    this.#chips[chip.address] = chip;
  }

  /** Fault: a device was interrupted and holds SDA low, until it has seen nine clocks. */
  hang(): void {
    this.#clocksToFree = clocksToFree;
    this.#holdData();
  }

  /** Fault: SDA is shorted to ground; no clocks help. */
  set shorted(on: boolean) {
    this.#shorted = on;
    this.#holdData();
  }

  get shorted(): boolean {
    return this.#shorted;
  }

  get hanging(): boolean {
    return this.#shorted || this.#clocksToFree > 0;
  }

  /** Opens a device as the SDK's constructor does, with its errors. */
  open(options: EmulatedI2cOptions): EmulatedI2c {
    const { address, hz, port, timeout } = options;
    if (this.#opened === 0 && !this.#pinsFree) throw new RangeError("inUse");
    if (!(address >= 0 && address <= addressMax)) throw new RangeError("invalid address");
    if (this.#open[address] === true) throw new RangeError("duplicate address");
    if (!(hz > 0 && hz <= hzMax)) throw new RangeError("invalid hz");
    if (timeout !== undefined && timeout < -1) throw new RangeError("invalid timeout");
    if (port !== undefined && !(port >= 0 && port < ports)) throw new RangeError("invalid port");
    this.#open[address] = true;
    this.#opened += 1;
    if (this.#opened === 1) {
      this.#pins?.take(this.data);
      this.#pins?.take(this.clock);
    }
    return new EmulatedI2c(this, address, hz, timeout ?? timeoutDefaultMs);
  }

  /** The master is reset: no device is open any more. */
  restart(): void {
    this.#open.length = 0;
    this.#opened = 0;
  }

  release(address: number): void {
    this.#open[address] = false;
    this.#opened -= 1;
    if (this.#opened > 0) return;
    this.#pins?.free(this.data);
    this.#pins?.free(this.clock);
  }

  /** One transfer: write, read, or both with a repeated start between. False: it failed. */
  transfer(
    device: EmulatedI2c,
    bytes: Uint8Array | undefined,
    into: Uint8Array | undefined,
  ): boolean {
    this.transfers += 1;
    if (this.hanging) {
      this.#pass(device.timeoutMs * 1000);
      return false;
    }
    const chip = this.#chips[device.address];
    const answers = chip !== undefined && !chip.dead;
    this.#pass((this.#bits(bytes, into, answers) * 1e6) / device.hz);
    if (!answers) return false;
    if (bytes !== undefined) chip.receive(this.#onWire(bytes));
    if (into !== undefined) {
      chip.transmit(into);
      this.#flip(into);
    }
    return true;
  }

  /** The wire of SCL has a new level: the device that hangs counts its rising edges. */
  #clocked(level: number): void {
    if (level === 0 || this.#clocksToFree === 0) return;
    this.#clocksToFree -= 1;
    this.#holdData();
  }

  #holdData(): void {
    this.#pins?.force(this.data, this.hanging ? 0 : undefined);
  }

  /** Start, stop, and nine bits for each byte and each address; without an answer the address alone. */
  #bits(bytes: Uint8Array | undefined, into: Uint8Array | undefined, answers: boolean): number {
    let bits = 1;
    if (bytes !== undefined) bits += 1 + bitsPerByte * (1 + (answers ? bytes.length : 0));
    if (into !== undefined && (answers || bytes === undefined))
      bits += 1 + bitsPerByte * (1 + (answers ? into.length : 0));
    return bits;
  }

  #onWire(bytes: Uint8Array): Uint8Array {
    if (this.flipShare === 0) return bytes;
    const copy = bytes.slice();
    this.#flip(copy);
    return copy;
  }

  #flip(bytes: Uint8Array): void {
    const prng = this.#prng;
    if (this.flipShare === 0 || prng === undefined) return;
    for (let i = 0; i < bytes.length; i += 1) {
      if (prng.next() >= this.flipShare) continue;
      bytes[i] = (bytes[i] ?? 0) ^ (1 << Math.floor(8 * prng.next()));
    }
  }

  #pass(us: number): void {
    this.busUs += us;
    if (this.#spend !== undefined) this.#spend(us);
  }

  get #pinsFree(): boolean {
    const pins = this.#pins;
    return pins === undefined || (pins.isFree(this.data) && pins.isFree(this.clock));
  }
}

/** What the SDK's constructor makes: one addressed device of the bus. */
export class EmulatedI2c {
  readonly address: number;
  readonly hz: number;
  readonly timeoutMs: number;
  readonly #bus: I2cBus;
  #open = true;

  constructor(bus: I2cBus, address: number, hz: number, timeoutMs: number) {
    this.#bus = bus;
    this.address = address;
    this.hz = hz;
    this.timeoutMs = timeoutMs;
  }

  read(into: Uint8Array): number {
    if (!this.#usable().transfer(this, undefined, into)) throw new Error("read failed");
    return into.length;
  }

  write(bytes: Uint8Array): void {
    if (!this.#usable().transfer(this, bytes, undefined)) throw new Error("write failed");
  }

  writeRead(bytes: Uint8Array, into: Uint8Array): number {
    if (!this.#usable().transfer(this, bytes, into)) throw new Error("writeRead failed");
    return into.length;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#bus.release(this.address);
  }

  #usable(): I2cBus {
    if (!this.#open) throw new Error("bad state");
    return this.#bus;
  }
}

/** The SDK's `I2C` over emulated buses, which are told apart by their pins. */
export function i2cConstructor(
  buses: readonly I2cBus[],
): new (
  options: EmulatedI2cOptions,
) => EmulatedI2c {
  function I2C(options: EmulatedI2cOptions): EmulatedI2c {
    const bus = buses.find((b) => b.data === options.data && b.clock === options.clock);
    if (bus === undefined) throw new RangeError("unusable pins");
    return bus.open(options);
  }
  return I2C as unknown as new (
    options: EmulatedI2cOptions,
  ) => EmulatedI2c;
}
