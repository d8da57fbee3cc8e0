import { springFloorN } from "../settings/spring-bounds.js";
import { NutWay } from "./nut-way.js";
import type { PressureLoop } from "./pressure-loop.js";

/** What keeps the force from going on along the spring; the number is that of the event, but for the wall's. */
export const SpringEnd = { none: 0, low: 1, high: 2 } as const;
export type SpringEnd = (typeof SpringEnd)[keyof typeof SpringEnd];

/**
 * A programmed spring: the set point of a side's loop follows the displacement of the cell, `F_set = F_0 + k_p u`, with
 * `u = X(F) - X(F_0) - n` out of the compression `X` of the side's train at force `F` and the way `n` of its nut. docs/modes.md
 * has the derivation and the proof that no `k_p` is less stable than a hold.
 *
 * It is never stiffer than a screw that stands, whose force would be `S = F - k n`: where the line asks for more, `S` is the set
 * point and the screw goes back to where the spring began. What the screw goes across its lash is no way of the nut
 * (`nut-way.ts`).
 */
export class Spring {
  /** Force at which it began, N. */
  preloadN: number;
  rateNPerUm: number;
  /** The cell's displacement counts: the preload has been reached. */
  set = false;
  /** Bounds of the set point, N. */
  floorN: number;
  readonly contactFloorN: number;
  ceilingN = Infinity;
  /** The bound that the set point is at. */
  end: SpringEnd = SpringEnd.none;
  /** Displacement of the cell since the spring began, um; positive presses. */
  displacementUm = 0;
  /** What was told of it (`src/spring-watch.ts`). */
  toldSet = false;
  toldEnd = 0;
  private readonly loop: PressureLoop;
  /** Filtered force when it began. */
  private anchorN = 0;
  private readonly way = new NutWay();

  constructor(loop: PressureLoop, preloadN: number, rateNPerUm: number, contactN: number) {
    this.loop = loop;
    // What the cell asks of the screw was learnt at constant pressure.
    loop.breathUmPerS = 0;
    this.preloadN = preloadN;
    this.rateNPerUm = rateNPerUm;
    this.contactFloorN = springFloorN(contactN);
    this.floorN = this.contactFloorN;
  }

  /** What the cell feels, N/um: the programmed rate, or the side's own where that is less. */
  get actualNPerUm(): number {
    const own = this.loop.stiffnessNPerUm;
    return this.rateNPerUm < own ? this.rateNPerUm : own;
  }

  /** Another rate: the line goes on through the present set point, so that nothing moves because of it. */
  retune(rateNPerUm: number, forceN: number): void {
    this.rateNPerUm = rateNPerUm;
    if (!this.set) return;
    this.preloadN = this.loop.setPointN;
    this.begin(forceN);
  }

  /** Contact was lost: it begins again at its preload. */
  slacken(): void {
    this.set = false;
    this.toldSet = false;
    this.end = SpringEnd.none;
  }

  /** Before each decision of the loop. */
  lead(forceN: number): void {
    if (!this.set) {
      if (!this.arrived(forceN)) return;
      this.begin(forceN);
    }
    const { loop } = this;
    loop.setPoint.follow(this.forceFor(forceN > 0 ? forceN : 0) / loop.newtonsPerKPa);
  }

  /** After each decision. */
  count(): void {
    const { lash, motion } = this.loop;
    this.way.count(lash, motion.targetUm);
  }

  /** At the preload, and nothing of the way there goes on. */
  private arrived(forceN: number): boolean {
    const { setPoint, ramp, lash, deadband } = this.loop;
    if (setPoint.ramping || ramp.on || lash.direction !== 0 || deadband.active) return false;
    const left = this.loop.leftN(forceN);
    return left <= deadband.halfWidthN && left >= -deadband.halfWidthN;
  }

  private begin(forceN: number): void {
    const { lash, motion } = this.loop;
    this.set = true;
    this.anchorN = forceN > 0 ? forceN : 0;
    this.way.begin(lash, motion.targetUm);
  }

  private forceFor(forceN: number): number {
    const { stiffness, estimate, motion, stiffnessNPerUm } = this.loop;
    const { preloadN } = this;
    const nutUm = this.way.nutUm(motion.targetUm);
    const trainUm =
      (stiffness.compressionUm(forceN) - stiffness.compressionUm(this.anchorN)) / estimate.scale;
    this.displacementUm = trainUm - nutUm;
    const line = preloadN + this.rateNPerUm * this.displacementUm;
    // From the preload on, as the line: it began within a deadband of it.
    const standing = preloadN + forceN - this.anchorN - stiffnessNPerUm * nutUm;
    let set = line;
    if (standing > preloadN ? line > standing : line < standing) set = standing;
    this.end = SpringEnd.none;
    if (set > this.ceilingN) {
      this.end = SpringEnd.high;
      return this.ceilingN;
    }
    if (set >= this.floorN) return set;
    this.end = SpringEnd.low;
    return this.floorN;
  }
}
