import type { CellVoltage, VoltageReading } from "../../hal/cell-voltage.js";
import type { Clock } from "../../hal/clock.js";
import { Conversion } from "../../hal/conversion.js";
import type { Hal, SideHal } from "../../hal/hal.js";
import type { Interlock, InterlockReading } from "../../hal/interlock.js";
import type { AdcReading, LoadCellAdc } from "../../hal/load-cell-adc.js";
import type { Screw, ScrewReading } from "../../hal/screw.js";
import type { Store } from "../../hal/store.js";
import type { TemperatureReading, Thermometer } from "../../hal/thermometer.js";
import type { Uart } from "../../hal/uart.js";
import {
  counts,
  degreesCelsius,
  type Instant,
  instant,
  type Micrometres,
  micrometres,
  volts,
} from "../../hal/units.js";

// A machine at contract level that allocates nothing and does next to nothing, so that what is weighed is the rig.

class StillClock implements Clock {
  atUs = 0;

  now(): Instant {
    return instant(this.atUs);
  }
}

class StillScrew implements Screw {
  positionUm = 0;
  #targetUm = 0;

  configure(): void {}

  arrive(): void {
    this.positionUm = this.#targetUm;
  }

  moveTo(target: Micrometres): void {
    this.#targetUm = target;
  }

  stop(): void {
    this.#targetUm = this.positionUm;
  }

  enable(): void {}

  read(into: ScrewReading): boolean {
    into.position = micrometres(this.positionUm);
    into.moving = this.positionUm !== this.#targetUm;
    return true;
  }
}

class StillAdc implements LoadCellAdc {
  atUs = 0;
  code = 0;
  waiting = false;

  read(into: AdcReading): Conversion {
    if (!this.waiting) return Conversion.none;
    this.waiting = false;
    into.at = instant(this.atUs);
    into.counts = counts(this.code);
    return Conversion.sample;
  }
}

/** What the cell does against one screw. */
interface Cell {
  readonly springNPerUm: number;
  readonly countsPerNewton: number;
  readonly noiseCounts: number;
}

/** Breathing goes up and down in straight lines, um and um a tick. */
const breathMaxUm = 5;
const breathStepUm = 0.001;

class StillSide implements SideHal {
  readonly adc = new StillAdc();
  readonly screw = new StillScrew();
  readonly #cell: Cell;
  #breathUm = 0;
  #stepUm = breathStepUm;
  #random = 2463534242;

  constructor(cell: Cell) {
    this.#cell = cell;
  }

  /** A tick: the screw arrives, the cell breathes, one conversion ends. */
  go(atUs: number): void {
    const { adc, screw } = this;
    screw.arrive();
    this.#breathUm += this.#stepUm;
    if (this.#breathUm > breathMaxUm || this.#breathUm < 0) this.#stepUm = -this.#stepUm;
    const pressedUm = screw.positionUm + this.#breathUm;
    const forceN = pressedUm > 0 ? this.#cell.springNPerUm * pressedUm : 0;
    adc.atUs = atUs;
    adc.code = Math.floor(forceN * this.#cell.countsPerNewton + this.#noise());
    adc.waiting = true;
  }

  /** Even noise about zero from xorshift32 (Marsaglia 2003). */
  #noise(): number {
    let x = this.#random;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#random = x;
    return (x / 2147483648) * this.#cell.noiseCounts;
  }
}

class StillCellVoltage implements CellVoltage {
  atUs = 0;
  waiting = false;

  read(into: VoltageReading): Conversion {
    if (!this.waiting) return Conversion.none;
    this.waiting = false;
    into.at = instant(this.atUs);
    into.volts = volts(3.7);
    return Conversion.sample;
  }
}

class StillThermometer implements Thermometer {
  atUs = 0;
  waiting = false;

  read(into: TemperatureReading): Conversion {
    if (!this.waiting) return Conversion.none;
    this.waiting = false;
    into.at = instant(this.atUs);
    into.degC = degreesCelsius(30);
    return Conversion.sample;
  }
}

class StillInterlock implements Interlock {
  read(into: InterlockReading): void {
    into.estop = false;
    into.quiet = false;
  }

  openCycler(): void {}

  insulated(): undefined {
    return undefined;
  }
}

/** Takes whatever is sent and counts it; gives the host's bytes when there are any. */
class StillUart implements Uart {
  sent = 0;
  readonly #received: Uint8Array;
  #length = 0;

  constructor(lineMax: number) {
    this.#received = new Uint8Array(lineMax);
  }

  hostSend(text: string): void {
    for (let i = 0; i < text.length; i += 1) this.#received[i] = text.charCodeAt(i);
    this.#length = text.length;
  }

  read(into: Uint8Array): number {
    const count = this.#length;
    for (let i = 0; i < count; i += 1) into[i] = this.#received[i] as number;
    this.#length = 0;
    return count;
  }

  write(_bytes: Uint8Array, start: number, end: number): number {
    this.sent += end - start;
    return end - start;
  }
}

class NoStore implements Store {
  load(): undefined {}

  save(): boolean {
    return false;
  }
}

/** What the sides of the reference rig look like to their screws. */
const anodeCell: Cell = { springNPerUm: 0.18, countsPerNewton: 13000, noiseCounts: 100 };
const cathodeCell: Cell = { springNPerUm: 0.005, countsPerNewton: 130000, noiseCounts: 100 };
/** Cell voltage and temperature come once a second. */
const slowTicks = 10;

export class StillHal implements Hal {
  readonly clock = new StillClock();
  readonly anode: StillSide;
  readonly cathode: StillSide;
  readonly cellVoltage = new StillCellVoltage();
  readonly thermometer = new StillThermometer();
  readonly interlock = new StillInterlock();
  readonly uart = new StillUart(64);
  readonly store = new NoStore();
  #ticks = 0;

  constructor(anode: Cell = anodeCell, cathode: Cell = cathodeCell) {
    this.anode = new StillSide(anode);
    this.cathode = new StillSide(cathode);
  }

  /** Time goes on by a tick of 100 ms. */
  go(): void {
    const atUs = this.clock.atUs + 100000;
    this.clock.atUs = atUs;
    this.anode.go(atUs);
    this.cathode.go(atUs);
    this.#ticks += 1;
    if (this.#ticks < slowTicks) return;
    this.#ticks = 0;
    this.cellVoltage.atUs = atUs;
    this.cellVoltage.waiting = true;
    this.thermometer.atUs = atUs;
    this.thermometer.waiting = true;
  }
}
