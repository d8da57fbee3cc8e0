import type { AdcReading } from "../../hal/load-cell-adc.js";
import { codeMax, codeMin } from "../../hal/load-cell-adc.js";
import { greatestCommonDivisor } from "../maths/greatest-common-divisor.js";
import { believedK, type LoadCell, perNewtonAt, zeroCodeAt } from "../settings/load-cell-drift.js";
import type { SideSettings } from "../settings/table.js";
import { MedianOfThree } from "./median-of-three.js";
import { NoiseMeter } from "./noise-meter.js";

/** A median of three leaves a little more low-frequency noise than a mean would (efficiency 0.74). */
const medianNoise = 1.1;

/** The noise changes slowly, and its root costs: it is told anew with each fourth conversion. */
const sigmaMask = 3;

/** The same code so many times after the first is no measurement (physics 7, row 3): the noise alone changes it. */
const stuckRepeats = 5;
/** A load cell without excitation shows the converter's own zero, within this share of where its own was ... */
const unexcitedShare = 0.1;
/** ... if that was so far away, as a share of capacity: a data sheet's zero balance is 1 to 2 % of it. */
const zeroAwayShare = 0.005;
/** No converter is so coarse that a step is worth this share of capacity: 11 bits over both signs, half as wide again. */
const coarsestShare = 0.0015;
/** What so many changes of the code have in common is its step. */
const gridFrom = 8;
/** Noise turns about at rest: that earns one each time, and a repetition loses two. What only drifts earns nothing. */
const livelyMax = 64;
const livelyFrom = 16;
/** A converter that is said to be noisy begins with this: enough to be seen through a dozen repetitions, and steps are still learnt. */
const livelyAtOnce = 40;
/** No screw and no cell changes the force by this share of capacity between two conversions this close together. */
const jumpShare = 0.05;
const jumpWithinS = 0.25;

/** A conversion below the median by this share of the set point is a spike, or something that gives way (physics 7, row 29). */
const fallShare = 0.003;

interface MotionListener {
  /** False when it has nothing more to look at. */
  look(sensor: ForceSensor): boolean;
}

/** One load cell: raw codes in, force out, with what is known of its age and its noise. */
export class ForceSensor {
  /** Newest raw code. */
  counts = 0;
  /** Newest code as force, unfiltered. */
  rawN = 0;
  /** Looks at what is converted while the screw moves, as long as a ramp lasts. */
  inMotion: MotionListener | undefined;
  /** Median of the newest three. */
  medianN = 0;
  /** Median, then low-pass: what the loop sees. */
  filteredN = 0;
  /** Standard deviation of `filteredN`. */
  sigmaN = 0;
  /** The most that the side had of late, without sign, N: what was taken off comes back in part (physics 2.5). */
  recentN = 0;
  /** When the newest conversion was read, us since power-on. */
  sampleAtUs = 0;
  /** Conversions since power-on. */
  samples = 0;
  saturated = false;
  /** Three conversions have come, and the newest is no rail code, no jump and no repetition. */
  ready = false;
  /** Repetitions of the newest code, of a converter whose noise has been seen; 0 before that. */
  repeats = 0;
  /** Jumps in a row. */
  jumps = 0;
  /** The screw moves in free air, where a force that turns about is noise too. */
  free = false;

  /** Step of the code, N: the smallest change seen at rest, a whole count before the first. */
  codeStepN: number;
  /** Code at zero force and counts/N, as warm as the load cell is. */
  zeroCode: number;
  perNewton: number;

  private stepSeen = false;
  private gridCounts = 0;
  private gridChanges = 0;
  private lively = 0;
  private up = false;
  /** Square of the jump: one comparison for both signs, ten times a second. */
  private readonly jumpN2: number;
  private readonly loadCell: LoadCell;
  /** Warmer than at the calibration, K: 0 before the thermometer has said anything, and the last that it said when it is dead. */
  private warmK = 0;
  private readonly filterTimeS: number;
  private readonly median = new MedianOfThree();
  private primed = false;
  private readonly noise: NoiseMeter;

  /** `noisy`: the converter is known to be (hal/load-cell-adc.ts), whatever it shows. */
  constructor(settings: SideSettings, noisy = false) {
    if (noisy) this.lively = livelyAtOnce;
    const { loadCell } = settings;
    this.loadCell = loadCell;
    this.zeroCode = loadCell.tare;
    this.perNewton = loadCell.countsPerNewton;
    this.codeStepN = this.countsN(1);
    this.filterTimeS = settings.loop.filterTime;
    const jumpN = jumpShare * loadCell.capacity;
    this.jumpN2 = jumpN * jumpN;
    // 25 ppm of capacity: practical noise of a NAU7802 at 3.3 V (physics 5.2, times three).
    this.noise = new NoiseMeter(loadCell.capacity * 2.5e-5, 64);
  }

  /** The frame's temperature, of which `share` is believed at once: zero and span go with it, and a conversion costs no more. */
  warm(degC: number, share: number): void {
    const { loadCell } = this;
    const warmK = this.warmK + (believedK(loadCell, degC) - this.warmK) * share;
    this.warmK = warmK;
    this.zeroCode = zeroCodeAt(loadCell, warmK);
    this.perNewton = perNewtonAt(loadCell, warmK);
  }

  /** So much of the reading was taken off as drift of zero, N without sign. */
  get driftN(): number {
    const drift = this.countsN(this.zeroCode - this.loadCell.tare);
    return drift < 0 ? -drift : drift;
  }

  /** Takes one conversion. `still`: the screw has rested long enough for differences to be noise. */
  take(reading: AdcReading, still: boolean): void {
    const counts = reading.counts;
    const samples = this.samples + 1;
    const dtS = samples === 1 ? 0 : (reading.at - this.sampleAtUs) * 1e-6;
    this.sampleAtUs = reading.at;
    this.samples = samples;
    if (counts === this.counts) this.repeat(still);
    else {
      this.repeats = 0;
      if (this.lively < livelyMax) this.liven(counts - this.counts, still);
    }
    this.counts = counts;
    if (counts <= codeMin || counts >= codeMax) {
      this.saturated = true;
      this.ready = false;
      return;
    }
    this.saturated = false;
    this.ready = samples >= 3 && this.repeats < stuckRepeats;
    const rawN = (counts - this.zeroCode) / this.perNewton;
    this.rawN = rawN;
    const medianN = this.median.step(rawN);
    const stepN = medianN - this.medianN;
    this.medianN = medianN;
    if (stepN * stepN > this.jumpN2) this.jump(stepN, dtS);
    else this.jumps = 0;
    // First-order low-pass in its backward-Euler form, stable for every dt: y += (x - y) dt / (tau + dt).
    const spanS = this.filterTimeS + dtS;
    if (this.primed && spanS > 0) this.filteredN += ((medianN - this.filteredN) * dtS) / spanS;
    else {
      this.filteredN = medianN;
      this.primed = true;
    }
    if (still) this.noise.step(rawN);
    else {
      this.noise.interrupt();
      if (this.inMotion !== undefined && !this.inMotion.look(this)) this.inMotion = undefined;
    }
    if ((samples & sigmaMask) !== 0 && samples > 8) return;
    // Variance of that low-pass over white samples: a / (2 - a), a = dt / (tau + dt).
    if (dtS > 0) {
      const a = dtS / spanS;
      this.sigmaN = medianNoise * Math.sqrt((this.noise.variance * a) / (2 - a));
    }
  }

  /** The converter's noise has been seen. */
  get noisy(): boolean {
    return this.lively >= livelyFrom;
  }

  /** It was seen before the start: a code that repeats is a stuck one from the first on. */
  expectNoise(): void {
    this.lively = livelyMax;
  }

  private liven(change: number, still: boolean): void {
    const up = change > 0;
    if ((still || this.free) && up !== this.up) this.lively += 1;
    this.up = up;
    // The first code is no change.
    if (this.samples === 1) return;
    const size = up ? change : -change;
    this.learnGrid(size);
    if (still) this.learnStep(size);
  }

  /**
   * A coarse code may never change at rest. But all its changes, in motion too, are so many steps: their greatest common divisor is
   * the step, and soon a single count when the code is fine.
   */
  private learnGrid(counts: number): void {
    const before = this.gridCounts;
    if (before === 1) return;
    const step = greatestCommonDivisor(counts, before);
    this.gridCounts = step;
    this.gridChanges += 1;
    if (this.gridChanges < gridFrom) return;
    if (this.gridChanges === gridFrom ? step === 1 : step === before) return;
    const stepN = this.countsN(step);
    if (stepN > coarsestShare * this.loadCell.capacity) return;
    this.stepSeen = step > 1;
    this.codeStepN = stepN;
  }

  /** The smallest change at rest is a step, or where noise is larger than steps, soon less than that noise. */
  private learnStep(counts: number): void {
    const stepN = this.countsN(counts);
    const coarsestN = coarsestShare * this.loadCell.capacity;
    if (stepN > coarsestN || (this.stepSeen && stepN >= this.codeStepN)) return;
    this.stepSeen = true;
    this.codeStepN = stepN;
  }

  private countsN(counts: number): number {
    const { perNewton } = this;
    return counts / (perNewton < 0 ? -perNewton : perNewton);
  }

  /** The very same code again. Of a plant without noise, which never changes at rest, it means nothing. */
  private repeat(still: boolean): void {
    if (this.lively >= livelyFrom) this.repeats += 1;
    if ((still || this.free) && this.lively > 1) this.lively -= 2;
  }

  /** Not to be acted upon; in a row, and not towards zero, where a sudden loss goes, it is a wire (physics 7, row 1). */
  private jump(stepN: number, dtS: number): void {
    if (dtS > jumpWithinS || this.samples < 4) return;
    this.ready = false;
    const jumpN = jumpShare * this.loadCell.capacity;
    const away = stepN > 0 ? this.medianN > jumpN : this.medianN < -jumpN;
    this.jumps = away ? this.jumps + 1 : 0;
  }

  /**
   * The newest code is the converter's own zero, and the load cell's was well above it. One that was below it shows a force instead,
   * and one that was near it nothing: neither can be told from a good one in free air.
   */
  get unexcited(): boolean {
    const { zeroCode } = this;
    const near = unexcitedShare * (zeroCode < 0 ? -zeroCode : zeroCode);
    const awayN = zeroAwayShare * this.loadCell.capacity;
    return -zeroCode / this.perNewton < -awayN && this.counts < near && -this.counts < near;
  }

  /** The newest conversion is that far below the median, of a force that is to be `forceN`. */
  fallsFrom(forceN: number): boolean {
    return this.medianN - this.rawN > fallShare * forceN;
  }

  /** Single conversions far off, lately: each is two differences. */
  get spikes(): number {
    return 0.5 * this.noise.outliers;
  }

  /** Once a second: what was counted fades, and what the side had. */
  fade(kept: number): void {
    this.noise.outliers *= kept;
    const sizeN = this.medianN < 0 ? -this.medianN : this.medianN;
    const recentN = this.recentN * kept;
    this.recentN = sizeN > recentN ? sizeN : recentN;
  }

  /** Uncertainty that whole steps of the code leave, N: a step over the square root of twelve. */
  get resolutionN(): number {
    return 0.29 * this.codeStepN;
  }

  /** Age of the newest conversion in seconds; Infinity before the first. */
  ageS(nowUs: number): number {
    return this.samples === 0 ? Infinity : (nowUs - this.sampleAtUs) * 1e-6;
  }
}
