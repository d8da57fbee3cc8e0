import type { PressureLoop } from "../control/pressure-loop.js";
import { drawingDoubt } from "../settings/drawing-doubt.js";

/** Errors below this are not judged, whatever the set point. */
const errorFloorKPa = 10;
/**
 * A large error is judged soon. A smaller one may be a cell that breathes as fast as the screw follows, which looks
 * like a jam for as long as it lasts; so a great deal of motion is allowed before it is called one.
 */
export const largeShare = 0.05;
const largeAllowanceUm = 50;
const smallShare = 0.01;
const smallAllowanceUm = 1000;
/**
 * A force that answers by this share of what the stiffness promises follows. While nobody has felt it, its drawing may be off, and a contact
 * that is a ball on a plate is at 5 N a quarter of what it is at 300 (F^1/3).
 */
const answerShare = 0.2;
const touchDoubt = 4;
const unfeltAnswerShare = answerShare / drawingDoubt / touchDoubt;

/** Motion against an error that has stayed on one side, beyond a band of its own. */
class Episode {
  private sign = 0;
  private startUm = 0;
  private startN = 0;
  private readonly share: number;
  private readonly allowanceUm: number;

  constructor(share: number, allowanceUm: number) {
    this.share = share;
    this.allowanceUm = allowanceUm;
  }

  /** True when the screw has gone further than lash, error and allowance explain, and the force has not answered. */
  failed(loop: PressureLoop, forceN: number, leastN: number, lashUm: number): boolean {
    const share = this.share * loop.setPointN;
    const band = share > leastN ? share : leastN;
    const error = loop.errorN;
    const sign = error > band ? 1 : error < -band ? -1 : 0;
    if (sign === 0 || sign !== this.sign) {
      this.sign = sign;
      this.restart(loop, forceN);
      return false;
    }
    const travelUm = (loop.motion.targetUm - this.startUm) * sign;
    const k = loop.stiffnessNPerUm;
    if (travelUm < 1.5 * (lashUm + (4 * band) / k) + this.allowanceUm) return false;
    const gainedN = (forceN - this.startN) * sign;
    const promisedN = k * (travelUm - 1.2 * lashUm);
    const least = loop.estimate.trusted ? answerShare : unfeltAnswerShare;
    if (gainedN < least * promisedN) return true;
    this.restart(loop, forceN);
    return false;
  }

  reset(): void {
    this.sign = 0;
  }

  private restart(loop: PressureLoop, forceN: number): void {
    this.startUm = loop.motion.targetUm;
    this.startN = forceN;
  }
}

/**
 * Does the force follow the screw?
 *
 * While the error is large the screw works against it. When it has gone `1.5 (lash + 4 error / k)` and an allowance,
 * and the force has answered by less than a fifth of what the stiffness promises (a fiftieth of what a drawing does), it does not follow: jam, loose
 * coupling, lost steps, broken spring or a calibration of the wrong sign (physics 7, rows 12, 19, 21).
 */
export class Following {
  private readonly large = new Episode(largeShare, largeAllowanceUm);
  private readonly small = new Episode(smallShare, smallAllowanceUm);
  private readonly lashUm: number;
  private readonly floorN: number;
  private judging = false;

  constructor(lashUm: number, areaMm2: number) {
    this.lashUm = lashUm;
    this.floorN = (errorFloorKPa * areaMm2) / 1000;
  }

  /** Nearly always the error is small; then there is nothing to follow, and little to do. */
  calm(errorN: number): boolean {
    if (errorN > this.floorN || errorN < -this.floorN) return false;
    if (this.judging) this.reset();
    return true;
  }

  /** One judgement while tracking; true when the force does not follow. */
  failed(loop: PressureLoop, forceN: number): boolean {
    if (this.calm(loop.errorN)) return false;
    this.judging = true;
    const noise = 6 * loop.deadband.halfWidthN;
    const leastN = noise > this.floorN ? noise : this.floorN;
    if (this.large.failed(loop, forceN, leastN, this.lashUm)) return true;
    return this.small.failed(loop, forceN, leastN, this.lashUm);
  }

  reset(): void {
    this.judging = false;
    this.large.reset();
    this.small.reset();
  }
}
