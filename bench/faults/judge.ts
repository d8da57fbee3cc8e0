import { specOf } from "../../sim/faults/table.js";
import type { World } from "../../sim/world.js";
import { anyDriven, bothHeld } from "../in-control.js";
import type { FaultCase } from "./case.js";
import { sideNames, type Watch, warningsOf } from "./watch.js";

interface Judgement {
  readonly detectedBy: string;
  readonly delayS: number | undefined;
  readonly reaction: string;
  readonly complaints: readonly string[];
}

/** True pressures may differ so much from what was asked for: calibration errors are 0.5 %, drifts as much again. */
const trueShare = 0.015;
/** A lithium cell below this is bridged by metal, or soon is. */
const hardV = 2.5;
/** Braking at a reset, and what the coils give when they let go: less than a full step of the coarsest drive here. */
const bootMotionUm = 6;

/** Compares what was seen with what physics 7 asks. */
export function judge(one: FaultCase, world: World, watch: Watch): Judgement {
  const complaints: string[] = [];
  const { raised } = watch;
  const warnings = warningsOf(world);
  const { expect } = one;
  if (watch.notANumber !== "") complaints.push(`not a number on the ${watch.notANumber}`);
  for (const name of sideNames) {
    const limitN = overForceN(world, name, watch.sides[name].startN);
    if (watch.sides[name].peakN > limitN) {
      complaints.push(`${watch.sides[name].peakN.toFixed(0)} N on the ${name}`);
    }
  }
  switch (expect.reaction) {
    case "hold":
      complaints.push(...held(one, world, watch));
      break;
    case "ride":
      complaints.push(...rode(one, world, watch));
      break;
    case "drift":
      if (raised !== undefined) complaints.push(`false alarm: ${raised.name}`);
      if (!bothHeld(world.rig)) complaints.push("no longer holds");
      break;
    case "freezeSide":
      complaints.push(...frozen(one, world, watch));
      break;
    case "keep":
      complaints.push(...kept(one, world, watch));
      break;
    case "refuse":
      complaints.push(...refused(one, world, watch));
      break;
    case "search":
      complaints.push(...searched(expect.umPerS, one, world, watch));
      break;
    case "boot":
      complaints.push(...booted(world, watch));
      break;
  }
  for (const warning of one.warns ?? []) {
    if (!warnings.includes(warning)) complaints.push(`no warning ${warning}`);
    if (watch.warnedBefore.includes(warning))
      complaints.push(`${warning} before anything was wrong`);
  }
  const names = raised === undefined ? warnings : [`${raised.name} ${raised.side}`, ...warnings];
  return {
    detectedBy: names.join(", "),
    delayS: raised === undefined ? undefined : watch.delayS,
    reaction: reactionOf(world, watch),
    complaints,
  };
}

function held(one: FaultCase, world: World, watch: Watch): string[] {
  const { expect } = one;
  if (expect.reaction !== "hold") return [];
  const { raised } = watch;
  if (raised === undefined) return ["not detected"];
  const wrong: string[] = [];
  if (!expect.faults.includes(raised.name)) wrong.push(`told as ${raised.name}`);
  if (watch.delayS > expect.withinS + 1e-6) wrong.push(`only after ${watch.delayS.toFixed(1)} s`);
  const told: string[] = world.faults.map(({ name }) => name);
  if (expect.also !== undefined && !told.includes(expect.also))
    wrong.push(`not told as ${expect.also}`);
  if (!watch.rested) wrong.push("moved on after the fault");
  const side = one.side ?? "anode";
  const most = expect.advanceUm ?? 2 * world.rig[side].loop.motion.quantumUm;
  const { advanceUm } = watch.sides[side];
  const { reversals } = watch.sides[side];
  if (reversals < (expect.reversals ?? 0)) wrong.push(`${reversals} reversals only`);
  if (advanceUm > most + 1e-9) wrong.push(`pressed on by ${advanceUm.toFixed(2)} um`);
  if (anyDriven(world.rig)) {
    wrong.push("a side is still under control");
  }
  return wrong;
}

function rode(one: FaultCase, world: World, watch: Watch): string[] {
  const { expect } = one;
  if (expect.reaction !== "ride") return [];
  const wrong: string[] = [];
  if (watch.raised !== undefined) wrong.push(`false alarm: ${watch.raised.name}`);
  if (!bothHeld(world.rig)) return [...wrong, "no longer holds"];
  const said = world.rig.console.errors.count;
  if (said < (expect.errors ?? 0)) wrong.push(`${said} errors said, ${expect.errors} expected`);
  for (const name of sideNames) {
    const { reversals } = watch.sides[name];
    if (expect.reversals !== undefined && reversals > expect.reversals) {
      wrong.push(`${reversals} reversals on the ${name}`);
    }
    const side = world.rig[name];
    const trueKPa = (world.truth[name].forceN * 1000) / side.areaMm2;
    const off = Math.abs(trueKPa - side.targetKPa);
    const wasKPa = (watch.sides[name].startN * 1000) / side.areaMm2;
    const drifted = Math.abs(trueKPa - wasKPa) > (expect.driftKPa ?? Infinity);
    if (drifted || off > trueShare * side.targetKPa) {
      wrong.push(`${trueKPa.toFixed(1)} kPa on the ${name}, ${wasKPa.toFixed(1)} before`);
    }
  }
  return wrong;
}

function frozen(one: FaultCase, world: World, watch: Watch): string[] {
  const { expect } = one;
  if (expect.reaction !== "freezeSide") return [];
  const { raised } = watch;
  if (raised === undefined) return ["not detected"];
  const wrong: string[] = [];
  if (!expect.faults.includes(raised.name)) wrong.push(`told as ${raised.name}`);
  if (watch.delayS > expect.withinS + 1e-6) wrong.push(`only after ${watch.delayS.toFixed(1)} s`);
  if (raised.side === "rig") return [...wrong, "told of no side"];
  const { advanceUm } = watch.sides[raised.side];
  if (advanceUm > (expect.advanceUm ?? Infinity))
    wrong.push(`pressed on by ${advanceUm.toFixed(2)} um`);
  const slidUm = Math.abs(world.truth.pelletTravelUm - watch.startPelletUm);
  if (slidUm > (expect.slidUm ?? Infinity))
    wrong.push(`the pellet slid by ${slidUm.toFixed(0)} um`);
  const stands = world.rig[raised.side];
  if (stands.mode !== "gap" || stands.mover !== undefined)
    wrong.push(`the ${raised.side} is not frozen`);
  const other = raised.side === "anode" ? "cathode" : "anode";
  if (!world.rig[other].held) wrong.push(`the ${other} is let go`);
  return wrong;
}

function kept(one: FaultCase, world: World, watch: Watch): string[] {
  const { expect } = one;
  if (expect.reaction !== "keep") return [];
  const { raised } = watch;
  if (raised === undefined) return ["not detected"];
  const wrong: string[] = [];
  if (!expect.faults.includes(raised.name)) wrong.push(`told as ${raised.name}`);
  const sinceS = expect.sinceBelowV === undefined ? 0 : watch.fellAfterS;
  const afterS = watch.delayS - sinceS;
  if (afterS > expect.withinS + 1e-6) wrong.push(`only after ${afterS.toFixed(1)} s`);
  if (expect.before === "hardShort" && watch.voltsThen < hardV) {
    wrong.push(`only when the cell had ${watch.voltsThen.toFixed(2)} V left`);
  }
  for (const name of sideNames) {
    const raisedKPa = (watch.sides[name].peakN * 1000) / world.rig[name].areaMm2;
    if (raisedKPa > (1 + trueShare) * world.rig[name].targetKPa) wrong.push(`raised the ${name}`);
  }
  if (!bothHeld(world.rig)) wrong.push("no longer holds");
  if (!world.simulated.interlock.cyclerOpen) wrong.push("the cycler was not asked to open");
  return wrong;
}

function refused(one: FaultCase, world: World, watch: Watch): string[] {
  const { expect } = one;
  if (expect.reaction !== "refuse") return [];
  const { raised } = watch;
  if (raised !== undefined) {
    const wrong: string[] = [];
    if (!(expect.faults ?? []).includes(raised.name)) wrong.push(`told as ${raised.name}`);
    if (!watch.rested) wrong.push("moved on after the fault");
    // A wrong-sign move ends within 2 % of the load cell's capacity.
    const faulted = specOf(one.name).place === "side" ? [one.side ?? "anode"] : sideNames;
    for (const name of faulted) {
      const capacityN = world.rig.settings[name].loadCell.capacity;
      if (watch.sides[name].peakN > 0.1 * capacityN) {
        wrong.push(`${watch.sides[name].peakN.toFixed(0)} N on the ${name}`);
      }
    }
    return wrong;
  }
  const wrong: string[] = [];
  if (anyDriven(world.rig)) wrong.push("is under control");
  const { errors } = world.rig.console;
  if (errors.count === 0) wrong.push("nothing was said");
  const said: string[] = [];
  while (errors.count > 0) said.push(errors.next());
  if (!said.some((text) => text.includes(expect.says ?? "")))
    wrong.push(`said ${said[0]}, not that ${expect.says}`);
  for (const name of sideNames) {
    if (watch.sides[name].advanceUm > 0) wrong.push(`the ${name} moved`);
  }
  return wrong;
}

function searched(umPerS: number, one: FaultCase, world: World, watch: Watch): string[] {
  const wrong: string[] = [];
  const name = one.side ?? "anode";
  const side = world.rig[name];
  if (watch.raised !== undefined) wrong.push(`told as ${watch.raised.name}`);
  if (!side.held) wrong.push("gave up");
  const peakKPa = (watch.sides[name].peakN * 1000) / side.areaMm2;
  if (peakKPa > 1.1 * side.targetKPa + 20) wrong.push(`${peakKPa.toFixed(0)} kPa`);
  const { bareUmPerS, sought } = watch.sides[name];
  const { quantumUm } = side.loop.motion;
  if (!sought && one.with?.over === undefined) wrong.push("did not search");
  // A step error of some percent of a full step is no speed.
  if (bareUmPerS > 1.1 * umPerS + quantumUm)
    wrong.push(`${bareUmPerS.toFixed(1)} um/s without contact`);
  const trueKPa = (world.truth[name].forceN * 1000) / side.areaMm2;
  if (Math.abs(trueKPa - side.targetKPa) > trueShare * side.targetKPa) {
    wrong.push(`${trueKPa.toFixed(1)} kPa at the end`);
  }
  return wrong;
}

function booted(world: World, watch: Watch): string[] {
  const wrong: string[] = [];
  if (world.boots !== 2) wrong.push(`${world.boots} starts`);
  if (anyDriven(world.rig)) wrong.push("is under control");
  if (world.rig.programme.running) wrong.push("a programme runs");
  if ((world.rig.identity.resetReason ?? "") === "") wrong.push("does not say why");
  if (watch.raised !== undefined) wrong.push(`false alarm: ${watch.raised.name}`);
  for (const name of sideNames) {
    const um = Math.abs(world.truth[name].motorUm - watch.sides[name].startMotorUm);
    if (um > bootMotionUm) wrong.push(`the ${name} moved by ${um.toFixed(2)} um`);
  }
  return wrong;
}

function reactionOf(world: World, watch: Watch): string {
  const modes = sideNames.map((name) => world.rig[name].mode);
  const text = modes[0] === modes[1] ? `${modes[0]}` : modes.join("/");
  return watch.raised === undefined ? text : `stop, ${text}`;
}

/** 1.2 x set point + 0.2 MPa, what the screw gives until the trip, or what there was before. */
function overForceN(world: World, name: "anode" | "cathode", startN: number): number {
  const side = world.rig[name];
  const tripN = ((1.2 * side.targetKPa + 200) * side.areaMm2) / 1000;
  return Math.max(1.1 * tripN, 1.05 * startN);
}
