import type { Side } from "../side.js";
import { largeShare } from "./following.js";

/** Of the force on the side, what a way back may take off beyond its lash. */
const relievedShare = 0.05;
/** The way back takes this long, and the force is left as much to show it, us. */
const backUs = 1e6;
/** One in this time: what jams again so soon is jammed, us. */
const againUs = 600e6;

/**
 * A screw that presses in vain backs off, once, by its lash and a twentieth of its force, and is then driven on by its loop: a nut
 * that sticks comes free by that (physics 7, row 19). Only back: on a jam that has let go already nothing is pressed.
 */
export class Retry {
  private readonly side: Side;
  private readonly lashUm: number;
  private atUs = -againUs;

  constructor(side: Side, lashUm: number) {
    this.side = side;
    this.lashUm = lashUm;
  }

  /** There was one a short time ago. */
  recent(atUs: number): boolean {
    return atUs - this.atUs < againUs;
  }

  /** Sets out, unless it was tried already. What is found by a small error has had its millimetre. */
  begins(atUs: number): boolean {
    const { side } = this;
    const { loop, sensor } = side;
    if (loop.motion.direction < 0 || loop.errorN < largeShare * loop.setPointN) return false;
    if (this.recent(atUs)) return false;
    this.atUs = atUs;
    const forceN = sensor.filteredN > 0 ? sensor.filteredN : 0;
    const wayUm = this.lashUm + (relievedShare * forceN) / loop.stiffnessNPerUm;
    loop.motion.rest();
    loop.motion.advance(-wayUm, (wayUm * 1e6) / backUs);
    side.doubtUntilUs = atUs + 2 * backUs;
    return true;
  }
}
