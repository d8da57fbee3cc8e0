import type { RaisedFault } from "../../sim/scorer.js";
import type { World } from "../../sim/world.js";
import { forEachRestriction } from "../../src/restrictions.js";
import type { SideName } from "../../src/settings/table.js";

export const sideNames = ["anode", "cathode"] as const satisfies readonly SideName[];

/** Time from a fault's latching to rest: braking, and the tick that shows it. */
const restS = 0.3;

/** Less than this is no contact, N (physics 7, row 27). */
const bareN = 2;

/** What happens on one side from the fault on. */
class SideWatch {
  advanceUm = 0;
  reversals = 0;
  peakN = 0;
  /** Greatest advance of the motor within a second in which nothing pressed on the cell, whatever the firmware calls it, um. */
  bareUmPerS = 0;
  sought = false;
  readonly startN: number;
  readonly startMotorUm: number;
  private readonly world: World;
  private readonly name: SideName;
  private readonly startUm: number;
  private readonly recent: number[] = [];
  private lastUm: number;
  private direction = 0;

  constructor(world: World, name: SideName) {
    this.world = world;
    this.name = name;
    this.startUm = this.targetUm;
    this.lastUm = this.startUm;
    this.startN = world.truth[name].forceN;
    this.startMotorUm = world.truth[name].motorUm;
  }

  get targetUm(): number {
    return this.world.rig[this.name].loop.motion.targetUm;
  }

  /** Where the screw is and was told to go, to tell whether it rests. */
  get place(): string {
    const { motion } = this.world.rig[this.name].loop;
    return `${motion.targetUm} ${motion.positionUm}`;
  }

  look(): void {
    const now = this.targetUm;
    this.advanceUm = Math.max(this.advanceUm, now - this.startUm);
    this.peakN = Math.max(this.peakN, this.world.truth[this.name].forceN);
    const change = Math.sign(now - this.lastUm);
    if (change !== 0) {
      if (this.direction !== 0 && change !== this.direction) this.reversals += 1;
      this.direction = change;
    }
    this.lastUm = now;
    const { phase, contactN } = this.world.rig[this.name];
    if (phase === "seek") this.sought = true;
    const { forceN, motorUm } = this.world.truth[this.name];
    // A search that has felt contact is over, and the ramp goes on: then less than the force of contact is none.
    if (forceN >= (phase === "seek" ? bareN : Math.min(bareN, contactN))) {
      this.recent.length = 0;
      return;
    }
    this.recent.push(motorUm);
    if (this.recent.length > 11) this.recent.shift();
    this.bareUmPerS = Math.max(this.bareUmPerS, motorUm - (this.recent[0] ?? motorUm));
  }
}

/** Names of the warnings that are told now. */
export function warningsOf(world: World): string[] {
  const names: string[] = [];
  forEachRestriction(world.rig, (name) => {
    names.push(name);
  });
  return names;
}

/** What is seen of a world from an instant on. */
export class Watch {
  readonly sides: Record<SideName, SideWatch>;
  /** The first fault since, and how long after. */
  raised: RaisedFault | undefined;
  delayS = 0;
  /** Voltage of the cell when it was told. */
  voltsThen = 0;
  /** When the true voltage of the cell fell below this, s after the injection; Infinity while it has not. */
  fellAfterS = Infinity;
  belowV = -Infinity;
  /** Both screws have stood since the fault. */
  rested = true;
  /** Something that has to be a number was none. */
  notANumber = "";
  /** Warnings that were there before anything happened. */
  readonly warnedBefore: readonly string[];
  private readonly world: World;
  private readonly seen: number;
  private readonly sinceS: number;
  readonly startPelletUm: number;
  private places = "";

  constructor(world: World) {
    this.world = world;
    this.sides = { anode: new SideWatch(world, "anode"), cathode: new SideWatch(world, "cathode") };
    this.seen = world.faults.length;
    this.warnedBefore = warningsOf(world);
    this.sinceS = world.atS;
    this.startPelletUm = world.truth.pelletTravelUm;
  }

  /** After each tick. */
  look(): void {
    const { world } = this;
    for (const name of sideNames) {
      this.sides[name].look();
      const { pressureKPa, loop } = world.rig[name];
      const sum = pressureKPa + loop.motion.targetUm + world.truth[name].forceN;
      if (!Number.isFinite(sum)) this.notANumber = name;
    }
    if (world.truth.cellVolts < this.belowV && this.fellAfterS === Infinity)
      this.fellAfterS = world.atS - this.sinceS;
    if (this.raised === undefined) {
      this.raised = world.faults[this.seen];
      this.voltsThen = world.truth.cellVolts;
    }
    if (this.raised === undefined) return;
    this.delayS = this.raised.atS - this.sinceS;
    if (world.atS < this.raised.atS + restS) return;
    const places = sideNames.map((name) => this.sides[name].place).join(" ");
    if (this.places === "") this.places = places;
    if (places !== this.places) this.rested = false;
  }
}
