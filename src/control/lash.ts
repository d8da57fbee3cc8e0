/** A reversal in quiet holding this soon after a crossing is the crossing's own doing, s. */
const ownDoingS = 10;
/** Pieces of the share that are under way before the force can answer, five of them a second. */
const piecesUnderWay = 4;
const pieceS = 0.2;
/**
 * Of a lash that was felt, the share that is crossed at once is this part of `share`: lash scatters by 15 % from one
 * reversal to the next (physics 4.3), and `0.75 x 0.8 = 0.6` stays 2.7 sigma short of the flank.
 */
const atOnceShare = 0.75;
/** A lash is another one each time, by this share of itself (physics 4.3). */
const lashScatter = 0.15;
/** Of a way back to the flank that was left without reaching the other. */
const backShare = 0.9;
/** What one felt crossing counts against what was felt before. */
const learning = 0.4;
/**
 * After a ramp a train relaxes, and its force may come back by itself: looked at in the first crossing after that, for so many
 * decisions (a fifth of a second each; six times the 20 s of physics 2.5), every so many,
 */
const relaxLooks = 600;
const lookEvery = 10;
/** it is no answer when it is less than this share of what the screw's motion since then would do on its flank. */
const answeringShare = 0.4;

/**
 * Crosses the lost motion when the screw reverses.
 *
 * While the gear is between its flanks the force does not answer, so the integral action that suits a loaded train is
 * several times too slow there. A crossing therefore goes by itself, in three stretches: what is surely lash at once
 * (only of a lash that was felt or measured), then on to `share` of it in pieces whose force, were there no lash at all,
 * would be tolerable; the rest in proportion to the error, so that what is under way when the force answers is worth a
 * part of the error (`crossing.ts`). It ends when the force has come back from its extreme: then the gear rests on its flank, and what
 * was crossed tells the lash of this rig, whatever the nameplate says. Never more than `share` is crossed without the
 * error asking for it: more than there is would push the cell the other way and make a limit cycle (physics 0.6).
 */
export class LashTakeUp {
  /** Sign of the crossing under way; 0 when there is none. */
  direction = 0;
  /** Best estimate of the lash. */
  lashUm: number;
  /** The estimate was felt on this rig or measured, not read off a nameplate. */
  felt = false;
  private readonly share: number;
  /** How far the gear is towards pressing: 0 on its lowering flank, `lashUm` on its pressing one. */
  private crossedUm: number;
  /** Distance to the flank at the beginning of the crossing, by the estimate, and what is crossed of it. */
  distanceUm = 0;
  private goneUm = 0;
  /** Speed of the last piece, without its sign. */
  rateUmPerS = 0;
  private extremeN = 0;
  private startN = 0;
  /** The last look at whether the force answers the motion: decisions since then, force and way gone. */
  private looks = 0;
  private lookedN = 0;
  private lookedUm = 0;
  /** So many decisions of a crossing the train goes on to relax, and which way: back from where the ramp went. */
  private relaxLeft = 0;
  private relaxing = 0;
  private measured = false;
  /** What of this crossing is surely lash. */
  private sureUm = 0;
  /** The crossing began on a flank, so what it takes to the other is the lash. */
  private fromFlank = true;
  /** The flank that the gear rested on last: the way back to it is known, whatever the lash. */
  private restedOn = 1;
  /** How far beyond its flank the screw was when the force answered to the last crossing, um; undefined once that was taken in. */
  beyondUm: number | undefined;
  /** Time since the last motion of a crossing in quiet holding; Infinity when there is nothing to learn from. */
  sinceS = Infinity;

  /** The first motion of a rig is the approach, so the gear is taken to rest on its pressing flank. */
  constructor(lashUm: number, share: number) {
    this.share = share;
    this.lashUm = lashUm;
    this.crossedUm = lashUm;
  }

  /** The lash was measured. The gear stays on the flank it rests on. */
  adopt(lashUm: number): void {
    const crossed = this.lashUm > 0 ? this.crossedUm / this.lashUm : 1;
    this.lashUm = lashUm;
    this.crossedUm = crossed * lashUm;
    this.felt = true;
    this.measured = true;
    this.cancel();
  }

  get busy(): boolean {
    return this.direction !== 0;
  }

  /**
   * A ramp of that way, with so much left, waits for the flank of the crossing under way. Not where its force is beyond its end already: no way
   * is left, the error is too small for a ramp to answer, and both would stand for ever.
   */
  awaited(way: number, left: number): boolean {
    const { direction } = this;
    return direction !== 0 && (direction * way <= 0 || direction * left > 0);
  }

  /** How far the flank is away in `direction`, um, by the estimate. */
  awayUm(direction: number): number {
    return direction > 0 ? this.lashUm - this.crossedUm : this.crossedUm;
  }

  /**
   * The screw is about to reverse into `direction` (1 or -1) at the present force and stiffness; `quiet` when no ramp
   * asks for it.
   */
  begin(direction: number, forceN: number, stiffnessNPerUm: number, quiet: boolean): void {
    if (quiet && this.sinceS < ownDoingS) this.shrink(direction, forceN, stiffnessNPerUm);
    this.sinceS = quiet ? 0 : Infinity;
    this.direction = direction;
    this.distanceUm = this.awayUm(direction);
    this.fromFlank = this.restedOn === -direction && this.distanceUm === this.lashUm;
    this.sureUm = this.sure(direction);
    this.goneUm = 0;
    this.rateUmPerS = 0;
    this.startN = forceN;
    this.extremeN = forceN;
    this.look(forceN);
  }

  /**
   * Has the force come back from its extreme by `answerN`? Then it is worth so many um on the flank, and the crossing is over
   * (`arrive`); else 0. `alone`: no ramp of the other side changes the force. What the force does by itself while the gear is
   * between its flanks begins a new extreme; a flank that is met between two looks costs no more than one `answerN` by that.
   */
  feel(forceN: number, stiffnessNPerUm: number, answerN: number, alone: boolean): number {
    const backN = this.direction * (forceN - this.extremeN);
    this.looks += 1;
    this.relaxLeft -= 1;
    if (backN < 0) this.extremeN = forceN;
    else if (backN > answerN) return backN / stiffnessNPerUm;
    else if (this.looks >= lookEvery && alone && this.relaxesAlong) {
      const answeredN = this.direction * (forceN - this.lookedN);
      const goneUm = this.goneUm - this.lookedUm;
      if (goneUm === 0 || answeredN < answeringShare * stiffnessNPerUm * goneUm)
        this.extremeN = forceN;
      this.look(forceN);
    }
    return 0;
  }

  /**
   * What the train does by itself looks like an answer. Against it the force comes back from its extreme on a flank alone; and what
   * the other side does to the force is known of a measured pair only.
   */
  private get relaxesAlong(): boolean {
    return this.measured && this.relaxLeft > 0 && this.relaxing === this.direction;
  }

  private look(forceN: number): void {
    this.looks = 0;
    this.lookedN = forceN;
    this.lookedUm = this.goneUm;
  }

  /**
   * The next move. `flankNPerS` is how fast the force may change when the flank is met, `kickN` the tolerable kick,
   * `fastUmPerS` the speed of what is surely lash.
   */
  step(
    flankNPerS: number,
    stiffnessNPerUm: number,
    dtS: number,
    kickN: number,
    fastUmPerS: number,
  ): number {
    const direction = this.direction;
    const move = this.pace(flankNPerS, stiffnessNPerUm, dtS, kickN, fastUmPerS);
    this.goneUm += move;
    if (move > 0 && this.sinceS < Infinity) this.sinceS = 0;
    const crossed = this.crossedUm + direction * move;
    this.crossedUm = crossed < 0 ? 0 : crossed > this.lashUm ? this.lashUm : crossed;
    return direction * move;
  }

  private sure(direction: number): number {
    if (direction === this.restedOn) return backShare * this.distanceUm;
    return this.felt ? this.distanceUm - (1 - atOnceShare * this.share) * this.lashUm : 0;
  }

  /** How far to go on now, um. */
  private pace(
    flankNPerS: number,
    stiffnessNPerUm: number,
    dtS: number,
    kickN: number,
    fastUmPerS: number,
  ): number {
    if (this.goneUm < this.sureUm) {
      const leftUm = this.sureUm - this.goneUm;
      const mostUm = fastUmPerS * dtS;
      this.rateUmPerS = 0;
      return leftUm < mostUm ? leftUm : mostUm;
    }
    let move = this.pieceUm(flankNPerS, stiffnessNPerUm, dtS, kickN);
    if (move > fastUmPerS * dtS) move = fastUmPerS * dtS;
    this.rateUmPerS = move / dtS;
    return move;
  }

  private pieceUm(flankNPerS: number, stiffnessNPerUm: number, dtS: number, kickN: number): number {
    const leftUm = this.distanceUm - (1 - this.share) * this.lashUm - this.goneUm;
    // With its first piece the crossing begins: the PID has followed the error in the period before.
    const creepS = dtS > pieceS && this.goneUm === 0 ? pieceS : dtS;
    const creep = flankNPerS > 0 ? (flankNPerS * creepS) / stiffnessNPerUm : 0;
    if (leftUm <= 0) return creep;
    const piece = (kickN * dtS) / (piecesUnderWay * pieceS * stiffnessNPerUm);
    if (piece <= creep) return creep;
    return piece < leftUm ? piece : leftUm;
  }

  /** The force has answered, and the screw will have gone `beyondUm` from the flank: the gear rests on it. */
  arrive(beyondUm: number): void {
    if (this.fromFlank && this.sinceS < Infinity) {
      const seenUm = this.goneUm > beyondUm ? this.goneUm - beyondUm : 0;
      this.lashUm = this.felt ? this.lashUm + learning * (seenUm - this.lashUm) : seenUm;
      this.felt = true;
    }
    this.beyondUm = beyondUm;
    this.crossedUm = this.direction > 0 ? this.lashUm : 0;
    this.restedOn = this.direction;
    this.direction = 0;
    this.relaxLeft = 0;
  }

  /** A ramp goes on by `way`: the train will relax the other way. */
  strain(way: number): void {
    this.relaxLeft = relaxLooks;
    this.relaxing = way > 0 ? -1 : 1;
  }

  /** Time goes on; what was before a ramp teaches nothing. */
  pass(dtS: number, quiet: boolean): void {
    this.sinceS = quiet ? this.sinceS + dtS : Infinity;
  }

  /** Others have moved the screw, last by `runUm` in `direction`: by its lash and more, and the gear rests on that flank. */
  settle(direction: number, runUm: number): void {
    this.cancel();
    const run = runUm < this.lashUm ? runUm : this.lashUm;
    this.restedOn = run < this.lashUm ? -direction : direction;
    this.crossedUm = direction > 0 ? run : this.lashUm - run;
  }

  cancel(): void {
    this.direction = 0;
    this.sinceS = Infinity;
  }

  /**
   * The last crossing went too far: by what it has moved the force, there was nothing to be crossed. Less than the lash scatters by
   * anyway proves nothing, nor does noise: the gear is where it was left.
   */
  private shrink(direction: number, forceN: number, stiffnessNPerUm: number): void {
    const movedN = direction * (this.startN - forceN);
    if (movedN <= lashScatter * this.lashUm * stiffnessNPerUm) return;
    const left = this.lashUm - movedN / stiffnessNPerUm;
    this.lashUm = left > 0 ? left : 0;
    this.crossedUm = direction > 0 ? 0 : this.lashUm;
  }
}
