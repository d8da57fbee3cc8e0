import { Mode } from "../mode.js";
import { Phase } from "../phase.js";
import type { Rig } from "../rig.js";
import { LithiumWatch } from "../watch/lithium-watch.js";
import { screwUmPerS } from "./lithium.js";
import { MotionRecord } from "./motion-record.js";
import { VoltageSteps } from "./voltage-steps.js";

/** Why the feed-forward is off; the number is that of the event. */
export const FeedOff = {
  on: 0,
  /** No current is known: none was given, or it was not renewed, and the voltage has shown none. */
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
const lookUs = 5e6;
/**
 * Resistance that a step of the voltage is divided by, ohm cm2 (physics 2.4). It need not be right: the screw shows what the
 * current made of it really asks for.
 */
const ohmCm2 = 111;
/** What is left of the drop after a step, beside that step, when the current was switched off. */
const leftOver = 0.35;

/**
 * Feed-forward from a current that the host gives, or that the steps of the voltage show: what the plating of lithium asks of the anode's screw is moved ahead, and
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
  /** What a told current makes of the cell's voltage and travel; made when one is told. */
  lithium: LithiumWatch | undefined;
  private readonly rig: Rig;
  private readonly record: MotionRecord;
  /** Needed over predicted travel while lithium is stripped, [0], and plated, [1]. */
  private readonly ratios = new Float64Array(2).fill(1);
  private against = 0;
  /** The screw has confirmed the present direction. */
  private witnessed = false;
  private readonly steps = new VoltageSteps();
  /** The current is the host's. */
  private told = false;
  /** Sum of the steps since the cell was last at rest: the drop that the current makes, V. */
  private dropV = 0;
  /** Direction of the last current that was not zero. */
  private sign = 0;

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
    this.rig.feedDueUs = 0;
    this.lithium ??= new LithiumWatch(this.rig.anode);
    this.take(currentA);
  }

  private take(currentA: number): void {
    if (currentA === this.currentA) return;
    this.currentA = currentA;
    this.record.restart();
  }

  /** Every five seconds. During an impedance measurement the voltage tells nothing of the current. */
  step(atUs: number): void {
    this.rig.feedDueUs = atUs + lookUs;
    const slow = this.rig.slow;
    if (!slow.voltsValid || this.rig.lines.quiet || this.rig.quiet !== undefined)
      this.steps.pause();
    else if (this.steps.look(slow.volts)) this.sense(this.steps.stepV);
    // Nobody has told a current, and the voltage has not shown one.
    if (this.dropV === 0 && this.off === FeedOff.stale && atUs >= this.untilUs) return;
    this.feed(atUs < this.untilUs, slow.voltsValid);
    if (this.lithium !== undefined) this.watch(this.lithium, atUs < this.untilUs);
  }

  /** Only with a told current, and both sides as they are held. */
  private watch(lithium: LithiumWatch, told: boolean): void {
    const { anode, slow, lines, quiet } = this.rig;
    const held = anode.mode === Mode.hold && anode.phase === Phase.track;
    const rests = held && !anode.loop.setPoint.ramping;
    if (told && rests && slow.voltsValid && !lines.quiet && quiet === undefined)
      lithium.look(slow.volts, (1e5 * this.currentA) / anode.areaMm2);
    else lithium.pause();
  }

  /** Another source: its scale and its sign are still to be seen. */
  private begin(told: boolean): void {
    this.told = told;
    this.confirmed = false;
    this.against = 0;
    this.sign = 0;
    this.ratios.fill(1);
    this.record.restart();
  }

  private feed(told: boolean, voltsValid: boolean): void {
    const { anode } = this.rig;
    if (told !== this.told) this.begin(told);
    if (!told) this.take((this.dropV * anode.areaMm2) / (100 * ohmCm2));
    const rate = screwUmPerS(this.currentA, anode.areaMm2);
    if (anode.mode === Mode.hold && this.record.look(rate, lookUs * 1e-6)) {
      const { ratio, predictedUm } = this.record;
      this.weigh(ratio, told);
      const { slow, settings } = this.rig;
      if (told)
        this.lithium?.weigh(
          ratio * predictedUm,
          predictedUm,
          slow.degCValid ? slow.degC : Number.NaN,
          settings.guard.thermalTravel,
        );
    }
    this.become(this.judge(told, voltsValid));
    const on = this.off === FeedOff.on;
    // A programmed spring has the cell move the screw by another share, which nobody has learnt.
    anode.loop.breathUmPerS = on && anode.mode === Mode.hold ? share * this.ratio * rate : 0;
    if (on && rate !== 0) this.turn(rate > 0 ? 1 : -1);
    else if (!on) this.sign = 0;
  }

  /** The current has changed. A drop that is small beside the step is none: resistance has drifted meanwhile. */
  private sense(stepV: number): void {
    const dropV = this.dropV + stepV;
    const left = dropV / stepV;
    this.dropV = left < leftOver && left > -leftOver ? 0 : dropV;
  }

  private judge(told: boolean, voltsValid: boolean): FeedOff {
    if (!told && this.dropV === 0 && !this.confirmed) return FeedOff.stale;
    if (!voltsValid) return FeedOff.voltage;
    if (this.against >= againstMost) return FeedOff.contradicted;
    return this.confirmed ? FeedOff.on : FeedOff.unconfirmed;
  }

  /** What a stretch of motion says of the current. */
  private weigh(ratio: number, told: boolean): void {
    this.confirmed = ratio > agrees;
    this.witnessed = this.confirmed;
    // What the steps add up to is not what flows: they are counted from here.
    if (!told && !this.confirmed) this.dropV = 0;
    this.against = told && ratio < -agrees ? this.against + 1 : 0;
    if (ratio < 0) return;
    const learnt = ratio > ratioMax ? ratioMax : ratio;
    const at = this.currentA > 0 ? 1 : 0;
    const before = this.ratios[at] as number;
    this.ratios[at] = before + learning * (learnt - before);
  }

  /** The screw is about to be asked for this direction: crosses most of the lash before the force tells. */
  private turn(sign: number): void {
    const { loop, mode, phase, sensor } = this.rig.anode;
    if (this.sign !== -sign || !this.witnessed) {
      this.sign = sign;
      return;
    }
    if (mode !== Mode.hold || phase !== Phase.track || loop.setPoint.ramping) return;
    // While the loop still answers an error the other way, it would turn the crossing back at once.
    if (loop.deadband.active && loop.errorN * sign < 0) return;
    this.sign = sign;
    this.witnessed = false;
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

/** Looks at the cell; what does so is made when there is a cell to look at. */
export function feedStep(rig: Rig, atUs: number): void {
  rig.feed ??= new FeedForward(rig);
  rig.feed.step(atUs);
}
