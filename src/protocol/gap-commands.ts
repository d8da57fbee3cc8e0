import { Mode } from "../mode.js";
import { OrderKind } from "../order.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { pushOrder, refusedMotion } from "./refusals.js";

/** Slowest motion, m/s: a microstep of the reference anode in 23 s. */
const slowest = 1e-9;

function move(call: Call): void {
  const { rig, suffix, parameters } = call;
  const own = suffix === 2 ? rig.settings.cathode : rig.settings.anode;
  const metres = parameters.number("length");
  if (metres === undefined) return;
  const most = own.screw.speedMax * 1e-6;
  const usual = own.approach.speed < own.screw.speedMax ? own.approach.speed * 1e-6 : most;
  const speed = parameters.count > 0 ? parameters.within("speed", slowest, most, usual) : usual;
  if (speed === undefined || !parameters.finished() || refusedMotion(call)) return;
  const toUm = rig.side(suffix).loop.motion.positionUm + metres * 1e6;
  if (toUm <= own.screw.travelMin || toUm >= own.screw.travelMax) {
    const travel = `${own.screw.travelMin} to ${own.screw.travelMax} um`;
    const where = Math.floor(toUm + 0.5);
    call.errors.push("outOfRange", `it would end at ${where} um; travel is ${travel}`);
    return;
  }
  rig.gapUmPerS[suffix] = speed * 1e6;
  pushOrder(call, OrderKind.gap, suffix, metres * 1e6);
}

function leftUm(call: Call): number {
  const { mode, mover } = call.rig.side(call.suffix);
  return mode === Mode.gap ? (mover?.leftUm ?? 0) : 0;
}

/** A gap that moves. */
export const gapCommands: readonly CommandSpec[] = [
  {
    header: "OUTPut#:GAP",
    parameters: "<length>[,<speed>|MINimum|MAXimum|DEFault]",
    meaning:
      "Moves the screw by so much, positive presses, and keeps its position; by default at approach.speed, and never faster than limits.rampRateMax over the stiffness",
    run: move,
  },
  {
    header: "OUTPut#:GAP?",
    parameters: "",
    meaning: "Way in m that a gap that moves has still to go; 0 when it stands",
    run: (c) => c.reply.decimal(leftUm(c) * 1e-6, 10),
  },
];
