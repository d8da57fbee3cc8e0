import type { Motion } from "./motion.js";
import type { SetPoint } from "./set-point.js";
import type { StiffnessEstimate } from "./stiffness-estimate.js";

/** On a train whose stiffness nobody has felt, a ramp goes by this share of its way and waits for the answer ... */
const feelShare = 1 / 3;
/** ... if that share is worth so many sigma and quanta, and for this long at most, s. */
const feelSigma = 40;
const feelQuanta = 6;
const feelPatienceS = 4;
/** What a crossing has left open is made good down to this share of a deadband, for it costs no reversal; and for this long at most, s. */
const shortShare = 0.5;
const shortPatienceS = 3;
/** A force that is ahead by what the ramp does in so long is not followed on, s. */
const outrunS = 1;
/** Within a ramp and its tail the screw turns round for no less than this share of the way. */
const overshootShare = 0.02;
/** The lags are not quite as the model has them: an answer that is late by this share of what is in them is under way all the same. */
const lateShare = 0.15;

/**
 * A set point on its way and in its tail: how fast it may go, when it waits, and what it teaches of the stiffness.
 */
export class Ramp {
  /** The set point is on its way, or its end is not out of the lags yet. */
  on = false;
  /** So long at most the set point stands for the sake of the other side, s. */
  waitS = 0;
  /**
   * The force is far ahead of a ramp that has yet to come to where it is: on a train that is stiffer than anybody knew it waits there,
   * and nothing more is sent after it.
   */
  outrun = false;
  private readonly setPoint: SetPoint;
  private readonly estimate: StiffnessEstimate;
  private readonly motion: Motion;
  private readonly newtonsPerKPa: number;
  /** For so long it has been short of its end since it crossed lash, s; Infinity while it has crossed none. */
  private shortS = Infinity;
  /** It has waited this long for the answer to its first share; `feelPatienceS` when it does not wait. */
  private feltS = feelPatienceS;

  constructor(
    setPoint: SetPoint,
    estimate: StiffnessEstimate,
    motion: Motion,
    newtonsPerKPa: number,
  ) {
    this.setPoint = setPoint;
    this.estimate = estimate;
    this.motion = motion;
    this.newtonsPerKPa = newtonsPerKPa;
  }

  /** The ramp goes its first share and waits for the answer. */
  get feels(): boolean {
    return this.feltS < feelPatienceS;
  }

  /** No ramp goes on. */
  end(): void {
    this.on = false;
    this.outrun = false;
    this.waitS = 0;
  }

  /**
   * The median has felt the cell, and the low-pass shows little of it yet: what is on its way there is no error and not to be ramped
   * for, and what the approach still has under way is not the answer to a ramp.
   */
  touch(forceN: number, promptN: number): void {
    const aheadKPa = (promptN - forceN) / this.newtonsPerKPa;
    this.setPoint.resume(forceN / this.newtonsPerKPa, aheadKPa, aheadKPa);
    this.setPoint.resumedKPa = 0;
    this.estimate.mute();
  }

  /** Takes one look at screw and force. True when it has just felt the first answer. */
  learn(
    forceN: number,
    sigmaN: number,
    drawnNPerUm: number,
    crossing: boolean,
    dtS: number,
  ): boolean {
    const estimate = this.estimate;
    const positionUm = this.motion.positionUm;
    if (!this.on) {
      this.on = true;
      this.shortS = Infinity;
      this.feltS = estimate.windows === 0 ? 0 : feelPatienceS;
      estimate.begin(positionUm, forceN);
    }
    if (crossing) {
      if (this.shortS === Infinity) this.shortS = 0;
      estimate.mute();
    }
    estimate.step(
      positionUm,
      forceN,
      drawnNPerUm,
      sigmaN,
      this.motion.quantumUm,
      dtS,
      this.setPoint.meanLagS,
      this.setPoint.filterLagS,
    );
    if (!this.feels || estimate.windows === 0) return false;
    this.feltS = feelPatienceS;
    return true;
  }

  /**
   * A ramp that has crossed lash, which nobody knows beforehand, will not reach its end with what has been moved so far. Asked
   * for some seconds only: what is missing then is an error like another.
   */
  isShort(forceN: number, stiffnessNPerUm: number, halfWidthN: number, dtS: number): boolean {
    if (!this.estimate.trusted || this.shortS > shortPatienceS) return false;
    const sp = this.setPoint;
    const underWayN = stiffnessNPerUm * this.estimate.underWayUm(this.motion.wantedUm);
    const leftN = sp.targetKPa * this.newtonsPerKPa - forceN - underWayN;
    const leastN = shortShare * halfWidthN;
    const short = sp.targetKPa > sp.fromKPa ? leftN > leastN : leftN < -leastN;
    if (short) this.shortS += dtS;
    return short;
  }

  /** Goes on from where the force will be, once what is under way has come out of the lags. */
  resume(forceN: number, stiffnessNPerUm: number): void {
    const { estimate, motion } = this;
    const kPaPerUm = stiffnessNPerUm / this.newtonsPerKPa;
    this.setPoint.resume(
      forceN / this.newtonsPerKPa,
      kPaPerUm * estimate.underWayUm(motion.wantedUm),
      kPaPerUm * estimate.halfwayAheadUm,
    );
  }

  /**
   * Advances the set point, no faster than the screw can follow, and not while the force lags far behind it or the screw
   * crosses lash.
   */
  advance(
    forceN: number,
    sigmaN: number,
    stiffnessNPerUm: number,
    halfWidthN: number,
    crossing: boolean,
    dtS: number,
  ): void {
    const sp = this.setPoint;
    const asked = sp.rateKPaPerS;
    sp.rateKPaPerS = this.paceKPaPerS(stiffnessNPerUm);
    const lag = sp.expectedKPa * this.newtonsPerKPa - forceN;
    const lagMax = 4 * halfWidthN + 2 * sp.rateKPaPerS * this.newtonsPerKPa;
    const waits = sp.targetKPa > sp.nowKPa ? lag > lagMax : lag < -lagMax;
    if (waits || crossing || this.waitS > 0) sp.rateKPaPerS = 0;
    if (this.waitS > 0) this.waitS -= dtS;
    if (this.feels) this.feel(sigmaN, stiffnessNPerUm, dtS);
    sp.step(dtS);
    sp.rateKPaPerS = asked;
    if (sp.stepKPa !== 0 || sp.nowKPa !== sp.targetKPa) return;
    const tailN = (sp.nowKPa - sp.expectedKPa) * this.newtonsPerKPa;
    if (tailN >= halfWidthN || tailN <= -halfWidthN) return;
    this.on = false;
    this.outrun = false;
  }

  /** How long the rest of the way takes at least, s. */
  leftS(stiffnessNPerUm: number): number {
    const left = this.setPoint.targetKPa - this.setPoint.nowKPa;
    return (left < 0 ? -left : left) / this.paceKPaPerS(stiffnessNPerUm);
  }

  private paceKPaPerS(stiffnessNPerUm: number): number {
    const screwRate = (0.8 * this.motion.speedMaxUmPerS * stiffnessNPerUm) / this.newtonsPerKPa;
    const asked = this.setPoint.rateKPaPerS;
    return screwRate < asked ? screwRate : asked;
  }

  /** Looks at the error of a decision. */
  look(errorN: number, halfWidthN: number): void {
    const sp = this.setPoint;
    const way = sp.targetKPa > sp.fromKPa ? 1 : -1;
    const aheadN = -way * errorN;
    const leastN = 4 * halfWidthN + outrunS * sp.rateKPaPerS * this.newtonsPerKPa;
    const leftN = way * (sp.targetKPa - sp.expectedKPa) * this.newtonsPerKPa;
    this.outrun = aheadN > leastN && aheadN < leftN;
  }

  /**
   * An error of the ramp that is left alone. The force is ahead, but by too little to turn round for: relaxing trains come back
   * by themselves. Or it is late, but no more than the lags and a screw that is at its fastest may make it; what is moved for that is
   * too much in the end.
   */
  bears(errorN: number, halfWidthN: number, stiffnessNPerUm: number): boolean {
    if (this.outrun) return true;
    const sp = this.setPoint;
    const wayN = sp.wayKPa * this.newtonsPerKPa;
    const size = errorN < 0 ? -errorN : errorN;
    const tail = sp.nowKPa - sp.expectedKPa;
    const tailN = (tail < 0 ? -tail : tail) * this.newtonsPerKPa;
    if (errorN * wayN >= 0) {
      if (!this.estimate.trusted) return false;
      const behindUm = this.motion.wantedUm - this.motion.positionUm;
      const behindN = stiffnessNPerUm * (behindUm < 0 ? -behindUm : behindUm);
      // After lash the ramp itself makes good what is missing.
      return this.shortS <= shortPatienceS || size < lateShare * tailN + behindN;
    }
    // Nor for less than is still in the lags.
    // While it waits for the other side, the other takes it along on its own way.
    const share = this.waitS > 0 ? 1 : overshootShare;
    return size < 4 * halfWidthN + share * (wayN < 0 ? -wayN : wayN) + tailN;
  }

  /**
   * On a train that nobody has felt, ends the step at the first share of the way and lets the ramp wait there: what so short
   * a way is worth may be three times as much as the drawing says.
   */
  private feel(sigmaN: number, stiffnessNPerUm: number, dtS: number): void {
    const sp = this.setPoint;
    const way = sp.wayKPa;
    const share = (way < 0 ? -way : way) * feelShare;
    const shareN = share * this.newtonsPerKPa;
    const quantaN = feelQuanta * this.motion.quantumUm * stiffnessNPerUm;
    if (shareN < feelSigma * sigmaN || shareN < quantaN) {
      this.feltS = feelPatienceS;
      return;
    }
    const gone = sp.nowKPa - sp.fromKPa;
    const left = share - (gone < 0 ? -gone : gone);
    // A rounding error short of its end the share is gone; nor does it wait for ever for a force that lags.
    if (left < 0.001 * share || sp.rateKPaPerS === 0) {
      this.feltS += dtS;
      sp.rateKPaPerS = 0;
    } else if (sp.rateKPaPerS * dtS > left) sp.rateKPaPerS = left / dtS;
  }
}
