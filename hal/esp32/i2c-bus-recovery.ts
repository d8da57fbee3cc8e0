import type { I2c, I2cConstructor, I2cOptions } from "./io.js";
import type { Digital, DigitalConstructor } from "./io-digital.js";

export interface I2cBusRecoveryOptions {
  readonly io: I2cConstructor;
  readonly digital: DigitalConstructor;
  /** Pin of SDA. */
  readonly data: number;
  /** Pin of SCL. */
  readonly clock: number;
}

/** Failures in a row, of all devices of the bus together, after which it may hang. */
const failuresMin = 3;
/** A device that is simply not there must not have its bus cleared all the time: the distance doubles up to this. */
const failuresMax = 192;
/** Eight bits and the acknowledge: whatever a device still wants to say is out by then (UM10204, 3.1.16). */
const clockPulses = 9;

/**
 * Frees an I2C bus on which a device holds SDA low, as one does that was interrupted in the middle of a byte. `I2C` takes
 * the place of the SDK's constructor for all devices of the bus. When accesses keep failing, it closes all of them, gives
 * nine clock pulses and a stop on the bare pins, and each device opens again with its next access.
 *
 * One bounded burst of 9 x 2 + 4 edges, no state between: the writes alone take longer than the half period of 5 us that
 * 100 kHz allows, so nothing waits. The access that triggers it fails all the same.
 */
export class I2cBusRecovery {
  /** Takes the place of the SDK's `I2C` on this bus. */
  readonly I2C: I2cConstructor;
  /** How often the bus was cleared. */
  bursts = 0;
  /** After the last burst SDA was high: the bus is free. */
  freed = true;

  readonly #options: I2cBusRecoveryOptions;
  readonly #devices: RecoverableI2c[] = [];
  #failures = 0;
  #failuresLimit = failuresMin;

  constructor(options: I2cBusRecoveryOptions) {
    this.#options = options;
    const open = (device: I2cOptions): RecoverableI2c => {
      const made = new RecoverableI2c(options.io, device, (answered) => this.#note(answered));
      this.#devices.push(made);
      return made;
    };
    // A class whose construction gives the device that this bus knows.
    this.I2C = function I2C(device: I2cOptions): I2c {
      return open(device);
    } as unknown as I2cConstructor;
  }

  /** Clears the bus now; true when SDA is high afterwards. */
  clear(): boolean {
    for (const device of this.#devices) device.release();
    this.bursts += 1;
    try {
      this.freed = this.#burst();
    } catch {
      // A pin that is taken or unusable: the devices will say so themselves.
      this.freed = false;
    }
    return this.freed;
  }

  #note(answered: boolean): void {
    if (answered) {
      this.#failures = 0;
      this.#failuresLimit = failuresMin;
      return;
    }
    this.#failures += 1;
    if (this.#failures < this.#failuresLimit) return;
    this.#failures = 0;
    if (this.#failuresLimit < failuresMax) this.#failuresLimit *= 2;
    this.clear();
  }

  #burst(): boolean {
    const { digital, data, clock } = this.#options;
    const { InputPullUp, OutputOpenDrain } = digital;
    const pins: Digital[] = [];
    const open = (pin: number, mode: number, initialValue: number): Digital => {
      const made = new digital({ pin, mode, initialValue });
      pins.push(made);
      return made;
    };
    try {
      const scl = open(clock, OutputOpenDrain, 1);
      const listening = open(data, InputPullUp, 1);
      for (let pulse = 0; pulse < clockPulses; pulse += 1) {
        scl.write(0);
        scl.write(1);
      }
      const free = listening.read() === 1;
      // Stop: SDA rises while SCL is high. An output cannot be read, so SDA was only listened to until now.
      scl.write(0);
      listening.close();
      pins.pop();
      const sda = open(data, OutputOpenDrain, 0);
      scl.write(1);
      sda.write(1);
      return free;
    } finally {
      for (const pin of pins) pin.close();
    }
  }
}

/** A device that can be closed behind its owner's back and opens again with the next access. */
class RecoverableI2c implements I2c {
  readonly #io: I2cConstructor;
  readonly #options: I2cOptions;
  readonly #note: (answered: boolean) => void;
  #device: I2c | undefined;
  #closed = false;

  constructor(io: I2cConstructor, options: I2cOptions, note: (answered: boolean) => void) {
    this.#io = io;
    this.#options = options;
    this.#note = note;
    this.#device = new io(options);
  }

  read(into: Uint8Array): unknown {
    try {
      const result = this.#opened().read(into);
      this.#note(true);
      return result;
    } catch (error) {
      this.#note(false);
      throw error;
    }
  }

  write(bytes: Uint8Array): unknown {
    try {
      const result = this.#opened().write(bytes);
      this.#note(true);
      return result;
    } catch (error) {
      this.#note(false);
      throw error;
    }
  }

  writeRead(bytes: Uint8Array, into: Uint8Array): unknown {
    try {
      const result = this.#opened().writeRead(bytes, into);
      this.#note(true);
      return result;
    } catch (error) {
      this.#note(false);
      throw error;
    }
  }

  close(): void {
    this.#closed = true;
    this.release();
  }

  /** Gives the pins free until the next access. */
  release(): void {
    this.#device?.close();
    this.#device = undefined;
  }

  #opened(): I2c {
    if (this.#closed) throw new Error("closed");
    this.#device ??= new this.#io(this.#options);
    return this.#device;
  }
}
