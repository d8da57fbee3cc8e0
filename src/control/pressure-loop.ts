import type { Screw } from "../../hal/screw.js";
import type { SideSettings } from "../settings/table.js";
import { coarseSigma, endAtCode } from "./coarse-code.js";
import { feelFlank, goesOn, hasteOf, nextPieceUm, objects, turnRound } from "./crossing.js";
import { Deadband, halfWidthOf, reversalMarginSigma } from "./deadband.js";
import { LashTakeUp } from "./lash.js";
import { Led } from "./led.js";
import { Motion } from "./motion.js";
import { MoveBounds } from "./move-bounds.js";
import { type PidGains, VelocityPid } from "./pid.js";
import { Ramp } from "./ramp.js";
import { SetPoint } from "./set-point.js";
import { Stiffness } from "./stiffness.js";
import { StiffnessEstimate } from "./stiffness-estimate.js";
import type { TrainIdentity } from "./train-identity.js";

/** Delay before the filter at ten conversions a second: average over four 0.15 s, median 0.1 s, half a conversion and a tick 0.1 s. */
const converterDelayS = 0.35;
/** Period of decisions in quiet holding, and while something is going on. */
const quietPeriodS = 1;
const busyPeriodS = 0.2;
/** SIMC tau_c while something is going on, once the stiffness is known: as fast as the delay lets it (physics 8). */
const busyTauS = 0.7;
/** What the rig moves by itself for a ramp: less than the model says, the loop adds the rest. */
const rampFeedForward = 0.9;
/** The pressure loop of one side: force and set point in, moves of the screw out; every term kept for the log. */
export class PressureLoop {
  readonly setPoint: SetPoint;
  readonly motion: Motion;
  readonly lash: LashTakeUp;
  readonly deadband = new Deadband();
  readonly pid = new VelocityPid();
  readonly led = new Led();
  readonly ramp: Ramp;
  /** Stiffness over that of the drawing, as far as it was felt. */
  readonly estimate: StiffnessEstimate;
  /** Set point (lagged) minus force at the last decision. */
  errorN = 0;
  /** The ramp as force. */
  setPointN = 0;
  stiffnessNPerUm: number;
  /** Stiffness, lash and delay were measured on this rig; before that they are what drawings say. */
  identified = false;
  /** What the cell is expected to ask of the screw, um/s; positive presses. Zero when nobody knows. */
  breathUmPerS = 0;
  /** Terms of the last decision that are not the PID's. */
  feedForwardUm = 0;
  lashUm = 0;
  moveUm = 0;
  /** When the next decision is due after the last. */
  periodS = quietPeriodS;

  private readonly gains: PidGains = { proportional: 0, integral: 0, derivative: 0 };
  readonly stiffness: Stiffness;
  readonly newtonsPerKPa: number;
  private delayS: number;
  private readonly tauS: number;
  private readonly proportional: number;
  private readonly derivativeS: number;
  private readonly deadbandN: number;
  private readonly bounds: MoveBounds;
  /** What a ramp has left over is still being made good. */
  private settling = false;

  constructor(settings: SideSettings, areaMm2: number, screw: Screw) {
    this.newtonsPerKPa = areaMm2 / 1000;
    this.setPoint = new SetPoint(converterDelayS, settings.loop.filterTime);
    this.motion = new Motion(settings.screw, screw);
    this.lash = new LashTakeUp(settings.screw.lash, settings.loop.lashTakeUp);
    this.stiffness = new Stiffness(settings.train);
    this.estimate = new StiffnessEstimate(settings.loadCell.capacity);
    this.stiffnessNPerUm = this.stiffness.nearNPerUm;
    this.tauS = settings.loop.closedLoopTime;
    this.delayS = this.delayWith(converterDelayS);
    this.proportional = settings.loop.proportional;
    this.derivativeS = settings.loop.derivative;
    this.deadbandN = (settings.loop.deadband ?? 0) * this.newtonsPerKPa;
    this.bounds = new MoveBounds(settings, this.newtonsPerKPa, this.motion.speedMaxUmPerS);
    this.ramp = new Ramp(this.setPoint, this.estimate, this.motion, this.newtonsPerKPa);
  }

  /** What is left of the way to the set point's end, N. */
  leftN(forceN: number): number {
    return this.setPoint.targetKPa * this.newtonsPerKPa - forceN;
  }

  get quantumKPa(): number {
    return (this.motion.quantumUm * this.stiffnessNPerUm) / this.newtonsPerKPa;
  }

  /**
   * The train was measured: gains, lash and delay follow. Increments have no memory of gains, so nothing moves because
   * of it; a crossing that is under way ends.
   */
  adopt(identity: TrainIdentity): void {
    this.stiffness.adopt(identity.stiffnessNPerUm, identity.contactRootNPerUm);
    this.estimate.adopt();
    this.lash.adopt(identity.lashUm);
    this.setPoint.converterLagS = identity.delayS;
    this.delayS = this.delayWith(identity.delayS);
    this.identified = true;
  }

  /** Takes over at the present force without a move. */
  seed(forceN: number): void {
    this.setPoint.seed(forceN / this.newtonsPerKPa);
    this.setPointN = forceN;
    this.errorN = 0;
    this.pid.seed(0, forceN);
    this.deadband.release();
    this.lash.cancel();
    this.led.end();
    this.ramp.end();
    this.periodS = busyPeriodS;
  }

  /** Others have moved the screw: which flank the gear rests on follows from its last run. The first motion of all presses. */
  settleLash(): void {
    const { direction, runUm } = this.motion;
    if (direction !== 0) this.lash.settle(direction, runUm);
  }

  /** A new set point; the next decision, soon, sets out for it. */
  rampTo(targetKPa: number, rateKPaPerS: number): void {
    this.setPoint.rampTo(targetKPa, rateKPaPerS);
    this.periodS = busyPeriodS;
  }

  /** A move that comes with the next decision, soon: what another side's motion asks of this one. */
  plan(moveUm: number): void {
    this.led.plan(moveUm);
    this.periodS = busyPeriodS;
  }

  /**
   * The cell or the other side is about to ask for the other direction: crosses the lash before the force tells, if the gear is
   * not there yet.
   */
  takeUpAhead(direction: number, forceN: number): void {
    const against = this.motion.direction === -direction;
    if (!against || this.lash.direction === direction || this.ramp.on) return;
    this.lash.begin(direction, forceN, this.stiffnessNPerUm, this.quiet);
    this.periodS = busyPeriodS;
  }

  /** No ramp of this side or the other goes on. */
  private get quiet(): boolean {
    return !this.ramp.on && this.led.direction === 0;
  }

  /** `codeStepN`: step of the converter's code, between two of which no noise shows; `promptN`: the force before the low-pass. */
  step(forceN: number, sigmaN: number, sinceS: number, codeStepN = 0, promptN = forceN): void {
    let k = this.stiffnessAt(forceN);
    const quantumN = this.estimate.doubt * k * this.motion.quantumUm;
    const halfWidthN = this.deadbandN || halfWidthOf(quantumN, sigmaN, codeStepN);
    this.deadband.reversalMarginN = reversalMarginSigma * sigmaN;
    const sp = this.setPoint;
    const toGo = sp.nowKPa !== sp.targetKPa;
    // A ramp that was asked for during a quiet period begins now: not all of that time belongs to it, nor to its crossing.
    const dtS = toGo && !this.ramp.on && sinceS > busyPeriodS ? busyPeriodS : sinceS;
    const lash = this.lash;
    const coarse = codeStepN > coarseSigma * sigmaN;
    if (toGo || this.ramp.on) {
      this.stepRamp(forceN, sigmaN, codeStepN, halfWidthN, dtS);
      // It may have felt another one.
      k = this.stiffnessNPerUm;
    } else {
      if (sp.expectedKPa !== sp.nowKPa) sp.step(dtS);
      if (lash.direction !== 0) feelFlank(this, forceN, sigmaN, codeStepN, k);
    }
    this.setPointN = sp.nowKPa * this.newtonsPerKPa;
    this.errorN = sp.expectedKPa * this.newtonsPerKPa - forceN;
    const busy = this.judge(this.errorN, halfWidthN, dtS);
    if (this.deadband.active) {
      const lastUm = this.moveUm;
      if (lash.direction !== 0 && objects(this, forceN, halfWidthN))
        lash.begin(-lash.direction, forceN, k, this.quiet);
      if (lash.direction === 0) this.answer(forceN, dtS, k, busy);
      else this.onlyWatch(forceN, k, dtS);
      if (coarse && this.quiet) endAtCode(this, promptN, codeStepN, lastUm);
    } else this.onlyWatch(forceN, k, dtS);
    this.lashUm = 0;
    if (this.moveUm !== 0 || lash.direction !== 0)
      this.act(forceN, promptN, halfWidthN, coarse, dtS);
    const soon = busy || (lash.direction !== 0 && goesOn(this, halfWidthN, this.delayS));
    this.periodS = soon ? busyPeriodS : quietPeriodS;
  }

  /** SIMC's theta: filter, converter and half a busy period. */
  private delayWith(converterS: number): number {
    return this.setPoint.filterLagS + converterS + 0.5 * busyPeriodS;
  }

  private stiffnessAt(forceN: number): number {
    this.stiffnessNPerUm = this.stiffness.near(forceN) * this.estimate.scale;
    return this.stiffnessNPerUm;
  }

  /** One step of a ramp or of its tail. */
  private stepRamp(
    forceN: number,
    sigmaN: number,
    codeStepN: number,
    halfWidthN: number,
    dtS: number,
  ): void {
    const { lash, setPoint } = this;
    // A crossing that went slowly for a small error ends where a ramp the other way begins.
    if (!this.ramp.on && lash.direction * (setPoint.targetKPa - setPoint.nowKPa) < 0)
      lash.begin(-lash.direction, forceN, this.stiffnessNPerUm, false);
    const drawnNPerUm = this.stiffness.nearNPerUm;
    const answered = this.ramp.learn(forceN, sigmaN, drawnNPerUm, lash.direction !== 0, dtS);
    const k = this.stiffnessAt(forceN);
    // A ramp goes on in the decision that feels the flank.
    if (lash.direction !== 0) feelFlank(this, forceN, sigmaN, codeStepN, k);
    const crossing = lash.direction !== 0;
    // What is seen of the answer to a crossing grows for as long as it is in the lags, and with it what is known of the lash.
    if (answered || (!crossing && this.ramp.isShort(forceN, k, halfWidthN, dtS)))
      this.resume(forceN, k);
    const waits = lash.awaited(setPoint.wayKPa, this.leftN(forceN));
    this.ramp.advance(forceN, sigmaN, k, halfWidthN, waits, dtS);
    lash.strain(setPoint.wayKPa);
    this.settling = true;
  }

  /** Whether there is a reason to act, and whether to look again soon. */
  private judge(errorN: number, halfWidthN: number, dtS: number): boolean {
    const { led, ramp, stiffnessNPerUm: k } = this;
    if (ramp.on) ramp.look(errorN, halfWidthN);
    if (led.direction !== 0) led.pass(dtS);
    this.lash.pass(dtS, this.quiet);
    if (led.direction !== 0 && led.bears(errorN, halfWidthN)) {
      this.deadband.halfWidthN = halfWidthN;
      this.deadband.release();
      return true;
    }
    if (ramp.on) {
      if (ramp.feels || ramp.bears(errorN, halfWidthN, k)) this.deadband.release();
      else this.deadband.force(errorN, halfWidthN);
      return true;
    }
    this.settling = this.deadband.judge(errorN, halfWidthN, this.motion.direction) && this.settling;
    return this.settling || errorN > 4 * halfWidthN || errorN < -4 * halfWidthN;
  }

  /** What is moved without an error: for the ramp, for the cell, for others. */
  private feedForward(k: number, dtS: number): number {
    const { ramp, setPoint, newtonsPerKPa } = this;
    let move = ramp.outrun ? 0 : (rampFeedForward * setPoint.stepKPa * newtonsPerKPa) / k;
    if (this.led.direction !== 0)
      move += this.led.due(this.errorN, k, this.lash.direction !== 0, dtS / this.delayS);
    const breath = this.breathUmPerS;
    // The cell's own rate never reverses the screw, nor does it go on against an error: a wrong one does no harm.
    const along = breath * this.motion.direction > 0 && breath * this.errorN >= 0;
    if (along && this.lash.direction === 0) move += breath * dtS;
    this.feedForwardUm = move;
    return move;
  }

  /** No term of the PID: within the deadband, and during a crossing, when there is nothing to feel yet. */
  private onlyWatch(forceN: number, k: number, dtS: number): void {
    this.pid.watch(this.errorN, forceN);
    this.moveUm = this.feedForward(k, dtS);
  }

  /** The terms of the move. */
  private answer(forceN: number, dtS: number, k: number, busy: boolean): void {
    const fast = busy && this.estimate.trusted && busyTauS < this.tauS;
    const tauS = fast ? busyTauS : this.tauS;
    this.gains.integral = 1 / (k * (tauS + this.delayS));
    this.gains.proportional = this.proportional / k;
    this.gains.derivative = this.derivativeS / k;
    this.moveUm = this.pid.step(this.errorN, forceN, dtS, this.gains) + this.feedForward(k, dtS);
  }

  /** Lash, limits, the move. */
  private act(forceN: number, promptN: number, halfWidthN: number, coarse: boolean, dtS: number) {
    const { lash, motion } = this;
    const k = this.stiffnessNPerUm;
    if (lash.direction === 0 && motion.reverses(this.moveUm)) turnRound(this, forceN, this.quiet);
    const fast = hasteOf(this, forceN) * this.bounds.speedUmPerS(k);
    if (lash.direction !== 0)
      this.lashUm = nextPieceUm(this, forceN, halfWidthN, coarse, dtS, this.delayS, fast);
    const move = this.bounds.of(this.moveUm + this.lashUm, forceN, promptN, k);
    if (move !== 0) this.lashUm += motion.advance(move, fast, true);
  }

  /** Nothing is moved but lash. */
  restTerms(): void {
    this.moveUm = 0;
    this.feedForwardUm = 0;
    this.pid.rest();
  }

  /** The ramp goes on from where the force will be; its error begins anew, and no term takes that for a change. */
  resume(forceN: number, k: number): void {
    this.ramp.resume(forceN, k);
    this.pid.seed(0, forceN);
  }
}
