import type { InjectedFaultName } from "../../sim/faults/table.js";
import type { ScenarioFault } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { bothHeld } from "../in-control.js";
import { endlessWorld } from "../worlds.js";
import type { FaultCase } from "./case.js";
import { judge } from "./judge.js";
import { sideNames, Watch } from "./watch.js";

/** One line of the table. */
export interface FaultResult {
  readonly case: FaultCase;
  readonly detectedBy: string;
  readonly delayS: number | undefined;
  readonly reaction: string;
  /** What is wrong; empty when all is as physics 7 asks. */
  readonly complaints: readonly string[];
}

const usualSeed = 11;
const settleS = 900;
const identifyS = 3600;
const heard = new Uint8Array(1 << 15);
/** Held for this long before anything happens. */
const quietS = 60;

/** Runs one case: brings the rig where the fault meets it, lets it happen, watches and judges. */
export function runCase(one: FaultCase, seed = usualSeed): FaultResult {
  const world = endlessWorld(
    one.rig ?? "reference",
    "doerrer",
    seed,
    one.hal ?? "contract",
    one.during !== "off",
    one.wallShear,
    one.cycler,
    one.cell,
  );
  if (one.tellsCurrent === true) listenIn(world);
  const { simulated } = world;
  if (one.monitored === true) simulated.interlock.monitorOhm = () => simulated.leakOhm;
  bringTo(world, one);
  const watch = new Watch(world);
  if (one.expect.reaction === "keep") watch.belowV = one.expect.sinceBelowV ?? -Infinity;
  const atS = world.atS;
  for (const afterS of [0, ...(one.again ?? [])]) {
    const fault = { ...nothing, ...one.with, at: atS + afterS, name: one.name };
    world.injector.plan({ ...fault, side: one.side ?? "anode" } as unknown as ScenarioFault);
  }
  if (one.also !== undefined) {
    const fault = { ...nothing, ...one.also.with, at: atS, name: one.also.name };
    world.injector.plan({ ...fault, side: one.side ?? "anode" } as unknown as ScenarioFault);
  }
  for (let tick = 0; tick < one.watchS * 10; tick += 1) {
    // An operator gives the order when the load cells tell something.
    if (tick === (one.during === "off" ? 50 : 1) && one.say !== undefined) {
      world.simulated.uart.hostSend(one.say);
    }
    if (tick === (one.later?.atS ?? -1) * 10) world.simulated.uart.hostSend(one.later?.say ?? "");
    world.tick();
    // A host that listens; the fault of one that does not is its own.
    if (tick % 10 === 9) world.takeUart(heard);
    watch.look();
  }
  return { case: one, ...judge(one, world, watch) };
}

/** A host that knows the cycler's current and tells it whenever it changes, and each five minutes. */
export function listenIn(world: World): void {
  const tick = world.tick.bind(world);
  let told = Number.NaN;
  let ticks = 0;
  world.tick = () => {
    const ampere = (world.truth.currentMAPerCm2 * world.rig.anode.areaMm2) / 1e5;
    if (ampere !== told || ticks % 3000 === 0) {
      world.simulated.uart.hostSend(`CELL:CURR ${ampere.toFixed(9)},1200\n`);
      told = ampere;
    }
    ticks += 1;
    tick();
  };
}

/** A scenario's fault with nothing but its time and name. */
const nothing = {
  for: undefined,
  share: undefined,
  factor: undefined,
  force: undefined,
  travel: undefined,
  temperature: undefined,
  over: undefined,
  count: undefined,
};

function bringTo(world: World, one: FaultCase): void {
  if (one.during === "off") {
    for (let tick = 0; tick < 30; tick += 1) world.tick();
    return;
  }
  const { during, side = "anode" } = one;
  const fromKPa = side === "anode" ? 1000 : 120;
  const there = () =>
    during === "loading"
      ? world.rig[side].pressureKPa > fromKPa
      : world.rig.programme.holding && sideNames.every((name) => near(world, name));
  for (let tick = 0; tick < settleS * 10 && !there(); tick += 1) {
    world.tick();
    if (tick % 10 === 9) world.takeUart(heard);
  }
  if (!there()) throw new Error(`${one.name}: the rig did not come to ${during}`);
  if (one.identified !== undefined) identify(world);
  if (during !== "hold") return;
  for (let tick = 0; tick < (one.identified ?? quietS) * 10; tick += 1) {
    world.tick();
    if (tick % 10 === 9) world.takeUart(heard);
  }
}

/** An operator has it measured, and the same pressures held again. */
function identify(world: World): void {
  const { anode, cathode } = world.rig;
  const again = `PRES1 ${anode.targetKPa} KPA;PRES2 ${cathode.targetKPa} KPA;OUTP2 ON;OUTP1 ON\n`;
  const wait = (there: () => boolean) => {
    for (let tick = 0; tick < identifyS * 10 && !there(); tick += 1) {
      world.tick();
      if (tick % 10 === 9) world.takeUart(heard);
    }
    if (!there()) throw new Error("the rig was not identified");
  };
  world.simulated.uart.hostSend("ABOR;:IDEN\n");
  wait(() => world.rig.identifier.identity !== undefined);
  world.simulated.uart.hostSend(again);
  wait(() => bothHeld(world.rig) && sideNames.every((name) => near(world, name)));
}

function near(world: World, name: "anode" | "cathode"): boolean {
  const { pressureKPa, targetKPa } = world.rig[name];
  return Math.abs(pressureKPa - targetKPa) <= 0.005 * targetKPa;
}

export function titleOf(one: FaultCase): string {
  const where = one.side === "cathode" ? " cathode" : "";
  const rig = one.rig === undefined ? "" : `, ${one.rig} rig`;
  const note = one.note === undefined ? "" : ` (${one.note})`;
  return `${one.name as InjectedFaultName}${where}${rig}${note}`;
}
