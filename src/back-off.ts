import type { Motion } from "./control/motion.js";
import type { Settings, SideName } from "./settings/table.js";

/** Speed in free air after unloading, um/s; and to where a cell can be exchanged, the screw's own speed permitting. */
const clearanceSpeedUmPerS = 100;
const parkSpeedUmPerS = 1000;
/** A parked screw stays off the end of its travel by so much, um. */
const endUm = 50;

/** A screw's way back from the cell: to clearance, or so far that the cell can be exchanged. */
export class BackOff {
  /** Where contact ended last, um; of a screw that has had none, where it stood without. -Infinity before anything is known. */
  touchedUm = -Infinity;
  /** Far enough for the cell to be exchanged. */
  far = false;
  private toUm = 0;
  private readonly clearanceUm: number;
  private readonly parkUm: number;
  private readonly travelMinUm: number;

  constructor(own: Settings[SideName]) {
    this.clearanceUm = own.approach.clearance;
    this.parkUm = own.approach.park;
    this.travelMinUm = own.screw.travelMin;
  }

  /** Begins at `positionUm`; `slackUm` of what is left of compression comes off first. */
  begin(contact: boolean, positionUm: number, slackUm: number): void {
    const freeUm = positionUm - slackUm;
    if (contact || freeUm > this.touchedUm) this.touchedUm = freeUm;
    const toUm = this.touchedUm - (this.far ? this.parkUm : this.clearanceUm);
    // Parking goes as far as the travel lets it; a clearance that cannot be kept is told of (outOfTravel).
    const lowestUm = this.travelMinUm + endUm;
    this.toUm = this.far && toUm < lowestUm ? lowestUm : toUm;
  }

  /** One step; true when the screw has been sent all the way. */
  step(motion: Motion, dtS: number): boolean {
    const left = this.toUm - motion.wantedUm;
    if (left >= 0) return true;
    const speed = this.far ? parkSpeedUmPerS : clearanceSpeedUmPerS;
    motion.advance(left > -speed * dtS ? left : -speed * dtS, speed);
    return false;
  }
}
