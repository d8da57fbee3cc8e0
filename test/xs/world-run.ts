import { World } from "../../sim/world.js";
import { planned, type WorldPlan } from "../support/world-of.js";

/** A world to be run for a while on one engine or the other. */
export interface WorldRun extends WorldPlan {
  readonly hours: number;
}

const piece = new Uint8Array(1 << 14);

/** Runs a world and hands over, piece by piece, all bytes that the rig sends: its `uart.log`. */
export function runWorld(run: WorldRun, take: (bytes: Uint8Array) => void): void {
  const world = new World(planned(run));
  const ticks = run.hours * 36000;
  for (let tick = 1; tick <= ticks; tick += 1) {
    world.tick();
    if (tick % 100 === 0 || tick === ticks) takeAll(world, take);
  }
}

function takeAll(world: World, take: (bytes: Uint8Array) => void): void {
  for (;;) {
    const count = world.takeUart(piece);
    if (count === 0) return;
    take(piece.subarray(0, count));
  }
}
