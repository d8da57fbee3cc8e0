import { Mode } from "../mode.js";
import { Phase } from "../phase.js";
import type { Rig } from "../rig.js";
import { screwUmPerS } from "./lithium.js";
import { MotionRecord } from "./motion-record.js";

/** Why the feed-forward is off; the number is that of the event. */
export const FeedOff = {
  on: 0,
  /** No current was given, or the given one has not been renewed. */
  stale: 1,
  /** The cell voltage is not valid: nobody knows what the cell is doing. */
  voltage: 2,
  /** The screw went the other way than the current says. */
  contradicted: 3,
  /** The screw has not yet gone the way that the current says. */
  unconfirmed: 4,
} as const;
export type FeedOff = (typeof FeedOff)[keyof typeof FeedOff];

/** What of the expected rate is moved ahead; the loop adds the rest. */
const share = 0.85;
/** Learnt needed over predicted travel: more than this is no breathing of lithium. */
const ratioMax = 3;
/** What one stretch counts against those before. */
const learning = 0.5;
/** A stretch speaks for the current from this ratio on, and against it below the negative one. */
const agrees = 0.3;
/** So many stretches in a row that speak against it switch it off. */
const againstMost = 2;
const lookUs = 1e6;

/**
 * Feed-forward from a current that the host gives: what the plating of lithium asks of the anode's screw is moved ahead, and
 * when the current turns round, so is most of the lash.
 *
 * The current is a hint. It counts only once the screw has gone the way that it says. Its rate is scaled by what the screw
 * really had to do, apart for each direction, because voids keep stripped lithium's room, and the loop uses the rate only
 * while the force asks for the same (`PressureLoop`). So a wrong current costs next to nothing. docs/feed-forward.md.
 */
export class FeedForward {
  /** Given current, A; positive charges. */
  currentA = 0;
  untilUs = 0;
  off: FeedOff = FeedOff.stale;
  /** The screw has confirmed the sign of the current. */
  confirmed = false;
  private readonly rig: Rig;
  private readonly record: MotionRecord;
  /** Needed over predicted travel while lithium is stripped, [0], and plated, [1]. */
  private readonly ratios = new Float64Array(2).fill(1);
  private against = 0;
  /** Direction of the last current that was not zero. */
  private sign = 0;
  private dueUs = 0;

  constructor(rig: Rig) {
    this.rig = rig;
    this.record = new MotionRecord(rig.anode);
  }

  /** Learnt share of the travel by the formula, for the direction of the present current. */
  get ratio(): number {
    return this.ratios[this.currentA > 0 ? 1 : 0] as number;
  }

  /** The host says what flows now and how long that counts. Takes effect at once. */
  give(currentA: number, forUs: number): void {
    this.untilUs = this.rig.atUs + forUs;
    this.dueUs = 0;
    if (currentA === this.currentA) return;
    this.currentA = currentA;
    this.record.restart();
  }

  /** Each tick; does something once a second. */
  step(atUs: number): void {
    if (atUs < this.dueUs) return;
    this.dueUs = atUs + lookUs;
    const { anode, slow } = this.rig;
    const stale = atUs >= this.untilUs;
    const held = anode.mode === Mode.hold;
    const rate = screwUmPerS(this.currentA, anode.areaMm2);
    if (!stale && held && this.record.look(rate, lookUs * 1e-6)) this.weigh(this.record.ratio);
    this.become(this.judge(stale, slow.voltsValid));
    const on = this.off === FeedOff.on;
    anode.loop.breathUmPerS = on ? share * this.ratio * rate : 0;
    if (on && rate !== 0) this.turn(rate > 0 ? 1 : -1);
    else if (!on) this.sign = 0;
  }

  private judge(stale: boolean, voltsValid: boolean): FeedOff {
    if (stale) return FeedOff.stale;
    if (!voltsValid) return FeedOff.voltage;
    if (this.against >= againstMost) return FeedOff.contradicted;
    return this.confirmed ? FeedOff.on : FeedOff.unconfirmed;
  }

  /** What a stretch of motion says of the current. */
  private weigh(ratio: number): void {
    this.confirmed = ratio > agrees;
    this.against = ratio < -agrees ? this.against + 1 : 0;
    if (ratio < 0) return;
    const learnt = ratio > ratioMax ? ratioMax : ratio;
    const at = this.currentA > 0 ? 1 : 0;
    const before = this.ratios[at] as number;
    this.ratios[at] = before + learning * (learnt - before);
  }

  /** The screw is about to be asked for this direction: crosses most of the lash before the force tells. */
  private turn(sign: number): void {
    const { loop, mode, phase, sensor } = this.rig.anode;
    if (this.sign !== -sign) {
      this.sign = sign;
      return;
    }
    if (mode !== Mode.hold || phase !== Phase.track || loop.setPoint.ramping) return;
    // While the loop still answers an error the other way, it would turn the crossing back at once.
    if (loop.deadband.active && loop.errorN * sign < 0) return;
    this.sign = sign;
    loop.takeUpAhead(sign, sensor.filteredN);
  }

  private become(off: FeedOff): void {
    if (off === this.off) return;
    const before = this.off;
    this.off = off;
    const { telemetry, atUs } = this.rig;
    if (off === FeedOff.on) telemetry.event("feedForwardOn", 1, 0, atUs);
    else if (before === FeedOff.on || off === FeedOff.contradicted)
      telemetry.event("feedForwardOff", 1, off, atUs);
  }
}
