import type { InjectedFaultName } from "../../sim/faults/table.js";
import type { ScenarioFault } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { endlessWorld } from "../worlds.js";
import { countAsTheDevice, wrapsUs } from "./device-clock.js";

const seed = 41;
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
  "watchdogReset",
  "hostSlow",
];
const instants: readonly InjectedFaultName[] = ["motionChipReset", "watchdogReset"];
const lastsS = 20;
const resume = "FAUL:CLE\nABOR\nPRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";

export interface SoakOptions {
  /** A fault so often, h. */
  readonly everyH: number;
  /** Which wrap of the clock comes up an hour after the start. */
  readonly wrap: 0 | 1;
}

/** The reference rig in a long hold: a fault at even intervals, cleared by the host, and a clock about to wrap. Runs on XS too. */
export class SoakRig {
  readonly world: World;
  /** Faults that have happened. */
  happened = 0;
  private readonly options: SoakOptions;
  private readonly bytes = new Uint8Array(1 << 15);
  private clearAtS = Infinity;

  constructor(options: SoakOptions) {
    this.options = options;
    this.world = endlessWorld("reference", "doerrer", seed);
    countAsTheDevice(this.world.simulated.clock, wrapsUs[options.wrap] - beforeWrapUs);
  }

  /** The rig's own clock has passed its wrap in this start or one before. */
  get wrapped(): boolean {
    return this.world.atS * 1e6 > beforeWrapUs;
  }

  run(ticks: number): void {
    const { world } = this;
    for (let tick = 1; tick <= ticks; tick += 1) {
      this.happen(world.atS);
      world.tick();
      if (tick % 10 === 0) world.takeUart(this.bytes);
    }
  }

  private happen(atS: number): void {
    if (atS >= (this.happened + 1) * this.options.everyH * 3600) {
      // The second wrap begins in the middle of the list: between them both see all of it.
      const number = this.happened + this.options.wrap * 5;
      const name = weekly[number % weekly.length] as InjectedFaultName;
      const side = number % 2 === 0 ? "anode" : "cathode";
      const lasts = instants.includes(name) ? {} : { for: lastsS };
      this.world.injector.plan({ at: atS, name, side, ...lasts } as unknown as ScenarioFault);
      this.happened += 1;
      this.clearAtS = atS + 2 * lastsS;
    }
    if (atS >= this.clearAtS) {
      this.world.simulated.uart.hostSend(resume);
      this.clearAtS = Infinity;
    }
  }
}
