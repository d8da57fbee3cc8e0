import type { AdcReading } from "../../hal/load-cell-adc.js";
import { codeMax, codeMin } from "../../hal/load-cell-adc.js";
import type { SideSettings } from "../settings/table.js";
import { LowPass } from "./low-pass.js";
import { MedianOfThree } from "./median-of-three.js";
import { NoiseMeter } from "./noise-meter.js";

/** A median of three leaves a little more low-frequency noise than a mean would (efficiency 0.74). */
const medianNoise = 1.1;

/** The noise changes slowly, and its root costs: it is told anew with each fourth conversion. */
const sigmaMask = 3;

/** One load cell: raw codes in, force out, with what is known of its age and its noise. */
export class ForceSensor {
  /** Newest raw code. */
  counts = 0;
  /** Newest code as force, unfiltered. */
  rawN = 0;
  /** Median of the newest three. */
  medianN = 0;
  /** Median, then low-pass: what the loop sees. */
  filteredN = 0;
  /** Standard deviation of `filteredN`. */
  sigmaN = 0;
  /** When the newest conversion was read, us since power-on. */
  sampleAtUs = 0;
  /** Conversions since power-on. */
  samples = 0;
  saturated = false;
  /** Three conversions have come, and the newest is no rail code. */
  ready = false;

  private readonly countsPerNewton: number;
  private readonly tareCounts: number;
  private readonly filterTimeS: number;
  private readonly median = new MedianOfThree();
  private readonly lowPass: LowPass;
  private readonly noise: NoiseMeter;

  constructor(settings: SideSettings) {
    this.countsPerNewton = settings.loadCell.countsPerNewton;
    this.tareCounts = settings.loadCell.tare;
    this.filterTimeS = settings.loop.filterTime;
    this.lowPass = new LowPass(this.filterTimeS);
    // 25 ppm of capacity: practical noise of a NAU7802 at 3.3 V (physics 5.2, times three).
    this.noise = new NoiseMeter(settings.loadCell.capacity * 2.5e-5, 64);
  }

  /** Takes one conversion. `still`: the screw has rested long enough for differences to be noise. */
  take(reading: AdcReading, still: boolean): void {
    const dtS = this.samples === 0 ? 0 : (reading.at - this.sampleAtUs) * 1e-6;
    this.sampleAtUs = reading.at;
    this.samples += 1;
    this.counts = reading.counts;
    if (reading.counts <= codeMin || reading.counts >= codeMax) {
      this.saturated = true;
      this.ready = false;
      return;
    }
    this.saturated = false;
    this.ready = this.samples >= 3;
    this.rawN = (reading.counts - this.tareCounts) / this.countsPerNewton;
    this.medianN = this.median.step(this.rawN);
    this.filteredN = this.lowPass.step(this.medianN, dtS);
    if (still) this.noise.step(this.rawN);
    else this.noise.interrupt();
    if (this.samples > 8 && (this.samples & sigmaMask) !== 0) return;
    // Variance of a first-order low-pass over white samples: a / (2 - a), a = dt / (tau + dt).
    if (dtS > 0) {
      const a = dtS / (this.filterTimeS + dtS);
      this.sigmaN = medianNoise * Math.sqrt((this.noise.variance * a) / (2 - a));
    }
  }

  /** Age of the newest conversion in seconds; Infinity before the first. */
  ageS(nowUs: number): number {
    return this.samples === 0 ? Infinity : (nowUs - this.sampleAtUs) * 1e-6;
  }
}
