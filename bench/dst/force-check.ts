import type { InjectedFaultName } from "../../sim/faults/table.js";
import { specOf } from "../../sim/faults/table.js";
import type { World } from "../../sim/world.js";
import { Phase } from "../../src/phase.js";
import { highestSetPoint } from "../../src/programme/limits.js";
import type { SideName } from "../../src/settings/table.js";
import { type Break, sides } from "./broken.js";
import type { Plan } from "./plan.js";

/** Faults with which the true force cannot be known from the reading: only a proof at the start finds them. */
const blinding: readonly InjectedFaultName[] = [
  "wrongSign",
  "wrongScale",
  "cellsSwapped",
  "motorsSwapped",
  "zeroShift",
  "sensorCreep",
  "zeroDrift",
  "mainsPickup",
];
/** A reading may lie this long before the guard has to have seen it, s (physics 7, row 3), with what is under way. */
const lieS = 2.5;
/**
 * A reading that does not lie trips within this time, s: the conversion under way, two that pass the median of three, two of
 * debounce, the tick that judges, and braking, at ten conversions a second.
 */
const promptS = 0.7;
/** The current comes on with the tick after the order, s. */
const turnOnS = 0.25;
/** Rows of physics 7 about load cell, wires, converter and buses. */
const lastSensorRow = 18;
/** Calibration, its drift and the filter: a true force may be this much above the trip before the guard can know, as a share. */
const tripShare = 1.05;

class SideForce {
  /** Since when the true force is above the trip and nobody says so. */
  aboveSinceS = -1;
  /** When it was last below the limit of the side. */
  beyondSinceS = 0;
  /** Where the motor was when the guard had to know, um; undefined before. */
  knownAtUm: number | undefined;
  /** The way of one tick, the longest since the force is above, um. */
  tickUm = 0;
  motorUm = 0;
  /** Since when its motor has current for holding. */
  heldSinceS = Infinity;
}

/** The true force: told when it is above its trip, and pressed on by no more than one tick's motion. */
export class ForceCheck {
  private readonly world: World;
  private readonly break: Break;
  private readonly memory = { anode: new SideForce(), cathode: new SideForce() };
  /** From here on a reading may lie for ever. */
  private readonly blindFromS: number;
  private lyingUntilS = 0;

  constructor(world: World, plan: Plan, broken: Break) {
    this.world = world;
    this.break = broken;
    const blind = plan.faults.filter(({ name }) => blinding.includes(name));
    this.blindFromS = Math.min(Infinity, ...blind.map(({ at }) => at));
  }

  look(): void {
    const { world } = this;
    if (world.atS >= this.blindFromS) return;
    if (world.injector.active.some(liesAboutForce) || world.lateUs > 0) {
      this.lyingUntilS = world.atS + lieS;
    }
    for (const name of sides) {
      this.checkLimit(name);
      this.checkTrip(name);
      const memory = this.memory[name];
      memory.motorUm = world.truth[name].motorUm;
      if (!world.rig[name].held) memory.heldSinceS = Infinity;
      else if (memory.heldSinceS === Infinity) memory.heldSinceS = world.atS;
    }
  }

  restart(): void {
    for (const name of sides) {
      this.memory[name] = new SideForce();
      this.memory[name].beyondSinceS = this.world.atS;
    }
    // The readings begin anew.
    this.lyingUntilS = this.world.atS + lieS;
  }

  /** Beyond the limit of the side no screw is told to press. */
  private checkLimit(name: SideName): void {
    const { settings, truth, rig } = this.world;
    const own = settings[name];
    const limitKPa =
      own.limits.pressureMax * settings.guard.overForceFactor + settings.guard.overForceMargin;
    const capacityKPa = highestSetPoint(settings, name).limitKPa / 0.9;
    const perKPa = rig[name].areaMm2 / 1000;
    const limitN = Math.min(limitKPa, capacityKPa) * perKPa;
    const memory = this.memory[name];
    const { forceN, motorUm } = truth[name];
    const { atS, lateUs } = this.world;
    if (forceN <= tripShare * limitN) memory.beyondSinceS = atS;
    // A pellet that slips throws its load over at once: what counts is whether the screw presses when the guard had to know.
    const knownS = (atS < this.lyingUntilS ? lieS : promptS) + lateUs * 1e-6;
    const { quantumUm } = rig[name].loop.motion;
    // A rotor whose current has just come on goes to the nearest of its places, up to two full steps away, and nothing can stop it.
    const turnsUm = atS - memory.heldSinceS < turnOnS ? 2 * own.screw.microsteps * quantumUm : 0;
    const pressed = motorUm - memory.motorUm > quantumUm + turnsUm;
    if (pressed && atS - memory.beyondSinceS > knownS) {
      this.break("force", `${forceN.toFixed(1)} N on the ${name}, limit ${limitN.toFixed(1)} N`);
    }
  }

  /** A side that is held above 1.2 x set point + 0.2 MPa, or above its limit, has to be told of (physics 7). */
  private checkTrip(name: SideName): void {
    const { truth, rig, atS } = this.world;
    const memory = this.memory[name];
    const tripN = this.tripN(name);
    const { forceN, motorUm } = truth[name];
    // A way back from what no reading shows takes the force off.
    const presses = rig[name].held && rig[name].phase !== Phase.retract;
    const quiet = rig.guard.log.count === 0 && presses;
    if (!quiet || forceN <= tripN) {
      memory.aboveSinceS = -1;
      memory.knownAtUm = undefined;
      memory.tickUm = 0;
      return;
    }
    if (memory.aboveSinceS < 0) memory.aboveSinceS = atS;
    const aboveS = atS - memory.aboveSinceS;
    const text = `${forceN.toFixed(1)} N on the ${name}, trip ${tripN.toFixed(1)} N`;
    const lateS = this.world.lateUs * 1e-6;
    if (aboveS > lieS + lateS) this.break("force", text);
    if (atS < this.lyingUntilS) return;
    if (aboveS <= promptS) memory.tickUm = Math.max(memory.tickUm, motorUm - memory.motorUm);
    else {
      memory.knownAtUm ??= motorUm;
      const pressedUm = motorUm - memory.knownAtUm;
      if (pressedUm > memory.tickUm + rig[name].loop.motion.quantumUm) {
        this.break("force", `${text}: pressed on by ${pressedUm.toFixed(1)} um`);
      }
    }
  }

  private tripN(name: SideName): number {
    const { rig, settings } = this.world;
    const { setPoint } = rig[name].loop;
    const set = Math.max(0, setPoint.nowKPa, setPoint.expectedKPa);
    const { overForceFactor, overForceMargin } = settings.guard;
    const tripKPa = overForceFactor * set + overForceMargin;
    return (tripShare * tripKPa * rig[name].areaMm2) / 1000;
  }
}

function liesAboutForce(name: InjectedFaultName): boolean {
  const { row, busOnly } = specOf(name);
  return busOnly === true || (row >= 1 && row <= lastSensorRow);
}
