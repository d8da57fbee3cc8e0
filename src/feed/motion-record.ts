import { Phase } from "../phase.js";
import type { Side } from "../side.js";

/** A stretch is judged when the current alone makes for so much travel, um, and no sooner than this, s. */
const stretchUm = 0.3;
const stretchS = 120;
/** What the train and the cell take up after a ramp is worth nothing here for so long, s. */
const settleS = 120;

/**
 * What the screw had to do, beside what a current said it would: the witness for or against that current.
 *
 * Of a stretch that is neither ramped nor crosses the lash, what was needed is the way of the screw and what the force still
 * asks for, `error / k`, so that neither deadband nor quantum shows.
 */
export class MotionRecord {
  /** Needed over predicted travel of the stretch that `look` has just ended. */
  ratio = 0;
  /** What was predicted of it, um. */
  predictedUm = 0;
  private readonly side: Side;
  private fromUm = 0;
  private lastedS = -settleS;

  constructor(side: Side) {
    this.side = side;
  }

  /** Every few seconds, with the rate that is predicted, um/s; true when a stretch has ended. */
  look(rateUmPerS: number, dtS: number): boolean {
    const { loop, phase } = this.side;
    const { setPoint, lash, motion } = loop;
    if (phase !== Phase.track || setPoint.ramping) {
      this.lastedS = -settleS;
      return false;
    }
    const needUm = motion.wantedUm + loop.errorN / loop.stiffnessNPerUm;
    if (lash.direction !== 0 || this.lastedS <= 0) {
      if (this.lastedS > 0) this.lastedS = 0;
      this.lastedS += dtS;
      this.fromUm = needUm;
      this.predictedUm = 0;
      return false;
    }
    this.lastedS += dtS;
    this.predictedUm += rateUmPerS * dtS;
    const size = this.predictedUm < 0 ? -this.predictedUm : this.predictedUm;
    if (size < stretchUm || this.lastedS < stretchS) return false;
    this.ratio = (needUm - this.fromUm) / this.predictedUm;
    this.restart();
    return true;
  }

  /** The current is another one: a new stretch begins. */
  restart(): void {
    if (this.lastedS > 0) this.lastedS = 0;
  }
}
