import type { ScenarioFault } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { endlessWorld } from "../worlds.js";

/** A run of ten minutes with loading, ramps, a stop and saves. */
export const cutRunTicks = 6000;
const seed = 31;
/** What the host says, by tick. */
const says: Readonly<Record<number, string>> = {
  5: 'SETT:VAL "stream.interval","2 s"\nSETT:SAVE\n',
  2500: "ABOR\n",
  2510: 'SETT:VAL "stream.interval","3 s"\nSETT:SAVE\n',
  2600: "PRES1 1.5 MPA;PRES2 0.3 MPA;OUTP2 ON;OUTP1 ON\n",
  4000: "PRES1 2 MPA\n",
  5000: 'ABOR\nSETT:VAL "stream.interval","4 s"\n',
  5010: "SETT:SAVE\n",
  5100: "OUTP1 ON\n",
};
/** Long enough for the drivers to set up all chips, s. */
const watchS = 3;
/** A full step of the coarsest drive here, um: where coils without current may let the rotor fall to. */
const restUm = 6;

/** What came of a cut, in words; empty when all is well. */
export function cutAt(tick: number, power: boolean): string[] {
  const world = endlessWorld("reference", "doerrer", seed);
  const bytes = new Uint8Array(1 << 15);
  for (let n = 0; n < tick; n += 1) {
    const text = says[n];
    if (text !== undefined) world.simulated.uart.hostSend(text);
    world.tick();
    if (n % 10 === 9) world.takeUart(bytes);
  }
  const stored = world.rig.settingsStore?.load().stream.interval;
  const known = world.simulated.store.load("settings.a", new Uint8Array(3072)) !== undefined;
  const before = places(world);
  world.injector.plan({
    at: 0,
    name: power ? "brownOut" : "watchdogReset",
    side: "anode",
  } as unknown as ScenarioFault);
  for (let n = 0; n < watchS * 10; n += 1) world.tick();
  return wrong(world, before, known ? stored : world.settings.stream.interval);
}

function wrong(world: World, before: readonly number[], interval: number | undefined): string[] {
  const list: string[] = [];
  const { rig } = world;
  if (world.boots !== 2 || rig.identity.bootCount !== 2)
    list.push(`boot ${rig.identity.bootCount}`);
  if (rig.anode.mode === "hold" || rig.cathode.mode === "hold") list.push("a side is held");
  if (rig.programme.running) list.push("a programme runs");
  if (rig.guard.log.count > 0) list.push("a fault is latched");
  if ((rig.identity.resetReason ?? "") === "") list.push("no reason");
  if (!(rig.anode.fresh && rig.cathode.fresh)) list.push("a load cell is not read");
  if (rig.settings.stream.interval !== interval) {
    list.push(`interval ${rig.settings.stream.interval} s, ${interval} s was stored`);
  }
  for (const [i, um] of places(world).entries()) {
    const moved = um - (before[i] ?? 0);
    // Backwards it may fall by what the coils held; forwards nothing at all.
    if (moved > restUm || moved < -restUm) list.push(`moved by ${moved.toFixed(2)} um`);
  }
  const commanded = [rig.anode, rig.cathode].map((side) => side.loop.motion.targetUm);
  if (commanded.some((um) => um !== 0)) list.push("a move was ordered");
  for (const side of [world.simulated.anode, world.simulated.cathode]) {
    if (!side.stage.standing) list.push("a motor turns");
    if (side.stage.position !== 0) list.push(`${side.stage.position} microsteps`);
  }
  return list;
}

function places({ truth }: World): number[] {
  return [truth.anode.motorUm, truth.cathode.motorUm];
}
