import type { RigSide } from "../rigs/table.js";
import { DahlFriction } from "./dahl-friction.js";

/** Weight of a kilogram, N. */
const gravity = 9.80665;

/**
 * What lies between load cell and pellet, so that the load cell does not see it: the friction of
 * the piston's seal against the mould, and the weight of what moves below the load cell (physics
 * 3.4). Motion is positive into the mould; `F_pellet = F_loadcell - friction + weight`.
 */
export class Seal {
  readonly friction: DahlFriction;
  readonly weightN: number;

  constructor(piston: RigSide["piston"]) {
    this.friction = new DahlFriction(piston.sealFriction, piston.sealPresliding);
    this.weightN = piston.mass * gravity;
  }

  /** Force on the pellet in N when the load cell carries `loadCellN`; nothing pulls on a pellet. */
  pelletN(loadCellN: number): number {
    return Math.max(0, loadCellN - this.friction.forceN + this.weightN);
  }
}
