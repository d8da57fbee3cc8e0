import type { SideHal } from "../../../hal/hal.js";

/** What a law is given when it takes over from the shipped one, so that both meet the same plant with the same knowledge. */
export interface Handover {
  readonly hal: SideHal;
  readonly setPointN: number;
  /** Force of the low-pass, N, and the screw's target, um, at the takeover. */
  readonly forceN: number;
  readonly targetUm: number;
  readonly quantumUm: number;
  /** Fastest motion of the screw. */
  readonly speedUmPerS: number;
  readonly stiffnessNPerUm: number;
  /** SIMC: closed-loop time and delay, and the proportional part as a share of error / stiffness. */
  readonly tauS: number;
  readonly delayS: number;
  readonly proportional: number;
  readonly derivativeS: number;
  readonly periodS: number;
}
