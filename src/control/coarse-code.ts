/** Noise does not reach over a step of the code that is more than so many sigma. */
export const coarseSigma = 5;
/** The code nearest to the set point is within this share of a step. */
const nearest = 0.5;
/** What is reckoned behind it falls short by a tenth, so that it does not end in the next code. */
const reckonedShare = 0.9;

/** What the loop knows when its force has come to a code, and what it moves then. */
interface Reckoning {
  readonly deadband: { release(): void };
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
 * The last move of a correction behind a coarse code. A force that is moved towards the set point comes into the nearest code at its
 * near edge, half a step before the middle; from there on the code shows nothing, and the way is known from the stiffness and the
 * last move, `lastUm`. Going on until the code changes again would go beyond the set point by up to a step, and be turned back
 * through the lash.
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
