import { Stiffness } from "../control/stiffness.js";
import { Phase } from "../phase.js";
import type { SideSettings } from "../settings/table.js";
import type { Side } from "../side.js";
import type { SideIdentity } from "./identity.js";
import { LashWear } from "./lash-wear.js";

/** One look a second. */
const lookS = 1;
const hourLooks = 3600;
/** Honest reversals, of a room that is heated and cooled every twenty minutes, are some six an hour (physics 6). */
export const reversalsWarned = 30;
/** A move counts from rest to rest: nothing ramps for so many looks. */
const restLooks = 6;
/** And when it is at least this many times the uncertainty of the lash, and of the force (physics 8). */
const lashSigmas = 3;
const forceSigmas = 30;
/** Weight of the past in the recursive estimate, and how far a move, and with it the estimate, may go from what was measured. */
const forgetting = 0.98;
const ratioMin = 0.3;
const ratioMax = 3;
/** A ratio beyond this, either way, is worth a word. */
const ratioWarned = 1.5;

/**
 * Checks what was measured while the rig runs: reversals an hour, which a limit cycle gives away long before the error does, and
 * the stiffness that ramps show, by recursive least squares with forgetting. One look a second; made with the identity.
 */
export class TrainWatch {
  /** Reversals of the present hour. */
  reversals = 0;
  /** Stiffness that ramps show over that which was measured. */
  ratio = 1;
  /** Moves that told it. */
  moves = 0;
  readonly wear: LashWear;
  private readonly side: Side;
  private readonly measured: Stiffness;
  private readonly lashSigmaUm: number;
  private looks = 0;
  private direction = 0;
  private quietLooks = 0;
  private anchorUm = 0;
  private anchorN = 0;
  private anchorDirection = 0;
  private turned = true;
  /** Inverse weight of all moves so far, in the measured stiffness as the regressor. */
  private covariance = 0.25;
  private told = false;
  private toldReversals = false;

  /** `fresh`: it was measured in this start. */
  constructor(side: Side, identity: SideIdentity, drawn: SideSettings["train"], fresh: boolean) {
    this.wear = new LashWear(identity, fresh);
    this.side = side;
    this.measured = new Stiffness(drawn);
    this.measured.adopt(identity.stiffnessNPerUm, identity.contactRootNPerUm);
    this.lashSigmaUm = identity.lashSigmaUm;
  }

  /** One look. */
  look(): void {
    const { side } = this;
    this.wear.look(side.loop.lash.lashUm);
    this.looks += 1;
    if (this.looks * lookS >= hourLooks) {
      this.looks = 0;
      this.reversals = 0;
      this.toldReversals = false;
    }
    if (!side.held || side.phase !== Phase.track) {
      this.turned = true;
      this.quietLooks = 0;
      return;
    }
    const { motion, setPoint } = side.loop;
    if (motion.direction !== this.direction) {
      if (this.direction !== 0 && !setPoint.ramping) this.reversals += 1;
      this.direction = motion.direction;
      this.turned = true;
    }
    if (setPoint.ramping) {
      this.quietLooks = 0;
      return;
    }
    this.quietLooks += 1;
    if (this.quietLooks === restLooks) this.judge();
    // What a quiet cell does to the force is no answer to a move: the next move begins here.
    if (this.quietLooks >= restLooks) this.anchor();
  }

  /** The hour has seen too many reversals; true once an hour. */
  takeReversals(): boolean {
    const news = this.reversals >= reversalsWarned && !this.toldReversals;
    if (news) this.toldReversals = true;
    return news;
  }

  /** Ramps show another stiffness; once, until they agree again. */
  takeDrift(): boolean {
    const off = this.ratio > ratioWarned || this.ratio < 1 / ratioWarned;
    const news = off && !this.told && this.moves >= 3;
    if (news || !off) this.told = off;
    return news;
  }

  private anchor(): void {
    const { loop, sensor } = this.side;
    this.anchorUm = loop.motion.positionUm;
    this.anchorN = sensor.filteredN;
    this.anchorDirection = loop.motion.direction;
    this.turned = false;
  }

  /** A ramp has come to rest. */
  private judge(): void {
    const { loop, sensor } = this.side;
    const movedUm = loop.motion.positionUm - this.anchorUm;
    const gainedN = sensor.filteredN - this.anchorN;
    const sameWay = !this.turned && movedUm * this.anchorDirection > 0;
    const size = movedUm < 0 ? -movedUm : movedUm;
    const gained = gainedN < 0 ? -gainedN : gainedN;
    if (!sameWay || size < lashSigmas * this.lashSigmaUm || gained < forceSigmas * sensor.sigmaN)
      return;
    const { measured } = this;
    const expectedUm =
      measured.compressionUm(sensor.filteredN) - measured.compressionUm(this.anchorN);
    if (expectedUm === 0) return;
    // What was measured needs `expectedUm` for this force; it took `movedUm`.
    this.take(expectedUm / movedUm);
  }

  private take(felt: number): void {
    const gain = this.covariance / (forgetting + this.covariance);
    this.covariance = ((1 - gain) * this.covariance) / forgetting;
    // One move counts within bounds: among the first, whose gain is large, a single wrong one would be worth a word.
    const counted = felt < ratioMin ? ratioMin : felt > ratioMax ? ratioMax : felt;
    this.ratio += gain * (counted - this.ratio);
    this.moves += 1;
  }
}
