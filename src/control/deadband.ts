/** The code nearest to the set point may be half a step away from it and must be left alone: the least half-width in steps. */
const codeHalfWidth = 0.6;

/** `max(0.75 quantum, 3 sigma, 0.6 step of the converter's code)`, N (physics 8). */
export function halfWidthOf(quantumN: number, sigmaN: number, codeStepN: number): number {
  // A comparison in place costs a third of a call, and this is asked for with each decision.
  const halfN = 0.75 * quantumN > 3 * sigmaN ? 0.75 * quantumN : 3 * sigmaN;
  return halfN > codeHalfWidth * codeStepN ? halfN : codeHalfWidth * codeStepN;
}

/**
 * A move ends near the middle, with half a deadband of luck either way; from there three sigma of noise reach the far edge
 * some times in a thousand moves, and each would cost a crossing of the lash. Half as much again and none does in a year.
 */
export const reversalMarginSigma = 1.5;

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
