import type { RigSide } from "../rigs/table.js";
import { Seal } from "./seal.js";
import { Train, type TrainParameters } from "./train.js";

/** One side of the press: what pushes it, and the forces that come of it. */
export class PressSide {
  readonly train: Train;
  readonly seal: Seal;
  /**
   * Set before each step: nut position, the cell's growth on this side and thermal growth, um;
   * positive presses.
   */
  nutUm = 0;
  growthUm = 0;
  thermalUm = 0;
  /** Force in the load cell, without sensor error, N. */
  forceN = 0;
  /** Force on the pellet, behind seal and weight, N. */
  pelletN = 0;
  /**
   * Growth in the accepted state: the piston moves out of the mould by what the electrode grows.
   */
  acceptedGrowthUm = 0;

  constructor(train: TrainParameters, piston: RigSide["piston"]) {
    this.train = new Train(train);
    this.seal = new Seal(piston);
    this.pelletN = this.seal.pelletN(0);
  }

  /** Compression of the train in um if the pellet stood where it was at power-on. */
  get reachUm(): number {
    return this.nutUm + this.growthUm + this.thermalUm - this.train.gapUm;
  }

  accept(dtS: number): void {
    this.train.relax(dtS);
    this.seal.friction.accept();
    this.acceptedGrowthUm = this.growthUm;
    this.forceN = this.train.forceN;
    this.pelletN = this.seal.pelletN(this.forceN);
  }
}
