/** The code nearest to the set point may be half a step away from it and must be left alone: the least half-width in steps. */
const codeHalfWidth = 0.6;

/** ... and that is how near it is. What is reckoned there falls short by a tenth, so that it does not end in the next code. */
const nearest = 0.5;
const reckonedShare = 0.9;

/** A drawing may be off by this (physics 8): a quantum of a train that nobody has felt may be worth so many of what it is said to be. */
export const unfeltQuanta = 2.5;

/** `max(0.75 quantum, 3 sigma, 0.6 step of the converter's code)`, N (physics 8). */
export function halfWidthOf(quantumN: number, sigmaN: number, codeStepN: number): number {
  // A comparison in place costs a third of a call, and this is asked for with each decision.
  const halfN = 0.75 * quantumN > 3 * sigmaN ? 0.75 * quantumN : 3 * sigmaN;
  return halfN > codeHalfWidth * codeStepN ? halfN : codeHalfWidth * codeStepN;
}

/** What the loop knows when its force has come to a code, and what it moves then. */
interface Reckoning {
  readonly deadband: Deadband;
  readonly lash: { readonly direction: number; readonly rateUmPerS: number; cancel(): void };
  readonly setPoint: { readonly converterLagS: number };
  readonly setPointN: number;
  readonly errorN: number;
  readonly stiffnessNPerUm: number;
  moveUm: number;
  feedForwardUm: number;
  restTerms(): void;
}

/**
 * The last move of a correction behind a coarse code. A force that is moved towards the set point comes into the nearest code at its near edge, half a
 * step before the middle; from there on the code shows nothing, and the way is known from the stiffness and the last move, `lastUm`. Going on until the code
 * changes again would go beyond the set point by up to a step, and be turned back through the lash. To be asked where noise does not
 * reach over a step.
 */
export function endAtCode(
  loop: Reckoning,
  promptN: number,
  codeStepN: number,
  lastUm: number,
): void {
  const { lash } = loop;
  const sign = loop.errorN < 0 ? -1 : 1;
  const leftN = sign * (loop.setPointN - promptN);
  const edgeN = nearest * codeStepN;
  if (leftN > edgeN || leftN < -edgeN) return;
  // What was moved since the code has changed is not in it yet: about as much as the last move.
  const lateUm =
    lash.direction === 0 ? sign * lastUm : lash.rateUmPerS * loop.setPoint.converterLagS;
  const wayUm = (reckonedShare * (leftN + edgeN)) / loop.stiffnessNPerUm - lateUm;
  lash.cancel();
  loop.deadband.release();
  loop.restTerms();
  if (wayUm < 0) return;
  loop.moveUm = sign * wayUm;
  loop.feedForwardUm = loop.moveUm;
}

/**
 * Decides when an error is worth a move.
 *
 * Inside its half-width, `halfWidthOf`, nothing moves. Outside it must stay outside for a few decisions,
 * longer when the move would reverse the screw, because three sigma of white noise is crossed some three hundred
 * times a day by chance. A reversal costs a crossing of the lash, so its edge lies `reversalMarginN` further out. Once active it stays so until the error is well inside: act at the edge, aim at the middle.
 */
export class Deadband {
  active = false;
  /** Half-width of the last judgement. */
  halfWidthN = 0;
  /** How much further the error must be out for a move that reverses the screw. */
  reversalMarginN = 0;
  private outside = 0;
  private lastSign = 0;

  /** `direction` is the sign of the last motion (0: none yet). Returns whether to act. */
  judge(errorN: number, halfWidthN: number, direction: number): boolean {
    this.halfWidthN = halfWidthN;
    const size = errorN < 0 ? -errorN : errorN;
    const sign = errorN < 0 ? -1 : 1;
    if (this.active) {
      if (size < halfWidthN * 0.3 || sign !== this.lastSign) this.release();
      return this.active;
    }
    const edge = direction === -sign ? halfWidthN + this.reversalMarginN : halfWidthN;
    if (size <= edge) {
      this.outside = 0;
      return false;
    }
    if (sign !== this.lastSign) this.outside = 0;
    this.lastSign = sign;
    this.outside += 1;
    const needed = size > 3 * halfWidthN ? 1 : sign === direction ? 2 : 4;
    if (this.outside >= needed) this.active = true;
    return this.active;
  }

  /** Acts whatever the error, as during a ramp. */
  force(errorN: number, halfWidthN: number): void {
    this.halfWidthN = halfWidthN;
    this.active = true;
    this.lastSign = errorN < 0 ? -1 : 1;
  }

  release(): void {
    this.active = false;
    this.outside = 0;
  }
}
