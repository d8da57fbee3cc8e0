import type { CellVoltage, VoltageReading } from "../../hal/cell-voltage.js";
import type { Clock } from "../../hal/clock.js";
import type { Conversion } from "../../hal/conversion.js";
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
  type MicrometresPerSecond,
  micrometres,
  volts,
} from "../../hal/units.js";

// A machine worked by hand: a test says what each device shows and looks at what was asked of it.

export class FakeClock implements Clock {
  atUs = 0;

  now(): Instant {
    return instant(this.atUs);
  }
}

/** A converter whose conversions and failed accesses a test lines up. */
export class FakeAdc implements LoadCellAdc {
  private readonly waiting: ({ atUs: number; code: number } | "fault")[] = [];

  convert(atUs: number, code: number): void {
    this.waiting.push({ atUs, code });
  }

  failOnce(): void {
    this.waiting.push("fault");
  }

  read(into: AdcReading): Conversion {
    const next = this.waiting.shift();
    if (next === undefined) return "none";
    if (next === "fault") {
      into.fault = "bus";
      return "fault";
    }
    into.at = instant(next.atUs);
    into.counts = counts(next.code);
    return "sample";
  }
}

/** A screw that is at its target at once, and tells what a test wants it to tell. */
export class FakeScrew implements Screw {
  positionUm = 0;
  enabled = true;
  moving = false;
  reset = false;
  stall = false;
  driverFault = false;
  limitLow = false;
  limitHigh = false;
  mute = false;
  /** What it was configured with, um; 0 before. */
  umPerFullStep = 0;

  configure(umPerFullStep: Micrometres): void {
    this.umPerFullStep = umPerFullStep;
  }

  moveTo(target: Micrometres, _speed: MicrometresPerSecond): void {
    this.positionUm = target;
  }

  stop(): void {
    this.moving = false;
  }

  enable(on: boolean): void {
    this.enabled = on;
  }

  read(into: ScrewReading, _at: Instant): boolean {
    if (this.mute) return false;
    into.position = micrometres(this.positionUm);
    into.moving = this.moving;
    into.reset = this.reset;
    into.stall = this.stall;
    into.driverFault = this.driverFault;
    into.limitLow = this.limitLow;
    into.limitHigh = this.limitHigh;
    return true;
  }
}

class FakeSide implements SideHal {
  readonly adc = new FakeAdc();
  readonly screw = new FakeScrew();
}

/** A slow channel that shows one value a second, or as often as a test converts. */
export class FakeCellVoltage implements CellVoltage {
  private readonly waiting: { atUs: number; volts: number; clipped: boolean }[] = [];

  convert(atUs: number, value: number, clipped = false): void {
    this.waiting.push({ atUs, volts: value, clipped });
  }

  read(into: VoltageReading): Conversion {
    const next = this.waiting.shift();
    if (next === undefined) return "none";
    into.at = instant(next.atUs);
    into.volts = volts(next.volts);
    into.clipped = next.clipped;
    return "sample";
  }
}

export class FakeThermometer implements Thermometer {
  private readonly waiting: { atUs: number; degC: number }[] = [];

  convert(atUs: number, degC: number): void {
    this.waiting.push({ atUs, degC });
  }

  read(into: TemperatureReading): Conversion {
    const next = this.waiting.shift();
    if (next === undefined) return "none";
    into.at = instant(next.atUs);
    into.degC = degreesCelsius(next.degC);
    return "sample";
  }
}

export class FakeInterlock implements Interlock {
  estop = false;
  quiet = false;
  cyclerOpen = false;
  /** What the monitor of the insulation says; undefined without one. */
  frame: boolean | undefined;

  read(into: InterlockReading): void {
    into.estop = this.estop;
    into.quiet = this.quiet;
  }

  openCycler(open: boolean): void {
    this.cyclerOpen = open;
  }

  insulated(): boolean | undefined {
    return this.frame;
  }
}

/** A serial line: what the host sends, what the host got, and how much the wire takes at present. */
export class FakeUart implements Uart {
  /** Bytes that `write` may still take. */
  room = Infinity;
  private incoming: number[] = [];
  private outgoing: number[] = [];

  /** The host sends bytes, or text of one byte a character. */
  send(data: Uint8Array | string): void {
    const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
    this.incoming.push(...bytes);
  }

  /** All that the host has got since the last call. */
  take(): string {
    const text = Buffer.from(this.outgoing).toString("latin1");
    this.outgoing = [];
    return text;
  }

  read(into: Uint8Array): number {
    const some = this.incoming.splice(0, into.length);
    into.set(some);
    return some.length;
  }

  write(bytes: Uint8Array, start: number, end: number): number {
    const taken = Math.max(0, Math.min(end - start, this.room));
    this.outgoing.push(...bytes.subarray(start, start + taken));
    this.room -= taken;
    return taken;
  }
}

class FakeStore implements Store {
  load(): number | undefined {
    return undefined;
  }

  save(): boolean {
    return false;
  }
}

/** All devices of a rig, worked by hand. */
export class FakeHal implements Hal {
  readonly clock = new FakeClock();
  readonly anode = new FakeSide();
  readonly cathode = new FakeSide();
  readonly cellVoltage = new FakeCellVoltage();
  readonly thermometer = new FakeThermometer();
  readonly interlock = new FakeInterlock();
  readonly uart = new FakeUart();
  readonly store = new FakeStore();
}
