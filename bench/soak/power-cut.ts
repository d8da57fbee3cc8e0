import { recordBytesMax } from "../../hal/store.js";
import type { ScenarioFault } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { HeldTime } from "../held-time.js";
import { anyDriven } from "../in-control.js";
import { RecordListener } from "../record-listener.js";
import { endlessWorld } from "../worlds.js";

/** A run of ten minutes with loading, ramps, a stop and saves. */
export const cutRunTicks = 6000;
const seed = 31;
/** What the host says, by tick. */
const says: Readonly<Record<number, string>> = {
  2500: "ABOR\n",
  2600: "PRES1 1.5 MPA;PRES2 0.3 MPA;OUTP2 ON;OUTP1 ON\n",
  3600: "PRES1 2 MPA\n",
  4500: "ABOR\n",
  4510: 'SETT:VAL "stream.interval","3 s"\nSETT:SAVE\n',
  4600: "OUTP2 ON;OUTP1 ON\n",
  5000: 'ABOR\nSETT:VAL "stream.interval","4 s"\n',
  5010: "SETT:SAVE\n",
  5100: "OUTP1 ON\n",
};
/** Long enough for the drivers to set up all chips, s. */
const watchS = 3;
/** A full step of the coarsest drive here, um: where coils without current may let the rotor fall to. */
const restUm = 6;

/**
 * `power`: all supplies, and a record that is being written in this tick is torn. `controller`: its watchdog. `port`: a host that
 * opens the port. `twice`: the supplies fail again in the start that follows.
 */
export const cutKinds = ["power", "controller", "port", "twice"] as const;
export type CutKind = (typeof cutKinds)[number];
const faultOf = {
  power: "brownOut",
  controller: "watchdogReset",
  port: "portReset",
  twice: "brownOut",
} as const;

/** The run up to a cut. */
class CutRun {
  readonly world: World = endlessWorld("reference", "doerrer", seed);
  readonly listener = new RecordListener();
  readonly held = new HeldTime();
  /** Intervals that may be found after the cut, s. */
  readonly intervals: number[] = [];
  private readonly bytes = new Uint8Array(1 << 15);

  /** Runs up to the cut; with `tornShare` a record that is written in its last tick comes to this share of its bytes. */
  run(ticks: number, tornShare: number | undefined): void {
    const { world } = this;
    for (let n = 0; n < ticks; n += 1) {
      const text = says[n];
      if (text !== undefined) world.simulated.uart.hostSend(text);
      if (n === ticks - 1) {
        this.intervals.push(this.stored());
        if (tornShare !== undefined) tearWrites(world, tornShare);
      }
      world.tick();
      this.held.look(world.rig);
      if (n % 10 === 9) this.hear();
    }
    // A record that was written whole in the last tick stands; one that was torn is not there.
    if (tornShare === undefined) this.intervals.splice(0, 1, this.stored());
    this.hear();
  }

  hear(): void {
    for (;;) {
      const count = this.world.takeUart(this.bytes);
      if (count === 0) return;
      this.listener.hear(this.bytes.subarray(0, count));
    }
  }

  private stored(): number {
    const { rig, simulated, settings } = this.world;
    const known = simulated.store.load("settings.a", new Uint8Array(recordBytesMax)) !== undefined;
    const stored = known ? rig.settingsStore?.load().stream.interval : undefined;
    return stored ?? settings.stream.interval;
  }
}

/** The supply fails while the first record of this tick is being written: it is torn, and no other comes. */
function tearWrites(world: World, share: number): void {
  const { store } = world.simulated;
  const save = store.save.bind(store);
  let torn = false;
  store.save = (key, bytes, length) => {
    if (!torn) save(key, bytes, Math.floor(length * share));
    torn = true;
    return true;
  };
  const restart = world.restart.bind(world);
  world.restart = (power, reason) => {
    store.save = save;
    restart(power, reason);
  };
}

/** Ticks of the run in which something is written to flash. */
export function savingTicks(): number[] {
  const { world } = new CutRun();
  const ticks: number[] = [];
  for (let n = 0; n < cutRunTicks; n += 1) {
    const before = world.simulated.store.saves;
    const text = says[n];
    if (text !== undefined) world.simulated.uart.hostSend(text);
    world.tick();
    if (world.simulated.store.saves > before) ticks.push(n + 1);
  }
  return ticks;
}

/** What came of a cut after so many ticks, in words; empty when all is well. */
export function cutAt(tick: number, kind: CutKind, tornShare = (tick % 101) / 100): string[] {
  const run = new CutRun();
  const { world } = run;
  run.run(tick, kind === "power" ? tornShare : undefined);
  const list = listening(run, "before the cut", 1);
  const before = places(world);
  const cut = () =>
    world.injector.plan({ at: 0, name: faultOf[kind], side: "anode" } as unknown as ScenarioFault);
  cut();
  run.listener.cut();
  if (kind === "twice") {
    for (let n = 0; n <= tick % 31; n += 1) world.tick();
    run.hear();
    run.listener.cut();
    cut();
  }
  for (let n = 0; n < watchS * 10; n += 1) world.tick();
  run.hear();
  const boots = kind === "twice" ? 3 : 2;
  list.push(...wrong(run, before, boots), ...listening(run, "after the start", boots));
  list.push(...resumed(run, kind));
  return list;
}

function wrong({ world, intervals }: CutRun, before: readonly number[], boots: number): string[] {
  const list: string[] = [];
  const { rig } = world;
  if (world.boots !== boots) list.push(`${world.boots} starts`);
  if (anyDriven(rig)) list.push("a side is driven");
  if (rig.programme.running) list.push("a programme runs");
  if (rig.guard.log.count > 0) list.push("a fault is latched");
  if ((rig.identity.resetReason ?? "") === "") list.push("no reason");
  if (!(rig.anode.fresh && rig.cathode.fresh)) list.push("a load cell is not read");
  const { interval } = rig.settings.stream;
  if (!intervals.includes(interval)) {
    list.push(`interval ${interval} s, and not ${intervals.join(" or ")} s`);
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

/** Numbers of records go on without a gap, and after a start they begin anew under another boot count, which a header tells. */
function listening({ listener, world }: CutRun, when: string, boots: number): string[] {
  const list: string[] = [];
  const { boot, headerSequence, first, missing, torn } = listener;
  if (missing > 0) list.push(`${missing} records missing ${when}`);
  if (torn > 0) list.push(`${torn} broken lines ${when}`);
  // Before the first second there may be nothing yet.
  if (world.atS < 1) return list;
  if (boot !== boots) list.push(`the header tells boot ${boot} ${when}`);
  if (first === undefined) list.push(`no record ${when}`);
  else if (boots > 1 && first !== headerSequence) {
    list.push(`the header tells of record ${headerSequence}, and ${first} came ${when}`);
  }
  return list;
}

/** What was held is held again after an order and a reset by the watchdog; else nothing is, whatever is ordered. */
function resumed(run: CutRun, kind: CutKind): string[] {
  const { world, listener, held } = run;
  listener.replies.length = 0;
  world.simulated.uart.hostSend("SYST:RES?\nSYST:RES\n");
  for (let n = 0; n < 20; n += 1) world.tick();
  run.hear();
  const [answer] = listener.replies;
  if (listener.replies.length !== 1) return [`${listener.replies.length} replies`];
  const ready = answer === '"ready"';
  const may = kind === "controller" && held.mayResume;
  // Settings that were saved meanwhile come into force with the start, and are other ones.
  const same = world.rig.settings.stream.interval === world.settings.stream.interval;
  const must = kind === "controller" && held.mustResume && same;
  if (ready && !may) return ["a hold may be taken up again that was none"];
  if (must && !ready) return [`a hold is lost: ${answer}`];
  const holds = anyDriven(world.rig);
  if (holds !== ready) return [`${answer}, and ${holds ? "a" : "no"} side is held`];
  return [];
}

function places({ truth }: World): number[] {
  return [truth.anode.motorUm, truth.cathode.motorUm];
}
