import type { RigModel } from "../../sim/rigs/table.js";
import type { World } from "../../sim/world.js";
import type { SideName } from "../../src/settings/table.js";
import { tangentAt } from "./true-side.js";

/** What was true at one load while the firmware measured there. */
export interface TrueLevel {
  /** Tangent that the screw felt, N/um. */
  readonly nPerUm: number;
  /** Change of the other side's force per change of this one, the other screw at rest. */
  readonly cross: number;
  readonly forceN: number;
}

/** Less motion of the nut in a tick is none: wind-up that eases, um. */
const stillUm = 1e-3;

/**
 * Looks at the truth while an identification measures: the means over the way of the nut, because a slope shows only where
 * something moves.
 */
export class LevelWatch {
  readonly levels: Readonly<Record<SideName, TrueLevel[]>> = { anode: [], cathode: [] };
  private readonly world: World;
  private readonly rig: RigModel;
  private nutUm = 0;
  private wayUm = 0;
  private stiffness = 0;
  private cross = 0;
  private force = 0;

  constructor(world: World, rig: RigModel) {
    this.world = world;
    this.rig = rig;
  }

  /** To be called after each tick; true when the identification is over. */
  look(): boolean {
    const { current } = this.world.rig.identifier;
    if (current === undefined) return false;
    const name: SideName = current.channel === 1 ? "anode" : "cathode";
    const { record } = current.exams[name];
    const own = this.world.truth[name];
    const motionUm = Math.abs(own.nutUm - this.nutUm);
    this.nutUm = own.nutUm;
    // A side's last level ends in the tick in which the other side's turn begins.
    for (const side of ["anode", "cathode"] as const) {
      const known = this.levels[side];
      if (current.exams[side].levels.length > known.length) known.push(this.take());
    }
    // The record is cleared where a level begins; what moved until then was the way to it.
    if (record.count === 0) this.clear();
    else if (motionUm > stillUm) this.add(name, motionUm);
    return !current.running;
  }

  private add(name: SideName, motionUm: number): void {
    const { truth } = this.world;
    const otherName = name === "anode" ? "cathode" : "anode";
    const { stiffnessNPerUm, forceN } = truth[name];
    const ownAlone = tangentAt(this.rig[name], forceN);
    const otherAlone = tangentAt(this.rig[otherName], truth[otherName].forceN);
    // 1 / felt = 1 / own + 1 / (other + mount and wall in series), physics 3.3.
    const behind = 1 / (1 / stiffnessNPerUm - 1 / ownAlone);
    this.wayUm += motionUm;
    this.stiffness += motionUm * stiffnessNPerUm;
    this.cross += (motionUm * otherAlone) / behind;
    this.force += motionUm * forceN;
  }

  private take(): TrueLevel {
    const { wayUm, stiffness, cross, force } = this;
    this.clear();
    return { nPerUm: stiffness / wayUm, cross: cross / wayUm, forceN: force / wayUm };
  }

  private clear(): void {
    this.wayUm = 0;
    this.stiffness = 0;
    this.cross = 0;
    this.force = 0;
  }
}
