import type { InjectedFaultName } from "../../sim/faults/table.js";
import type { ScenarioFault } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { endlessWorld } from "../worlds.js";

const seed = 41;
/** A counter of milliseconds begins anew after 49.7 days, one with a sign after half of it: both come up in the first hours. */
const wrapsUs = [2_147_483_648_000, 4_294_967_296_000] as const;
const beforeWrapUs = 3600e6;
/** What happens, one after the other, each clearing away before the next. */
const weekly: readonly InjectedFaultName[] = [
  "estop",
  "silentConverter",
  "unplugged",
  "motionChipReset",
  "driverHot",
  "roomStep",
  "stuckCode",
  "hostSlow",
];
const lastsS = 20;
const resume = "FAUL:CLE\nPRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";

/** How the rig is at the end of a stretch. */
export interface SoakPoint {
  readonly atH: number;
  readonly holding: boolean;
  readonly offKPa: number;
  readonly heapMB: number;
  readonly faults: number;
  readonly records: number;
  readonly writes: number;
}

export interface SoakOptions {
  readonly hours: number;
  /** A fault so often, h. */
  readonly everyH: number;
  /** A point so often, h. */
  readonly pointH: number;
  /** Which wrap of the clock comes up an hour after the start. */
  readonly wrap: 0 | 1;
}

/** Holds for months, with a fault a week; tells what must not drift or grow. */
export function soak(options: SoakOptions, told: (point: SoakPoint) => void): World {
  const world = endlessWorld("reference", "doerrer", seed);
  world.simulated.clock.restart(wrapsUs[options.wrap] - beforeWrapUs);
  const bytes = new Uint8Array(1 << 15);
  let happened = 0;
  let clearAtS = Infinity;
  const ticks = Math.floor(options.hours * 36000);
  for (let tick = 1; tick <= ticks; tick += 1) {
    const { atS } = world;
    if (atS >= (happened + 1) * options.everyH * 3600) {
      const name = weekly[happened % weekly.length] as InjectedFaultName;
      const side = happened % 2 === 0 ? "anode" : "cathode";
      const lasts = name === "motionChipReset" ? {} : { for: lastsS };
      world.injector.plan({ at: atS, name, side, ...lasts } as unknown as ScenarioFault);
      happened += 1;
      clearAtS = atS + 2 * lastsS;
    }
    if (atS >= clearAtS) {
      world.simulated.uart.hostSend(resume);
      clearAtS = Infinity;
    }
    world.tick();
    if (tick % 10 === 0) world.takeUart(bytes);
    if (tick % Math.floor(options.pointH * 36000) === 0) told(pointOf(world));
  }
  return world;
}

function pointOf(world: World): SoakPoint {
  global.gc?.();
  const { anode } = world.rig;
  return {
    atH: world.atS / 3600,
    holding: world.rig.mode === "hold",
    offKPa: Math.abs(anode.pressureKPa - 2500),
    heapMB: process.memoryUsage().heapUsed / 1e6,
    faults: world.faults.length,
    records: world.rig.telemetry.sequence,
    writes: world.simulated.store.saves,
  };
}
