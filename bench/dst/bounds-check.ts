import type { World } from "../../sim/world.js";
import { recordsMax } from "../../src/telemetry/record-ring.js";
import type { Break } from "./broken.js";

/**
 * What a tick may ask of the machine: each call is bytes on a bus or a wait. A stop and a change of the coils for each of 32
 * orders on both sides, with what a fault does; a target for each screw, once more after an order.
 */
const most = { moveTo: 4, stop: 70, enable: 70, save: 4, uart: 400 } as const;
type Call = keyof typeof most;

/** Nothing that waits grows beyond its place, and no tick asks more of the machine than it has time for. */
export class BoundsCheck {
  private readonly world: World;
  private readonly break: Break;
  private readonly counts: Record<Call, number> = {
    moveTo: 0,
    stop: 0,
    enable: 0,
    save: 0,
    uart: 0,
  };
  private boots = 1;

  constructor(world: World, broken: Break) {
    this.world = world;
    this.break = broken;
    const hal = world.board?.hal ?? world.simulated.hal;
    for (const { screw } of [hal.anode, hal.cathode]) {
      for (const name of ["moveTo", "stop", "enable"] as const) this.tally(screw, name, name);
    }
    this.tally(hal.store, "save", "save");
    this.tally(hal.uart, "read", "uart");
    this.tally(hal.uart, "write", "uart");
  }

  look(): void {
    const { world, counts } = this;
    const { rig } = world;
    if (rig.orders.count > 32) this.break("bounded", "more orders than fit");
    if (rig.console.errors.count > 64) this.break("bounded", `${rig.console.errors.count} errors`);
    if (rig.telemetry.waiting > recordsMax) this.break("bounded", "more records than the ring has");
    for (const call of Object.keys(most) as Call[]) {
      // A start sets everything up.
      if (counts[call] > most[call] && world.boots === this.boots) {
        this.break("bounded", `${counts[call]} times ${call} in a tick`);
      }
      counts[call] = 0;
    }
    this.boots = world.boots;
  }

  private tally<Name extends string>(
    part: Record<Name, (...args: never[]) => unknown>,
    name: Name,
    call: Call,
  ): void {
    const method = part[name].bind(part);
    part[name] = (...args) => {
      this.counts[call] += 1;
      return method(...args);
    };
  }
}
