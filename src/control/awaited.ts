import type { PressureLoop } from "./pressure-loop.js";

// A crossing of the lash in the direction that the cell is known to ask for (`breathUmPerS`).

/** The lash that is left is crossed as if the error were so many deadbands before it is. */
const awaitedDeadbands = 2;
/** Only an error of so many deadbands turns the crossing back: the cell takes smaller ones away by itself. */
const objectingDeadbands = 3;

/** What the crossing under way is asked for, N: the error, or the one that the cell will soon make. */
export function asked(loop: PressureLoop, halfWidthN: number): number {
  const direction = loop.lash.direction;
  if (loop.breathUmPerS * direction <= 0) return loop.errorN;
  const least = awaitedDeadbands * halfWidthN;
  return loop.errorN * direction < least ? least * direction : loop.errorN;
}

/** The error turns the crossing under way back. */
export function objects(loop: PressureLoop, halfWidthN: number): boolean {
  const direction = loop.lash.direction;
  const least = loop.breathUmPerS * direction > 0 ? -objectingDeadbands * halfWidthN : 0;
  return loop.errorN * direction < least;
}
