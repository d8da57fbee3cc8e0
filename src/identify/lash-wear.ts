import type { SideIdentity } from "./identity.js";

/** Wear that is worth a word (physics 7, row 22). */
const wornTimes = 1.5;
/** One crossing of the lash differs from the next by 15 % (physics 4.3). */
const scatter = 0.15;
/** So many crossings after an identification tell what is felt of the lash while it is what was measured. */
const firstCrossings = 8;
/** What the newest crossing counts against those before at least; a mean of such is worth 1.9 / 0.1 of them. */
const newestShare = 0.1;
const worthMost = 19;
/** By so many sigmas it is surely more than it was, and within so many it may be worn. */
const surelySigmas = 3;
const withinSigmas = 2;

/**
 * Whether the lash of a drive has grown since the rig was identified, from what crossings feel in quiet holding. What an
 * identification measures and what crossings feel are not quite the same motion, so the first crossings after one take its place;
 * after a start the identification is all that is left.
 */
export class LashWear {
  /** What it was, um, and how well that is known. */
  wasUm: number;
  private wasSigmaUm: number;
  /** What it is, um: a mean of many crossings. */
  isUm: number;
  /** Crossings that have told, and how many of them are still to tell what the lash was. */
  crossings = 0;
  private firstLeft: number;
  private lastUm: number;

  /** `fresh`: the identification has just ended, and is not one of a start before. */
  constructor(identity: Pick<SideIdentity, "lashUm" | "lashSigmaUm">, fresh: boolean) {
    this.wasUm = identity.lashUm;
    this.wasSigmaUm = identity.lashSigmaUm;
    this.isUm = identity.lashUm;
    this.lastUm = identity.lashUm;
    this.firstLeft = fresh ? firstCrossings : 0;
  }

  /** The estimate that crossings go by, um; it changes with each that tells something. */
  look(lashUm: number): void {
    if (lashUm === this.lastUm) return;
    this.lastUm = lashUm;
    this.crossings += 1;
    const share = 1 / this.crossings > newestShare ? 1 / this.crossings : newestShare;
    this.isUm += share * (lashUm - this.isUm);
    if (this.firstLeft === 0) return;
    this.firstLeft -= 1;
    if (this.firstLeft > 0) return;
    this.wasUm = this.isUm;
    this.wasSigmaUm = scatter * this.isUm * Math.sqrt(1 / firstCrossings);
  }

  /** It is half as much again as it was, within the uncertainty of both, and surely more. */
  get grown(): boolean {
    if (this.crossings === 0) return false;
    const moreUm = this.isUm - wornTimes * this.wasUm;
    return (
      this.isUm - this.wasUm >= surelySigmas * this.sigmaUm(1) &&
      moreUm >= -withinSigmas * this.sigmaUm(wornTimes)
    );
  }

  /** Of what it is less so many times what it was, um. */
  private sigmaUm(times: number): number {
    const was = times * this.wasSigmaUm;
    const worth = this.crossings < worthMost ? this.crossings : worthMost;
    const is = scatter * this.isUm * Math.sqrt(1 / worth);
    return Math.sqrt(was * was + is * is);
  }
}
