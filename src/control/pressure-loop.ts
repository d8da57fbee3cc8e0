import type { Screw } from "../../hal/screw.js";
import type { SideSettings } from "../settings/table.js";
import { Deadband } from "./deadband.js";
import { LashTakeUp } from "./lash.js";
import { Motion } from "./motion.js";
import { type PidGains, VelocityPid } from "./pid.js";
import { SetPoint } from "./set-point.js";
import { Stiffness } from "./stiffness.js";
import type { TrainIdentity } from "./train-identity.js";

/** Lag before the filter at ten conversions a second: four-conversion average 0.15 s, median 0.1 s, ticks 0.15 s. */
const converterLagS = 0.4;
/** Period of decisions in quiet holding, and while something is going on. */
const quietPeriodS = 1;
const busyPeriodS = 0.2;
/** What the rig moves by itself for a ramp: less than the model says, the loop adds the rest. */
const rampFeedForward = 0.9;
/**
 * A move ends near the middle, with half a deadband of luck either way; from there three sigma of noise reach the far edge
 * some times in a thousand moves, and each would cost a crossing of the lash. Half as much again and none does in a year.
 */
const reversalMarginSigma = 1.5;
/** A take-up may kick the force by this share of the set point if the lash were not there. */
const takeUpKick = 0.004;
/** Pieces of a take-up that are under way before the force can answer. */
const takeUpPieces = 4;
/** Before contact is firm one move is at most this, um (physics 7, general rules). */
const looseMoveMaxUm = 50;

/** The pressure loop of one side: force and set point in, moves of the screw out; every term kept for the log. */
export class PressureLoop {
  readonly setPoint: SetPoint;
  readonly motion: Motion;
  readonly lash: LashTakeUp;
  readonly deadband = new Deadband();
  readonly pid = new VelocityPid();
  /** Set point (lagged) minus force at the last decision. */
  errorN = 0;
  /** The ramp as force. */
  setPointN = 0;
  stiffnessNPerUm: number;
  /** Stiffness, lash and delay were measured on this rig; before that they are what drawings say. */
  identified = false;
  /** Terms of the last decision that are not the PID's. */
  feedForwardUm = 0;
  lashUm = 0;
  moveUm = 0;
  /** When the next decision is due after the last. */
  periodS = quietPeriodS;

  private readonly gains: PidGains = { proportional: 0, integral: 0, derivative: 0 };
  private readonly stiffness: Stiffness;
  private readonly newtonsPerKPa: number;
  private closedLoopS: number;
  private readonly tauS: number;
  private readonly filterS: number;
  private readonly proportional: number;
  private readonly derivativeS: number;
  private readonly deadbandN: number;
  private readonly forceMaxN: number;
  private readonly moveMaxN: number;
  private readonly slewMaxNPerS: number;

  constructor(settings: SideSettings, areaMm2: number, screw: Screw) {
    this.newtonsPerKPa = areaMm2 / 1000;
    this.setPoint = new SetPoint(converterLagS, settings.loop.filterTime);
    this.motion = new Motion(settings.screw, screw);
    this.lash = new LashTakeUp(settings.screw.lash, settings.loop.lashTakeUp);
    this.stiffness = new Stiffness(settings.train);
    this.stiffnessNPerUm = this.stiffness.at(0);
    this.tauS = settings.loop.closedLoopTime;
    this.filterS = settings.loop.filterTime;
    this.closedLoopS = this.tunedFor(converterLagS);
    this.proportional = settings.loop.proportional;
    this.derivativeS = settings.loop.derivative;
    this.deadbandN = (settings.loop.deadband ?? 0) * this.newtonsPerKPa;
    this.forceMaxN = 0.95 * settings.loadCell.capacity;
    this.moveMaxN = 0.1 * settings.loadCell.capacity;
    this.slewMaxNPerS = settings.limits.rampRateMax * this.newtonsPerKPa;
  }

  get quantumKPa(): number {
    return (this.motion.quantumUm * this.stiffnessNPerUm) / this.newtonsPerKPa;
  }

  /**
   * The train was measured: gains, lash and delay follow. Increments have no memory of gains, so nothing moves because
   * of it; a take-up that is under way ends.
   */
  adopt(identity: TrainIdentity): void {
    this.stiffness.adopt(identity.stiffnessNPerUm, identity.contactRootNPerUm);
    this.lash.adopt(identity.lashUm);
    this.closedLoopS = this.tunedFor(identity.delayS);
    this.identified = true;
  }

  /** SIMC for a gain with delay: `T = tau_c + theta`; theta is filter, converter and half a busy period. */
  private tunedFor(delayS: number): number {
    return this.tauS + this.filterS + delayS + 0.5 * busyPeriodS;
  }

  /** Takes over at the present force without a move. */
  seed(forceN: number): void {
    this.setPoint.seed(forceN / this.newtonsPerKPa);
    this.setPointN = forceN;
    this.errorN = 0;
    this.pid.seed(0, forceN);
    this.deadband.release();
    this.lash.cancel();
    this.periodS = busyPeriodS;
  }

  step(forceN: number, sigmaN: number, dtS: number): void {
    const k = this.stiffness.at(forceN);
    this.stiffnessNPerUm = k;
    const sp = this.setPoint;
    const halfWidthN = this.halfWidth(k, sigmaN);
    if (sp.nowKPa === sp.targetKPa) sp.step(dtS);
    else this.stepRamp(forceN, k, halfWidthN, dtS);
    this.setPointN = sp.nowKPa * this.newtonsPerKPa;
    const errorN = sp.expectedKPa * this.newtonsPerKPa - forceN;
    this.errorN = errorN;
    const busy = this.judge(errorN, halfWidthN, dtS);
    if (this.deadband.active && this.lash.leftUm === 0) this.answer(forceN, dtS, k);
    else this.onlyWatch(forceN, k);
    if (this.moveUm !== 0 || this.lash.leftUm !== 0) this.act(forceN, k, halfWidthN);
    else this.lashUm = 0;
    this.periodS = busy || this.lash.leftUm !== 0 ? busyPeriodS : quietPeriodS;
  }

  private halfWidth(k: number, sigmaN: number): number {
    this.deadband.reversalMarginN = reversalMarginSigma * sigmaN;
    if (this.deadbandN > 0) return this.deadbandN;
    const quantum = 0.75 * this.motion.quantumUm * k;
    const noise = 3 * sigmaN;
    return quantum > noise ? quantum : noise;
  }

  /** Advances the ramp, no faster than the screw can follow, and not while the force lags far behind it. */
  private stepRamp(forceN: number, k: number, halfWidthN: number, dtS: number): void {
    const sp = this.setPoint;
    const asked = sp.rateKPaPerS;
    const screwRate = (0.8 * this.motion.speedMaxUmPerS * k) / this.newtonsPerKPa;
    if (screwRate < asked) sp.rateKPaPerS = screwRate;
    const lag = sp.expectedKPa * this.newtonsPerKPa - forceN;
    const lagMax = 4 * halfWidthN + 2 * sp.rateKPaPerS * this.newtonsPerKPa;
    const waits = sp.targetKPa > sp.nowKPa ? lag > lagMax : lag < -lagMax;
    if (waits) sp.rateKPaPerS = 0;
    // A ramp that was asked for during a quiet period begins now: not all of that time belongs to it.
    sp.step(this.periodS === quietPeriodS && dtS > busyPeriodS ? busyPeriodS : dtS);
    sp.rateKPaPerS = asked;
  }

  /** Whether there is a reason to act, and whether to look again soon. */
  private judge(errorN: number, halfWidthN: number, dtS: number): boolean {
    const sp = this.setPoint;
    const tailN = (sp.nowKPa - sp.expectedKPa) * this.newtonsPerKPa;
    const ramping = sp.stepKPa !== 0 || tailN > halfWidthN || tailN < -halfWidthN;
    this.lash.pass(dtS, !ramping);
    if (ramping) {
      this.deadband.force(errorN, halfWidthN);
      return true;
    }
    this.deadband.judge(errorN, halfWidthN, this.motion.direction);
    return errorN > 4 * halfWidthN || errorN < -4 * halfWidthN;
  }

  /** No term but the ramp's: within the deadband, and during a take-up, when there is nothing to feel yet. */
  private onlyWatch(forceN: number, k: number): void {
    this.feedForwardUm = (rampFeedForward * this.setPoint.stepKPa * this.newtonsPerKPa) / k;
    this.pid.watch(this.errorN, forceN);
    this.moveUm = this.feedForwardUm;
  }

  /** The terms of the move. */
  private answer(forceN: number, dtS: number, k: number): void {
    this.feedForwardUm = (rampFeedForward * this.setPoint.stepKPa * this.newtonsPerKPa) / k;
    this.gains.integral = 1 / (k * this.closedLoopS);
    this.gains.proportional = this.proportional / k;
    this.gains.derivative = this.derivativeS / k;
    this.moveUm = this.pid.step(this.errorN, forceN, dtS, this.gains) + this.feedForwardUm;
  }

  /** Lash, limits, and the move itself. */
  private act(forceN: number, k: number, halfWidthN: number): void {
    const motion = this.motion;
    if (this.moveUm !== 0 && motion.reverses(this.moveUm)) {
      // The proportional part answers noise as well. Only the error itself may ask for a crossing of the lash.
      if (this.moveUm * this.errorN < 0 && this.feedForwardUm === 0) {
        this.moveUm = 0;
        this.pid.rest();
      } else this.lash.begin(-motion.direction, forceN, k, this.setPoint.stepKPa === 0);
    }
    this.lashUm = this.lash.leftUm === 0 ? 0 : this.takeUp(forceN, k, halfWidthN);
    let move = this.moveUm + this.lashUm;
    const most = this.moveMaxN / k;
    const cap = forceN < this.moveMaxN * 0.1 && most > looseMoveMaxUm ? looseMoveMaxUm : most;
    if (move > cap) move = cap;
    else if (move < -cap) move = -cap;
    if (move > 0 && forceN + k * move > this.forceMaxN) move = 0;
    if (move === 0) return;
    const speed = this.slewMaxNPerS / k;
    motion.advance(move, speed < motion.speedMaxUmPerS ? speed : motion.speedMaxUmPerS);
  }

  /** The next piece of the lash. */
  private takeUp(forceN: number, k: number, halfWidthN: number): number {
    const kickN = takeUpKick * this.setPointN;
    const kick = kickN > 6 * halfWidthN ? kickN : 6 * halfWidthN;
    const piece = kick / (takeUpPieces * k);
    const quantumUm = this.motion.quantumUm;
    return this.lash.step(forceN, piece > quantumUm ? piece : quantumUm, kick);
  }
}
