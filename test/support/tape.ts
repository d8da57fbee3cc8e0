import type { VoltageReading } from "../../hal/cell-voltage.js";
import type { Conversion } from "../../hal/conversion.js";
import type { Hal, SideHal } from "../../hal/hal.js";
import type { InterlockReading } from "../../hal/interlock.js";
import type { AdcReading } from "../../hal/load-cell-adc.js";
import type { ScrewReading } from "../../hal/screw.js";
import type { TemperatureReading } from "../../hal/thermometer.js";
import type { Instant } from "../../hal/units.js";

/** One answer of a device: what the call returned, and what it wrote into the caller's record or buffer. */
interface Answer {
  readonly device: string;
  readonly returned: unknown;
  readonly wrote: object | undefined;
}

/**
 * Every reading that a rig took from its `Hal`, in order. Recorded on one world, it can be played to a rig on another
 * world, where each call is answered from the tape while the other world's devices are there to be reached for.
 */
export class Tape {
  private readonly answers: Answer[] = [];
  private at = 0;

  /** A hal that answers as `hal` does, and keeps every answer. */
  record(hal: Hal): Hal {
    return readingsThrough(hal, (device, ask, into) => {
      const returned = ask();
      const wrote = into === undefined ? undefined : copyOf(into);
      this.answers.push({ device, returned, wrote });
      return returned;
    });
  }

  /** A hal that answers from the tape; all but readings goes to `hal`. */
  play(hal: Hal): Hal {
    this.at = 0;
    return readingsThrough(hal, (device, _ask, into) => {
      const answer = this.answers[this.at];
      if (answer?.device !== device) {
        throw new TapeMismatch(
          `reading ${this.at} was of ${answer?.device}, now ${device} is asked`,
        );
      }
      this.at += 1;
      if (into instanceof Uint8Array) into.set(answer.wrote as Uint8Array);
      else if (into !== undefined) Object.assign(into, answer.wrote);
      return answer.returned;
    });
  }
}

/** The rig asked for something else than it did when the tape was recorded. */
export class TapeMismatch extends Error {
  override readonly name = "TapeMismatch";
}

type Through = (device: string, ask: () => unknown, into?: object) => unknown;

function copyOf(record: object): object {
  return record instanceof Uint8Array ? record.slice() : { ...record };
}

/** `device` with some members replaced. The others are still there: a rig that reaches beyond its contract finds them. */
function instead<T extends object>(device: T, members: Partial<T>): T {
  return new Proxy(device, {
    get: (target, key) =>
      key in members ? members[key as keyof T] : (Reflect.get(target, key, target) as unknown),
  });
}

function readingsThrough(hal: Hal, through: Through): Hal {
  return instead(hal, {
    anode: sideThrough(hal.anode, "anode", through),
    cathode: sideThrough(hal.cathode, "cathode", through),
    clock: instead(hal.clock, {
      now: () => through("clock", () => hal.clock.now()) as Instant,
    }),
    cellVoltage: instead(hal.cellVoltage, {
      read: (into: VoltageReading) =>
        through("cell voltage", () => hal.cellVoltage.read(into), into) as Conversion,
    }),
    thermometer: instead(hal.thermometer, {
      read: (into: TemperatureReading) =>
        through("thermometer", () => hal.thermometer.read(into), into) as Conversion,
    }),
    interlock: instead(hal.interlock, {
      read: (into: InterlockReading) => {
        through("interlock", () => hal.interlock.read(into), into);
      },
      openCycler: (open: boolean) => hal.interlock.openCycler(open),
      insulated: () =>
        through("insulation", () => hal.interlock.insulated()) as boolean | undefined,
    }),
    uart: instead(hal.uart, {
      read: (into: Uint8Array) => through("uart", () => hal.uart.read(into), into) as number,
      write: (bytes: Uint8Array, start: number, end: number) =>
        through("uart room", () => hal.uart.write(bytes, start, end)) as number,
    }),
    store: instead(hal.store, {
      load: (key: string, into: Uint8Array) =>
        through("store", () => hal.store.load(key, into), into) as number | undefined,
      save: (key: string, bytes: Uint8Array, length: number) =>
        through("store", () => hal.store.save(key, bytes, length)) as boolean,
    }),
  });
}

function sideThrough(side: SideHal, name: string, through: Through): SideHal {
  const { adc, screw } = side;
  return instead(side, {
    adc: instead(adc, {
      read: (into: AdcReading) => through(`${name} adc`, () => adc.read(into), into) as Conversion,
    }),
    screw: instead(screw, {
      configure: (umPerFullStep) => screw.configure(umPerFullStep),
      moveTo: (target, speed) => screw.moveTo(target, speed),
      stop: () => screw.stop(),
      enable: (on) => screw.enable(on),
      read: (into: ScrewReading, at: Instant) =>
        through(`${name} screw`, () => screw.read(into, at), into) as boolean,
    }),
  });
}
