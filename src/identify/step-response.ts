import { exp, log } from "../maths/elementary.js";
import type { SideProbe } from "./side-probe.js";

/** How one step was answered. */
export interface StepTiming {
  /** From the middle of the move to half of its answer, s. */
  readonly delayS: number;
  /** From the end of the move until the force stays where it ends, s. */
  readonly settledS: number;
}

/** A response is over when it stays within this share of itself: settling of the cell is less. */
const settledShare = 0.07;

/** Reads the trace of a probe, of a step from `fromN` whose move took `movedS`. */
export function timingOf(probe: SideProbe, fromN: number, movedS: number): StepTiming {
  const gainN = probe.forceN - fromN;
  const noise = 4 * probe.noiseN;
  const share = settledShare * gainN;
  const band = noise > share ? noise : share;
  let half = -1;
  let unsettledS = 0;
  let beforeS = 0;
  let beforeN = fromN;
  for (let i = 0; i < probe.traced; i += 1) {
    const s = probe.traceS[i] as number;
    const n = probe.traceN[i] as number;
    if (half < 0 && n - fromN >= 0.5 * gainN) {
      const step = n - beforeN;
      half = step > 0 ? beforeS + ((fromN + 0.5 * gainN - beforeN) / step) * (s - beforeS) : s;
    }
    const off = n - probe.forceN;
    if (off > band || off < -band) unsettledS = s;
    beforeS = s;
    beforeN = n;
  }
  const arrivedS = probe.arrivedS - probe.orderedS;
  const delayS = half - 0.5 * movedS;
  const settledS = unsettledS - arrivedS;
  return { delayS: delayS > 0 ? delayS : 0, settledS: settledS > 0 ? settledS : 0 };
}

/**
 * The share of a load that relaxes, from the force at three instants `everyS` apart after it was raised by `raisedN` in
 * `tookS`: what is lost between them is a geometric row, `F0 - F1 = D (1 - r)`, `r = exp(-everyS / tau)`, and of the whole
 * `g` only `tau / T (1 - exp(-T / tau))` is left at the end of a ramp that took `T`. Zero where the row shows nothing.
 */
export function relaxationOf(
  atN: readonly number[],
  everyS: number,
  raisedN: number,
  tookS: number,
  sigmaN: number,
): number {
  const [first, second, third] = atN as readonly [number, number, number];
  const lost = first - second;
  const later = second - third;
  const ratio = later / lost;
  if (lost < 6 * sigmaN || later < 3 * sigmaN || !(ratio < 0.95)) return 0;
  const tauS = -everyS / log(ratio);
  const left = (tauS / tookS) * (1 - exp(-tookS / tauS));
  const share = lost / (1 - ratio) / (left * raisedN);
  return share < 0.5 ? share : 0.5;
}
