/** A reversal in quiet holding this soon after a take-up is the take-up's own doing, s: twice the loop's time constant. */
const ownDoingS = 10;

/**
 * Takes up lost motion when the screw reverses.
 *
 * Only a share of the known lash is crossed (`share`, at most 0.95): crossing more than there is would push the cell
 * the other way and turn a quiet loop into a limit cycle (physics 0.6). It is crossed in pieces no larger than the
 * force kick that would be tolerable if the lash were not there at all, and it ends early when the force answers.
 * A nameplate may promise more lash than there is: a take-up that provokes the next reversal teaches so.
 */
export class LashTakeUp {
  /** What of the take-up is still to be crossed; positive presses. */
  leftUm = 0;
  private startN = 0;
  /** How far the take-up has crossed towards pressing: 0 when the gear rests on its lowering flank. */
  private crossedUm: number;
  /** What a take-up crosses; shrinks when that proves to be more than there is. */
  private wholeUm: number;
  /** Time since the last piece of a take-up in quiet holding; Infinity when there is nothing to learn from. */
  private sinceS = Infinity;
  private readonly share: number;

  /** The first motion of a rig is the approach, so the gear is taken to rest on its pressing flank. */
  constructor(lashUm: number, share: number) {
    this.share = share;
    this.wholeUm = lashUm * share;
    this.crossedUm = this.wholeUm;
  }

  /** The lash was measured. The gear stays on the flank it rests on, and nothing that was under way is finished. */
  adopt(lashUm: number): void {
    const crossed = this.wholeUm > 0 ? this.crossedUm / this.wholeUm : 1;
    this.wholeUm = lashUm * this.share;
    this.crossedUm = crossed * this.wholeUm;
    this.cancel();
  }

  get busy(): boolean {
    return this.leftUm !== 0;
  }

  /**
   * The screw is about to reverse into `direction` (1 or -1) at the present force and stiffness; `quiet` when no ramp
   * asks for it.
   */
  begin(direction: number, forceN: number, stiffnessNPerUm: number, quiet: boolean): void {
    if (quiet && this.sinceS < ownDoingS) this.shrink(direction, forceN, stiffnessNPerUm);
    this.sinceS = quiet ? 0 : Infinity;
    this.leftUm = direction > 0 ? this.wholeUm - this.crossedUm : -this.crossedUm;
    this.startN = forceN;
  }

  /** The next piece: at most `pieceUm`; nothing more once the force has moved by `answerN` in the new direction. */
  step(forceN: number, pieceUm: number, answerN: number): number {
    if (this.leftUm === 0) return 0;
    const pressing = this.leftUm > 0;
    const gained = pressing ? forceN - this.startN : this.startN - forceN;
    if (gained > answerN) {
      this.crossedUm = pressing ? this.wholeUm : 0;
      this.leftUm = 0;
      return 0;
    }
    let piece = this.leftUm;
    if (piece > pieceUm) piece = pieceUm;
    else if (piece < -pieceUm) piece = -pieceUm;
    this.leftUm -= piece;
    this.crossedUm += piece;
    if (this.sinceS < Infinity) this.sinceS = 0;
    return piece;
  }

  /** Time goes on; what was before a ramp teaches nothing. */
  pass(dtS: number, quiet: boolean): void {
    this.sinceS = quiet ? this.sinceS + dtS : Infinity;
  }

  /** After free motion in `direction` the gear rests on that flank. */
  settle(direction: number): void {
    this.cancel();
    this.crossedUm = direction > 0 ? this.wholeUm : 0;
  }

  cancel(): void {
    this.leftUm = 0;
    this.sinceS = Infinity;
  }

  /** The last take-up went too far: by what it has moved the force, there was nothing to be crossed. */
  private shrink(direction: number, forceN: number, stiffnessNPerUm: number): void {
    const movedN = direction > 0 ? this.startN - forceN : forceN - this.startN;
    if (movedN <= 0) return;
    const left = this.wholeUm - movedN / stiffnessNPerUm;
    this.wholeUm = left > 0 ? left : 0;
    this.crossedUm = direction > 0 ? 0 : this.wholeUm;
  }
}
