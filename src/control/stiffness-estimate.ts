import { drawingDoubt } from "../settings/drawing-doubt.js";
import { pastConverter, pastFilter } from "./measured-lags.js";

/** An answer is judged when it is worth this many sigma and quanta, at first touch this share of the load cell's capacity ... */
const leastSigma = 20;
const leastQuanta = 16;
const leastShare = 0.004;
/** ... and the change of speed in so many seconds: lags known to a fifth of a second are then wrong by a tenth at most. */
const leastSeconds = 3;
/** Nor have they quite the shape of the model's: half a second of that is a quarter of a second squared, times six. */
const leastSeconds2 = 1.5;
/** What the newest window counts against those before. */
const newestShare = 0.5;
/** Two windows in a row that agree so well are believed. */
const agreement = 0.2;
/** ... and one alone above this share of the load cell's capacity. */
const firmShare = 0.05;
/** Drawings are off by no more than this, either way (physics 8); beyond, something else is wrong. */
const scaleMin = 0.2;
const scaleMax = 5;
/** While the contact is light what looks softer than this is lash or bedding, and a train that is pressed on for that turns out hard. */
const softestAtTouch = 1 / drawingDoubt;
/** Lost motion is out of the lags after this time, s. */
const echoS = 2;

/**
 * How much stiffer the train is than the drawing says, felt while a ramp moves it.
 *
 * The screw's position goes through the same two lags as the force. Over a window, from standstill to standstill or
 * within a steady ramp, `scale = change of force / (sum of drawn stiffness x change of lagged position)`.
 */
export class StiffnessEstimate {
  /** True stiffness over drawn stiffness. */
  scale = 1;
  /** Windows agreed, or the train was measured. */
  trusted = false;
  /** Windows judged since power-on; a measurement counts as one. */
  windows = 0;
  /** The screw at the last decision, and what of it is past the converter and past the filter. */
  private beforeUm = 0;
  private halfwayUm = 0;
  private seenUm = 0;
  private rateUmPerS = 0;
  private anchorN = 0;
  private anchorRateUmPerS = 0;
  /** How fast the speed changes, now and at the anchor. */
  private changeUmPerS2 = 0;
  private anchorChangeUmPerS2 = 0;
  /** What the drawing says the force has changed by since the anchor. */
  private drawnN = 0;
  private mutedS = 0;
  private readonly capacityN: number;
  private readonly leastN: number;

  constructor(capacityN: number) {
    this.capacityN = capacityN;
    this.leastN = leastShare * capacityN;
  }

  /** The train may be so many times as stiff as it is believed to be. */
  get doubt(): number {
    return this.trusted ? 1 : drawingDoubt;
  }

  /** How far the position is ahead of what the measurement shows of it. */
  underWayUm(positionUm: number): number {
    return positionUm - this.seenUm;
  }

  /** ... and how far what is past the converter is. */
  get halfwayAheadUm(): number {
    return this.halfwayUm - this.seenUm;
  }

  /** The train was measured: the drawing is replaced. */
  adopt(): void {
    this.scale = 1;
    this.trusted = true;
    this.windows = 1;
  }

  /** A ramp begins, the screw rests. */
  begin(positionUm: number, forceN: number): void {
    this.beforeUm = positionUm;
    this.halfwayUm = positionUm;
    this.seenUm = positionUm;
    this.rateUmPerS = 0;
    this.changeUmPerS2 = 0;
    this.anchor(forceN);
  }

  /** The screw crosses lost motion: nothing is to be learnt until that is out of the lags. */
  mute(): void {
    this.mutedS = echoS;
  }

  /** One look at screw and force while a ramp goes on; `drawnNPerUm` is the drawing's stiffness at this force. */
  step(
    positionUm: number,
    forceN: number,
    drawnNPerUm: number,
    sigmaN: number,
    quantumUm: number,
    dtS: number,
    converterLagS: number,
    filterLagS: number,
  ): void {
    const { halfwayUm, seenUm } = this;
    const goneUm = positionUm - this.beforeUm;
    this.beforeUm = positionUm;
    this.halfwayUm = pastConverter(halfwayUm, positionUm, goneUm, dtS, converterLagS);
    this.seenUm = pastFilter(seenUm, halfwayUm, this.halfwayUm, dtS, filterLagS);
    const step = this.seenUm - seenUm;
    const rate = step / dtS;
    const change = (rate - this.rateUmPerS) / dtS;
    this.changeUmPerS2 = change < 0 ? -change : change;
    this.rateUmPerS = rate;
    if (this.mutedS > 0) {
      this.mutedS -= dtS;
      this.anchor(forceN);
      return;
    }
    this.drawnN += drawnNPerUm * step;
    this.judge(forceN, drawnNPerUm, sigmaN, quantumUm);
  }

  /**
   * A flank was met in `direction` by a screw at `rateUmPerS`, and the force shows `backUm` of the way since then: what is under way
   * from now on is of that way. How long is it, um? Behind a low-pass T a motion at speed v that began t ago shows
   * `b = v (t - T (1 - exp(-t / T)))`, so `v t = sqrt(b^2 + 2 T v b)` within a tenth; the converter delays it all.
   */
  meet(
    positionUm: number,
    forceN: number,
    direction: number,
    rateUmPerS: number,
    backUm: number,
    decisionS: number,
    converterLagS: number,
    filterLagS: number,
  ): number {
    const delayS = converterLagS < decisionS ? converterLagS : decisionS;
    const pastConverterUm = Math.sqrt(backUm * (backUm + 2 * filterLagS * rateUmPerS));
    const flankUm = positionUm - direction * (pastConverterUm + rateUmPerS * converterLagS);
    this.begin(flankUm + direction * backUm, forceN);
    this.halfwayUm = flankUm + direction * pastConverterUm;
    this.beforeUm = positionUm - direction * rateUmPerS * delayS;
    return pastConverterUm + rateUmPerS * converterLagS;
  }

  private judge(forceN: number, drawnNPerUm: number, sigmaN: number, quantumUm: number): void {
    const drawnN = this.drawnN < 0 ? -this.drawnN : this.drawnN;
    const jump = this.rateUmPerS - this.anchorRateUmPerS;
    const unsureUm =
      leastQuanta * quantumUm +
      leastSeconds * (jump < 0 ? -jump : jump) +
      leastSeconds2 * (this.changeUmPerS2 + this.anchorChangeUmPerS2);
    if (drawnN < unsureUm * drawnNPerUm) return;
    const changeN = forceN - this.anchorN;
    const size = changeN < 0 ? -changeN : changeN;
    // Either the drawing or the load cell says that there is enough to judge.
    const firm = forceN > firmShare * this.capacityN;
    const least = leastSigma * sigmaN > this.leastN || firm ? leastSigma * sigmaN : this.leastN;
    if (size < least && drawnN < 3 * least) return;
    this.take(changeN / this.drawnN, firm);
    this.anchor(forceN);
  }

  /** `firm`: the contact is beyond what touching and bedding in do to it. */
  private take(ratio: number, firm: boolean): void {
    if (ratio < 0.5 * scaleMin || ratio > 2 * scaleMax) return;
    const off = ratio - this.scale;
    const agrees = off < agreement * this.scale && -off < agreement * this.scale;
    const scale =
      this.trusted || (agrees && this.windows > 0) ? this.scale + newestShare * off : ratio;
    const least = firm || this.trusted ? scaleMin : softestAtTouch;
    this.scale = scale < least ? least : scale > scaleMax ? scaleMax : scale;
    if (firm || (agrees && this.windows > 0)) this.trusted = true;
    this.windows += 1;
  }

  private anchor(forceN: number): void {
    this.anchorN = forceN;
    this.anchorRateUmPerS = this.rateUmPerS;
    this.anchorChangeUmPerS2 = this.changeUmPerS2;
    this.drawnN = 0;
  }
}
