import type { LashTakeUp } from "./lash.js";

/**
 * No crossing takes more than the lash, which scatters by 15 % from one to the next (physics 4.3): two sigma of one that was felt; one
 * that is only on a nameplate may be twice as much. What the screw goes beyond, the nut goes too: a cell that moves with it
 * keeps the force from answering.
 */
const mostOfFelt = 1.3;
const mostOfDrawn = 2;

/** How far the nut has gone, of what the screw has gone: while the gear is between its flanks it stands. */
export class NutWay {
  private fromUm = 0;
  /** Way of the screw in which the nut stood. */
  private lostUm = 0;
  private countedUm = 0;
  /** The crossing under way: its direction, how far it has gone, what of that counts as lost, and the most that may. */
  private direction = 0;
  private goneUm = 0;
  private crossedUm = 0;
  private mostUm = 0;

  begin(lash: LashTakeUp, targetUm: number): void {
    this.fromUm = targetUm;
    this.countedUm = targetUm;
    this.lostUm = 0;
    this.direction = 0;
    lash.beyondUm = undefined;
  }

  /** Since `begin`; positive presses. */
  nutUm(targetUm: number): number {
    return targetUm - this.lostUm - this.fromUm;
  }

  /** After each decision, whose moves belong to the crossing that goes on then. */
  count(lash: LashTakeUp, targetUm: number): void {
    const wentUm = targetUm - this.countedUm;
    this.countedUm = targetUm;
    if (lash.beyondUm !== undefined) {
      this.counts(this.goneUm - lash.beyondUm);
      lash.beyondUm = undefined;
      this.direction = 0;
    }
    const { direction } = lash;
    if (direction !== this.direction) {
      this.direction = direction;
      this.goneUm = 0;
      this.crossedUm = 0;
      this.mostUm = (lash.felt ? mostOfFelt : mostOfDrawn) * lash.distanceUm;
    }
    if (direction === 0) return;
    this.goneUm += direction * wentUm;
    this.counts(this.goneUm);
  }

  /** So much of the crossing is lost. */
  private counts(um: number): void {
    const lost = um < 0 ? 0 : um > this.mostUm ? this.mostUm : um;
    this.lostUm += this.direction * (lost - this.crossedUm);
    this.crossedUm = lost;
  }
}
