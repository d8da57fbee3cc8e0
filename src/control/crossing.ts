import { creepShare } from "./lash.js";
import type { PressureLoop } from "./pressure-loop.js";

// What a loop gives its lash to cross, and when it turns back. Besides the error the cell may be known to ask for a direction
// (`breathUmPerS`), or the other side's ramp (`led`).

/** The lash that is left is crossed as if the error were so many deadbands before it is. */
const awaitedDeadbands = 2;
/** Only an error of so many deadbands turns the crossing back: the cell takes smaller ones away by itself. */
const objectingDeadbands = 3;
/** A crossing of lash that is only on a nameplate may kick the force by so many deadbands if it is not there. */
const takeUpKick = 6;
/** The force answers when it has come back from its extreme by so many sigma: the range of noise is some five. */
const answerSigma = 6;
/** ... and by more than the one step that a code may flicker by. */
const codeAnswer = 1.2;
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

/** The next piece of the lash, um; `delayS` and `fastUmPerS` are those of the loop and the screw. */
export function nextPieceUm(
  loop: PressureLoop,
  forceN: number,
  halfWidthN: number,
  dtS: number,
  delayS: number,
  fastUmPerS: number,
): number {
  const lash = loop.lash;
  const kickN = (lash.felt ? 0.5 : 1) * takeUpKick * halfWidthN;
  const leftN = loop.leftN(forceN); // What a ramp asks for.
  const along = loop.ramp.on && leftN * lash.direction > 0;
  const aheadN = along ? leftN : asked(loop, halfWidthN);
  const creep = creepShare(loop.estimate.trusted, along) / delayS;
  return lash.step(lash.direction * aheadN, loop.stiffnessNPerUm, dtS, kickN, creep, fastUmPerS);
}

/** What the crossing under way is asked for, N: the error, or the one that the cell or the other side will soon make. */
function asked(loop: PressureLoop, halfWidthN: number): number {
  const direction = loop.lash.direction;
  const led = loop.led.direction * direction > 0;
  if (!led && loop.breathUmPerS * direction <= 0) return loop.errorN;
  const least = led ? loop.led.askN(halfWidthN) : awaitedDeadbands * halfWidthN;
  return loop.errorN * direction < least ? least * direction : loop.errorN;
}
