import type { SideSettings } from "../settings/table.js";

/** Before contact is firm one move is at most this, um (physics 7, general rules). */
const looseMoveMaxUm = 50;

/** What a single move of the loop may do at most: in force, in way before contact is firm, and in speed. */
export class MoveBounds {
  private readonly forceMaxN: number;
  private readonly moveMaxN: number;
  private readonly slewMaxNPerS: number;
  private readonly speedMaxUmPerS: number;

  constructor(settings: SideSettings, newtonsPerKPa: number, speedMaxUmPerS: number) {
    this.forceMaxN = 0.95 * settings.loadCell.capacity;
    this.moveMaxN = 0.1 * settings.loadCell.capacity;
    this.slewMaxNPerS = settings.limits.rampRateMax * newtonsPerKPa;
    this.speedMaxUmPerS = speedMaxUmPerS;
  }

  /**
   * The move, as far as it is allowed at this stiffness and at these forces, filtered and median: contact that was lost shows in the
   * median first, contact that was found too.
   */
  of(moveUm: number, forceN: number, promptN: number, stiffnessNPerUm: number): number {
    const most = this.moveMaxN / stiffnessNPerUm;
    const firmN = this.moveMaxN * 0.1;
    const loose = (forceN < firmN || promptN < firmN) && most > looseMoveMaxUm;
    const cap = loose ? looseMoveMaxUm : most;
    const move = moveUm > cap ? cap : moveUm < -cap ? -cap : moveUm;
    const highN = promptN > forceN ? promptN : forceN;
    return move > 0 && highN + stiffnessNPerUm * move > this.forceMaxN ? 0 : move;
  }

  /** No faster than the fastest ramp, and than the screw. */
  speedUmPerS(stiffnessNPerUm: number): number {
    const speed = this.slewMaxNPerS / stiffnessNPerUm;
    return speed < this.speedMaxUmPerS ? speed : this.speedMaxUmPerS;
  }
}
