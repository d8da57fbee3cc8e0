import type { PressureLoop } from "./pressure-loop.js";

// What a loop gives its lash to cross, and when it turns back. Besides the error the cell may be known to ask for a direction
// (`breathUmPerS`), or the other side's ramp (`led`).

/** The lash that is left is crossed as if the error were so many deadbands before it is. */
const awaitedDeadbands = 2;
/** Only an error of so many deadbands turns the crossing back: the cell takes smaller ones away by itself. */
const objectingDeadbands = 3;
/** A crossing of lash that is only on a nameplate may kick the force by so many deadbands if it is not there ... */
const takeUpKick = 6;
/** ... behind a coarse code, of which a deadband is half a step and more, by no more than may be taken back unseen. */
const coarseKick = 1;
/** The force answers when it has come back from its extreme by so many sigma: the range of noise is some five. */
const answerSigma = 6;
/** ... and by more than the one step that a code may flicker by. */
const codeAnswer = 1.2;
/** What of an error is under way when the force answers to its crossing; and of anything with a stiffness that nobody has felt. */
const errorShare = 0.5;
const unknownShare = 0.25;
/** The deadband is no narrower than half of what answers a crossing. */
const answerHalfWidths = 2;
/** The loop's delay counts a look as half a period old; when the force is seen to have answered it is a whole one, s. */
const halfLookS = 0.1;
/**
 * No ramp that presses goes faster than its side allows (physics 7: advance limits). One that releases may meet its flank so much
 * faster, for the half second until that is seen.
 */
const releaseHaste = 1.5;
/** A crossing is not taken for longer than it was: the flank may have been met so much earlier, half a decision and half a conversion, s. */
const unsureS = 0.15;

/** A move that reverses the screw is due, while no crossing is under way. */
export function turnRound(loop: PressureLoop, forceN: number, quiet: boolean): void {
  // The proportional part answers noise as well. Only the error itself may ask for a crossing of the lash.
  const asked = loop.moveUm * loop.errorN >= 0 || loop.feedForwardUm !== 0;
  if (asked) loop.lash.begin(-loop.motion.direction, forceN, loop.stiffnessNPerUm, quiet);
  // What a ramp moves would come on top of the first piece, and the screw be late by so much all along.
  if (!asked || loop.ramp.on) loop.restTerms();
}

/** The error turns the crossing under way back; not that of a set point which waits for its flank, as long as its end lies there. */
export function objects(loop: PressureLoop, forceN: number, halfWidthN: number): boolean {
  const direction = loop.lash.direction;
  if (loop.ramp.on && loop.leftN(forceN) * direction > 0) return false;
  const least = loop.breathUmPerS * direction > 0 ? -objectingDeadbands * halfWidthN : 0;
  return loop.errorN * direction < least;
}

/** The crossing has something to do at once, or the error asks for it. */
export function goesOn(loop: PressureLoop, halfWidthN: number, delayS: number): boolean {
  const { direction, sinceS } = loop.lash;
  return sinceS < 2 * delayS || direction * loop.errorN > 0.3 * halfWidthN;
}

/** Whether the force has answered to a crossing; a ramp then goes on from where it will be. */
export function feelFlank(
  loop: PressureLoop,
  forceN: number,
  sigmaN: number,
  codeStepN: number,
  k: number,
): void {
  const { lash, motion, setPoint } = loop;
  const direction = lash.direction;
  const alone = loop.led.direction === 0;
  const backUm = lash.feel(forceN, k, answerN(loop, sigmaN, codeStepN, k), alone);
  if (backUm === 0) return;
  const beyondUm = loop.estimate.meet(
    motion.positionUm,
    forceN,
    direction,
    lash.rateUmPerS,
    backUm,
    loop.periodS,
    setPoint.meanLagS,
    setPoint.filterLagS,
  );
  lash.arrive(beyondUm + unsureS * lash.rateUmPerS);
  if (loop.ramp.on) loop.resume(forceN, k);
}

/** Change of force that answers a crossing, N. */
function answerN(loop: PressureLoop, sigmaN: number, codeStepN: number, k: number): number {
  const quantumN = 0.75 * loop.motion.quantumUm * k;
  const noiseN = answerSigma * sigmaN > quantumN ? answerSigma * sigmaN : quantumN;
  return codeAnswer * codeStepN > noiseN ? codeAnswer * codeStepN : noiseN;
}

/** How much faster than its side's fastest ramp the screw may go. */
export function hasteOf(loop: PressureLoop, forceN: number): number {
  return loop.lash.direction < 0 && loop.ramp.on && loop.leftN(forceN) < 0 ? releaseHaste : 1;
}

/** The next piece of the lash, um; `coarse`: the deadband is that of the code, `delayS` and `fastUmPerS` are those of the loop and the screw. */
export function nextPieceUm(
  loop: PressureLoop,
  forceN: number,
  halfWidthN: number,
  coarse: boolean,
  dtS: number,
  delayS: number,
  fastUmPerS: number,
): number {
  const { lash, stiffnessNPerUm: k } = loop;
  const kickN = (coarse ? coarseKick : (lash.felt ? 0.5 : 1) * takeUpKick) * halfWidthN;
  const leftN = loop.leftN(forceN) * lash.direction;
  if (loop.ramp.on && leftN > 0) {
    const rateN = rampRateNPerS(loop, leftN, answerHalfWidths * halfWidthN, dtS, delayS);
    return lash.step(rateN, k, dtS, kickN, fastUmPerS);
  }
  const share = loop.estimate.trusted ? errorShare : unknownShare;
  const askedN = asked(loop, halfWidthN) * lash.direction;
  return lash.step((askedN * share) / delayS, k, dtS, kickN, fastUmPerS);
}

/**
 * How fast the force may change on the flank that a ramp is about to meet, N/s. Until it is seen to have answered it may go
 * `leftN` at most, for it goes there anyhow, and no further than the ramp would have come in the meantime.
 * A change at the rate `r` is seen after the lags that are a sheer delay `d`, and then as soon as the filter shows `answerN` of
 * it, which begins as `r t^2 / (2 T)`: by then the force has gone `r d + sqrt(2 T answerN r)`. With a stiffness that nobody has felt
 * it may be several times that, and nothing is made up for.
 */
function rampRateNPerS(
  loop: PressureLoop,
  leftN: number,
  answerN: number,
  dtS: number,
  delayS: number,
): number {
  const { setPoint, lash } = loop;
  const known = loop.estimate.trusted;
  const wayN = known ? leftN : unknownShare * leftN;
  const sheerS = delayS - setPoint.filterLagS + halfLookS;
  const b2 = 2 * setPoint.filterLagS * answerN;
  const root = (Math.sqrt(b2 + 4 * sheerS * wayN) - Math.sqrt(b2)) / (2 * sheerS);
  const rampN = setPoint.rateKPaPerS * loop.newtonsPerKPa;
  const grownN = lash.rateUmPerS * loop.stiffnessNPerUm + (rampN * dtS) / sheerS;
  const mostN = known && grownN > rampN ? grownN : rampN;
  return root * root < mostN ? root * root : mostN;
}

/** What the crossing under way is asked for, N: the error, or the one that the cell or the other side will soon make. */
function asked(loop: PressureLoop, halfWidthN: number): number {
  const direction = loop.lash.direction;
  const led = loop.led.direction * direction > 0;
  if (!led && loop.breathUmPerS * direction <= 0) return loop.errorN;
  const least = led ? loop.led.askN(halfWidthN) : awaitedDeadbands * halfWidthN;
  return loop.errorN * direction < least ? least * direction : loop.errorN;
}
