import type { Side } from "../side.js";

/** Lost motion that is no lash any more: so many times the nameplate's, and so much, um (physics 7, row 21: 50 to 300 um more). */
const plateTimes = 3;
const leastUm = 60;
/** Force that this travel would have given, in forces of contact: friction hides less. */
const leastContacts = 4;
/** The other screw may go this share of the way meanwhile: on a mould that gives way it takes the force off again. */
const otherShare = 0.3;
/** The stiffness may be ten times off before a force that answers is taken for one that does not. */
const answerShare = 0.1;
const noiseSigmas = 12;

/**
 * Lost motion after a reversal while a ramp asks for another force. A coupling that has come loose loses far more than the lash of
 * the nameplate. In quiet holding the force stays the same because the screw follows the cell; nothing is judged then.
 */
export class LashWatch {
  private readonly side: Side;
  private readonly other: Side;
  private readonly lashUm: number;
  private fromUm = 0;
  private fromN = 0;
  private otherFromUm = 0;
  /** Sign of the motion that was seen last. */
  private direction: number;
  private turned = false;

  constructor(side: Side, other: Side, lashUm: number, direction: number) {
    this.side = side;
    this.other = other;
    this.lashUm = lashUm;
    this.direction = direction;
  }

  /** The side was let go: what the screw did before is no crossing of what it does next. */
  forget(): void {
    this.turned = false;
  }

  /** Once a second while the side tracks; true when too much motion is lost. */
  look(): boolean {
    const { loop, sensor, contactN } = this.side;
    const { motion } = loop;
    const asked = loop.setPoint.ramping || loop.errorN > contactN || loop.errorN < -contactN;
    const turns = motion.direction !== this.direction;
    this.direction = motion.direction;
    const wentUm = this.direction * (motion.positionUm - this.fromUm);
    const gainedN = this.direction * (sensor.medianN - this.fromN);
    const promisedN = loop.stiffnessNPerUm * wentUm;
    const answered = gainedN > answerShare * promisedN + noiseSigmas * sensor.sigmaN;
    if (!asked || turns || answered) {
      this.fromUm = motion.positionUm;
      this.fromN = sensor.medianN;
      this.otherFromUm = this.other.loop.motion.positionUm;
      this.turned = turns;
      return false;
    }
    const mostUm = plateTimes * this.lashUm + leastUm;
    if (!this.turned || wentUm < mostUm || promisedN < leastContacts * contactN) return false;
    const otherUm = this.other.loop.motion.positionUm - this.otherFromUm;
    return otherUm < otherShare * wentUm && otherUm > -otherShare * wentUm;
  }
}
