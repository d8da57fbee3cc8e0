import type { Spi, SpiConstructor, SpiOptions } from "../../hal/esp32/io-spi.js";
import { Violations } from "../chips/violations.js";
import type { Pins } from "./pins.js";

/** A part on the bus: it listens while its select is low. */
export interface SpiDevice {
  /** Highest SCK, Hz, and the mode it speaks. */
  readonly hzMax: number;
  readonly mode: number;
  /** Select is low. */
  readonly selected: boolean;
  /** Takes a byte and gives one. */
  shift(byte: number): number;
}

const lengthMax = 65535;
const hzMax = 40_000_000;
/** What the master reads when nobody drives MISO: its own pull-up. */
const nobody = 0xff;
/** From one transfer to the next: two edges of the select, and the call of the SDK's driver, us. */
const overheadUs = 10;

/**
 * An SPI bus of the ESP32 as the SDK has it (modules/io/spi/esp/spi.c): its pins belong to one object. What no part could
 * stand is counted in `violations`.
 */
export class SpiBus {
  readonly SPI: SpiConstructor;
  readonly devices: SpiDevice[] = [];
  /** Told of the time that each transfer takes on the wires, us; transfers take none when undefined. */
  spend: ((us: number) => void) | undefined;

  /** Fault: MISO is stuck at this level. */
  misoStuck: 0 | 1 | undefined;
  /** Fault: this bit of the next transfer, counted from the first on the wire, is inverted; -1: none. */
  flipMiso = -1;
  flipMosi = -1;

  /** Transfers since power-on, and the time that they took, us. */
  transfers = 0;
  busUs = 0;
  readonly violations = new Violations();

  constructor(pins: Pins) {
    this.SPI = spiOf(this, pins);
  }

  /** One transfer, in place. */
  transfer(bytes: Uint8Array, { hz, mode }: SpiOptions): void {
    const us = overheadUs + (bytes.length * 8e6) / hz;
    this.transfers += 1;
    this.busUs += us;
    this.spend?.(us);
    const device = this.#only();
    if (device !== undefined && (mode !== device.mode || hz > device.hzMax)) {
      this.violations.add("mode or speed is not the part's");
    }
    for (let i = 0; i < bytes.length; i += 1) {
      const sent = (bytes[i] as number) ^ flipped(this.flipMosi, i);
      const got = device?.shift(sent) ?? nobody;
      const seen = this.misoStuck === undefined ? got : this.misoStuck === 1 ? 0xff : 0;
      bytes[i] = seen ^ flipped(this.flipMiso, i);
    }
    this.flipMiso = -1;
    this.flipMosi = -1;
  }

  #only(): SpiDevice | undefined {
    let found: SpiDevice | undefined;
    for (let i = 0; i < this.devices.length; i += 1) {
      const device = this.devices[i] as SpiDevice;
      if (device.selected && found !== undefined) this.violations.add("two parts are selected");
      if (device.selected) found = device;
    }
    if (found === undefined) this.violations.add("no part is selected");
    return found;
  }
}

/** The mask of a bit in the byte that it falls into. */
function flipped(bit: number, byte: number): number {
  return bit >= 0 && bit >> 3 === byte ? 0x80 >> (bit & 7) : 0;
}

function spiOf(bus: SpiBus, pins: Pins): SpiConstructor {
  return class implements Spi {
    readonly #options: SpiOptions;
    #open = true;

    constructor(options: SpiOptions) {
      const { clock, in: miso, out: mosi, hz, mode, port } = options;
      if (!(hz >= 1 && hz <= hzMax)) throw new RangeError("invalid hz");
      if (!(mode >= 0 && mode <= 3)) throw new RangeError("invalid mode");
      if (!(port >= 0 && port <= 2)) throw new RangeError("invalid port");
      // The SDK looks at all pins before it takes the first.
      const wires = [clock, mosi, miso];
      if (!wires.every((pin) => pins.isFree(pin))) throw new Error("in use");
      for (const pin of wires) pins.take(pin);
      this.#options = options;
    }

    transfer(bytes: Uint8Array): void {
      if (!this.#open) throw new TypeError("closed");
      if (bytes.length > lengthMax) throw new RangeError("unsupported byteLength");
      bus.transfer(bytes, this.#options);
    }

    close(): void {
      if (!this.#open) return;
      this.#open = false;
      const { clock, in: miso, out: mosi } = this.#options;
      for (const pin of [clock, mosi, miso]) pins.free(pin);
    }
  };
}
