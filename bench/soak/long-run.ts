import { bothHeld } from "../in-control.js";
import { type SoakOptions, SoakRig } from "./soak-rig.js";

/** How the rig is at the end of a stretch. */
export interface SoakPoint {
  readonly atH: number;
  readonly holding: boolean;
  readonly offKPa: number;
  /** Heap of Node, MB, or slots that live on XS. */
  readonly memory: number;
  /** Faults that were let happen. */
  readonly happened: number;
  /** Faults that the firmware has told of. */
  readonly told: number;
  readonly boots: number;
  /** Records since the last start of the controller. */
  readonly records: number;
  readonly writes: number;
  /** Lines that were dropped other than rows, errors and orders that wait: nothing may pile up. */
  readonly piled: number;
}

export interface LongRunOptions extends SoakOptions {
  readonly hours: number;
  /** A point so often, h. */
  readonly pointH: number;
}

/** Holds for months, with a fault a week; tells what must not drift or grow. */
export function soak(options: LongRunOptions, told: (point: SoakPoint) => void): SoakRig {
  const soaked = new SoakRig(options);
  const points = Math.floor(options.hours / options.pointH);
  for (let i = 0; i < points; i += 1) {
    soaked.run(Math.floor(options.pointH * 36000));
    global.gc?.();
    told(pointOf(soaked, process.memoryUsage().heapUsed / 1e6));
  }
  return soaked;
}

export function pointOf({ world, happened }: SoakRig, memory: number): SoakPoint {
  const { rig, faults, boots, atS, simulated } = world;
  return {
    atH: atS / 3600,
    holding: bothHeld(rig),
    offKPa: Math.max(
      Math.abs(rig.anode.pressureKPa - 2500),
      Math.abs(rig.cathode.pressureKPa - 200),
    ),
    memory,
    happened,
    told: faults.length,
    boots,
    records: rig.telemetry.sequence,
    writes: simulated.store.saves,
    piled: rig.telemetry.droppedOthers + rig.console.errors.count + rig.orders.count,
  };
}
