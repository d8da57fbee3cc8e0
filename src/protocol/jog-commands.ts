import { jogMaxUmPerS, jogOf } from "../jog.js";
import { OrderKind } from "../order.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { pushOrder, refusedMotion } from "./refusals.js";

/** Slowest jog, m/s. */
const slowest = 1e-7;

/** A screw that may be moved now; the host is told why not. */
function refused(call: Call, parks: boolean): boolean {
  if (refusedMotion(call)) return true;
  const { rig, suffix, errors } = call;
  const side = rig.side(suffix);
  if (parks) return false;
  if (side.held) errors.push("settingsConflict", `the side is held: OUTP${suffix}:PARK unloads it`);
  else if (side.sensor.medianN > side.contactN)
    errors.push("settingsConflict", `there is force on the screw: OUTP${suffix}:PARK unloads it`);
  else return false;
  return true;
}

function jog(call: Call): void {
  const metres = call.parameters.number("length");
  if (metres === undefined) return;
  const most = jogMaxUmPerS * 1e-6;
  const speed =
    call.parameters.count > 0 ? call.parameters.within("speed", slowest, most, most) : most;
  if (speed === undefined || !call.parameters.finished() || refused(call, false)) return;
  const { rig, suffix } = call;
  const { screw } = suffix === 2 ? rig.settings.cathode : rig.settings.anode;
  const toUm = rig.side(suffix).loop.motion.positionUm + metres * 1e6;
  if (toUm <= screw.travelMin || toUm >= screw.travelMax) {
    const travel = `${screw.travelMin} to ${screw.travelMax} um`;
    call.errors.push(
      "outOfRange",
      `it would end at ${Math.floor(toUm + 0.5)} um; travel is ${travel}`,
    );
    return;
  }
  jogOf(rig, suffix).speedUmPerS = speed * 1e6;
  pushOrder(call, OrderKind.jog, suffix, toUm);
}

/** For exchanging cells: screws in free air. */
export const jogCommands: readonly CommandSpec[] = [
  {
    header: "OUTPut#:JOG",
    parameters: "<length>[,<speed>|MINimum|MAXimum|DEFault]",
    meaning:
      "Moves the screw in free air, positive towards the cell, by default at 1 mm/s or as fast as the screw can; towards the cell only as fast as stopping at the force of contact allows",
    run: jog,
  },
  {
    header: "OUTPut#:PARK",
    parameters: "",
    meaning: "Unloads the side and backs off by approach.park, for the cell to be exchanged",
    run: (c) => {
      if (c.parameters.finished() && !refused(c, true)) pushOrder(c, OrderKind.park, c.suffix, 0);
    },
  },
  {
    header: "OUTPut#:HOME",
    parameters: "",
    meaning: "Moves the screw back to its low reference switch",
    run: (c) => {
      if (c.parameters.finished() && !refused(c, false)) pushOrder(c, OrderKind.home, c.suffix, 0);
    },
  },
  {
    header: "OUTPut#:HOME?",
    parameters: "",
    meaning: "Position of the low reference switch in m as found last; 9.91E37 before",
    run: (c) => {
      const homeUm = c.rig.side(c.suffix).jog?.homeUm ?? Infinity;
      if (homeUm === Infinity) c.reply.text("9.91E37");
      else c.reply.decimal(homeUm * 1e-6, 8);
    },
  },
];
