import { areaOfDie } from "../hal/units.js";
import type { ForceSensor } from "../src/sensing/force-sensor.js";
import { believedK, forceOf } from "../src/settings/load-cell-drift.js";
import type { Settings, SideName } from "../src/settings/table.js";
import type { RigModel } from "./rigs/table.js";
import { type TrueCalibration, trueCalibration, trueForceFor } from "./true-calibration.js";
import type { SideTruth } from "./truth.js";

/** The scorer's own filter: median of three, then this low-pass, whatever the controller does (design, Scores). */
const filterTimeS = 0.5;
/** The needed path is looked at this often. */
const pathGridS = 60;
/** Delay that physics 6.3 grants any loop against a moving cell: `tau_c + theta`. */
const lagS = 5.5;

/** Sum of squares, largest size and count of an error. */
class ErrorSum {
  private squares = 0;
  private n = 0;
  peak = 0;

  add(error: number): void {
    this.squares += error * error;
    this.n += 1;
    const size = error < 0 ? -error : error;
    if (size > this.peak) this.peak = size;
  }

  get rms(): number {
    return this.n === 0 ? 0 : Math.sqrt(this.squares / this.n);
  }
}

/** The figures of one side; pressures in kPa, paths in um. See `Scores` in docs/overview.md. */
export interface SideScore {
  setpointKPa: number;
  measuredRmsKPa: number;
  measuredPeakKPa: number;
  trueRmsKPa: number;
  truePeakKPa: number;
  pelletRmsKPa: number;
  uncontrolledRmsKPa: number;
  uncontrolledPeakKPa: number;
  fixedGapRmsKPa: number;
  fixedGapPeakKPa: number;
  calibrationBiasKPa: number;
  limitKPa: number;
  reversals: number;
  reversalsPerDay: number;
  travelUm: number;
  netTravelUm: number;
}

/** What is scored: what a side of the rig measures, where it is to be, and where it sends its screw. */
export interface ScoredSide {
  readonly sensor: Pick<ForceSensor, "counts" | "samples" | "sampleAtUs">;
  readonly targetKPa: number;
  readonly loop: { readonly motion: ScoredMotion };
}

/** The screw's target, the register of its chip as read before that target was given, and the grid of targets. */
export interface ScoredMotion {
  readonly targetUm: number;
  readonly positionUm: number;
  readonly quantumUm: number;
}

/** Scores one side from the truth; nothing of it reaches the controller. */
export class SideScorer {
  /** Filtered measured pressure, kPa: from the raw codes, by the settings, the thermometer and the scorer's own filter. */
  measuredKPa = 0;
  private side: ScoredSide;
  private readonly own: Settings["anode"];
  private readonly truth: SideTruth;
  private readonly calibration: TrueCalibration;
  private readonly settingsAreaMm2: number;
  private readonly trueAreaMm2: number;
  private readonly noiseN: number;
  private readonly measured = new ErrorSum();
  private readonly real = new ErrorSum();
  private readonly pellet = new ErrorSum();
  private readonly free = new ErrorSum();
  private readonly gap = new ErrorSum();
  private readonly disturbance = new ErrorSum();
  private older = 0;
  private old = 0;
  private primed = 0;
  /** Warmer than at the calibration, K, as the thermometer said last. */
  private warmK = 0;
  private samplesSeen = 0;
  private sampleAtUs = 0;
  private setSum = 0;
  private biasSum = 0;
  private scoredTicks = 0;
  private stiffnessSum = 0;
  private reversals = 0;
  private travelUm = 0;
  private netUm = 0;
  /** Sign of the last commanded motion, scored or not: on it depends the flank on which the gear rests. */
  private direction = 0;
  private targetUm = 0;
  /** What was commanded in this tick: how far, and whether against the motion before. */
  private movedUm = 0;
  private turned = false;
  private neededUm = 0;
  private disturbedUm = 0;
  private sinceGridS = 0;
  private sinceSecondS = 0;

  constructor(
    name: SideName,
    side: ScoredSide,
    settings: Settings,
    rig: RigModel,
    truth: SideTruth,
    seed: number,
  ) {
    this.side = side;
    this.targetUm = side.loop.motion.targetUm;
    this.own = settings[name];
    this.truth = truth;
    const { calibrationTemperature } = this.own.loadCell;
    this.calibration = trueCalibration(rig, name, seed, calibrationTemperature);
    this.settingsAreaMm2 = areaOfDie(settings.die.diameter);
    this.trueAreaMm2 = areaOfDie(rig.mould.dieDiameter);
    const { adc, loadCell } = rig[name];
    // White noise at the converter's rate as force: V / (mV/V x 1e-3 x excitation) x capacity.
    const volts = adc.noise * Math.sqrt(adc.rate / 10);
    this.noiseN = (volts / (loadCell.ratedOutput * 1e-3 * adc.excitation)) * loadCell.capacity;
  }

  /** The controller has started anew: another side of it, and another clock. */
  follow(side: ScoredSide): void {
    this.side = side;
    this.targetUm = side.loop.motion.targetUm;
    this.samplesSeen = 0;
    this.sampleAtUs = 0;
    this.primed = 0;
  }

  /** Takes the newest conversion and the tick's motion in; called every tick, scored or not. */
  listen(): void {
    this.followMotion();
    this.hear();
  }

  /** The rig's thermometer shows this. It is taken as it is: how the controller follows it is for the score to judge. */
  warm(degC: number): void {
    this.warmK = believedK(this.own.loadCell, degC);
  }

  private hear(): void {
    const sensor = this.side.sensor;
    if (sensor.samples === this.samplesSeen) return;
    const dtS = (sensor.sampleAtUs - this.sampleAtUs) * 1e-6;
    this.samplesSeen = sensor.samples;
    this.sampleAtUs = sensor.sampleAtUs;
    const forceN = forceOf(this.own.loadCell, sensor.counts, this.warmK);
    const x = forceN * (1000 / this.settingsAreaMm2);
    const median = this.primed < 2 ? x : medianOf(this.older, this.old, x);
    this.older = this.old;
    this.old = x;
    if (this.primed === 0) this.measuredKPa = median;
    else this.measuredKPa += ((median - this.measuredKPa) * dtS) / (filterTimeS + dtS);
    if (this.primed < 2) this.primed += 1;
  }

  /** Within 1 % or 2 kPa of the set point. */
  get settled(): boolean {
    const target = this.side.targetKPa;
    const error = this.measuredKPa - target;
    const band = 0.01 * target > 2 ? 0.01 * target : 2;
    return error <= band && error >= -band;
  }

  /** Scoring begins (again): paths start from here. */
  begin(): void {
    this.movedUm = 0;
    this.turned = false;
    this.neededUm = this.needed();
    this.disturbedUm = this.truth.growthUm + this.truth.thermalUm;
    this.sinceGridS = 0;
    this.sinceSecondS = 0;
  }

  /** Scores one tick. `freeN` and `gapN`: forces of the same cell with frozen screws, and at fixed gap. */
  score(dtS: number, freeN: number, gapN: number): void {
    const setKPa = this.side.targetKPa;
    const toKPa = 1000 / this.trueAreaMm2;
    const askedN = trueForceFor((setKPa * this.settingsAreaMm2) / 1000, this.own, this.calibration);
    this.measured.add(this.measuredKPa - setKPa);
    this.real.add((this.truth.forceN - askedN) * toKPa);
    this.pellet.add((this.truth.pelletN - askedN) * toKPa);
    this.free.add((freeN - askedN) * toKPa);
    this.gap.add((gapN - askedN) * toKPa);
    this.setSum += setKPa;
    this.biasSum += askedN * toKPa - setKPa;
    this.stiffnessSum += this.truth.stiffnessNPerUm;
    this.scoredTicks += 1;
    this.travelUm += this.movedUm;
    if (this.turned) this.reversals += 1;
    this.followDisturbance(dtS);
    this.followNeed(dtS);
  }

  summary(scoredS: number): SideScore {
    const n = this.scoredTicks === 0 ? 1 : this.scoredTicks;
    const stiffness = this.stiffnessSum / n;
    const toKPa = 1000 / this.trueAreaMm2;
    const quantumN = (this.side.loop.motion.quantumUm * stiffness) / Math.sqrt(12);
    // First-order low-pass at ten conversions a second: variance a / (2 - a), a = dt / (tau + dt).
    const noiseN = this.noiseN * Math.sqrt(0.1 / (0.1 + 2 * filterTimeS));
    const lagN = stiffness * this.disturbance.rms * lagS;
    const limitN = Math.sqrt(quantumN * quantumN + noiseN * noiseN + lagN * lagN);
    return {
      setpointKPa: this.setSum / n,
      measuredRmsKPa: this.measured.rms,
      measuredPeakKPa: this.measured.peak,
      trueRmsKPa: this.real.rms,
      truePeakKPa: this.real.peak,
      pelletRmsKPa: this.pellet.rms,
      uncontrolledRmsKPa: this.free.rms,
      uncontrolledPeakKPa: this.free.peak,
      fixedGapRmsKPa: this.gap.rms,
      fixedGapPeakKPa: this.gap.peak,
      calibrationBiasKPa: this.biasSum / n,
      limitKPa: this.scoredTicks === 0 ? 0 : limitN * toKPa,
      reversals: this.reversals,
      reversalsPerDay: scoredS > 0 ? (this.reversals * 86400) / scoredS : 0,
      travelUm: this.travelUm,
      netTravelUm: this.netUm,
    };
  }

  private followMotion(): void {
    const { targetUm, positionUm, quantumUm } = this.side.loop.motion;
    this.movedUm = 0;
    this.turned = false;
    const change = targetUm - this.targetUm;
    if (change === 0) return;
    this.targetUm = targetUm;
    const direction = change > 0 ? 1 : -1;
    // A stop takes the target back to where the screw stands, or the nearest point of the grid: no motion that way.
    if ((targetUm - positionUm) * direction <= 0.5 * quantumUm) return;
    this.turned = this.direction !== 0 && direction !== this.direction;
    this.direction = direction;
    this.movedUm = change * direction;
  }

  private followDisturbance(dtS: number): void {
    this.sinceSecondS += dtS;
    if (this.sinceSecondS < 0.999) return;
    const now = this.truth.growthUm + this.truth.thermalUm;
    this.disturbance.add((now - this.disturbedUm) / this.sinceSecondS);
    this.disturbedUm = now;
    this.sinceSecondS = 0;
  }

  private followNeed(dtS: number): void {
    this.sinceGridS += dtS;
    if (this.sinceGridS < pathGridS) return;
    this.sinceGridS = 0;
    const now = this.needed();
    const step = now - this.neededUm;
    this.netUm += step < 0 ? -step : step;
    this.neededUm = now;
  }

  /** Where the nut would have to be for the true force to be the asked one, um. */
  private needed(): number {
    const askedN = trueForceFor(
      (this.side.targetKPa * this.settingsAreaMm2) / 1000,
      this.own,
      this.calibration,
    );
    const k = this.truth.stiffnessNPerUm;
    return this.truth.nutUm + (k > 0 ? (askedN - this.truth.forceN) / k : 0);
  }
}

function medianOf(a: number, b: number, c: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  if (c <= low) return low;
  return c < high ? c : high;
}
