import type { Side } from "../side.js";
import type { SideRamps } from "./side-ramps.js";

/** Sides are settled within this share of the set point, or this pressure. */
const settledShare = 0.01;
const settledKPa = 2;

/** The band around a set point within which a side has arrived, kPa. */
export function bandKPa(targetKPa: number): number {
  const share = settledShare * targetKPa;
  return share > settledKPa ? share : settledKPa;
}

/** Who finds out what the rig is made of. */
export interface Identifier {
  readonly busy: boolean;
  /** Up to these pressures at 1 and 2, kPa; 0 as it sees fit. False when it cannot. */
  begin(levelKPa: Float64Array): boolean;
}

/** How far the present step has come, and what it works with. One for all steps: made once, so that none makes anything. */
export abstract class Course {
  /** Carries out `identify`; without one such a step ends at once. */
  rig: { readonly identifier: Identifier } | undefined;
  readonly anode: Side;
  readonly cathode: Side;
  /** Ramp of a side when a step names none. */
  readonly anodeRateKPaPerS: number;
  readonly cathodeRateKPaPerS: number;
  /** Instant of this look. */
  atUs = 0;
  /** When the step began. */
  beganAtUs = 0;
  /** Cell voltage; NaN while it is not valid. */
  volts = Number.NaN;
  /** Since when a voltage of `until` is there; -1 while it is not. */
  metSinceUs = -1;
  /** Counted by the step's kind, from 0 as it begins. */
  stage = 0;
  /** The anode is brought to its set point before the cathode. */
  anodeFirst = false;

  constructor(anode: Side, cathode: Side, anodeRateKPaPerS: number, cathodeRateKPaPerS: number) {
    this.anode = anode;
    this.cathode = cathode;
    this.anodeRateKPaPerS = anodeRateKPaPerS;
    this.cathodeRateKPaPerS = cathodeRateKPaPerS;
  }

  /** The next step that sets pressures. */
  abstract nextRamps(): SideRamps | undefined;
}
