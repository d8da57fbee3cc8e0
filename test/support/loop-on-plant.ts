import { PressureLoop } from "../../src/control/pressure-loop.js";
import type { SideSettings } from "../../src/settings/table.js";
import { FakeScrew } from "./fake-hal.js";

/** Conversions until a force is seen: the converter's moving average over four takes 1.5, the median 1, the way to the tick half of one. */
const delaySamples = 3;
const sampleS = 0.1;

/** What a test chooses of the plant. */
export interface PlantChoice {
  /** True stiffness, N/um. */
  readonly stiffnessNPerUm: number;
  /** Force at the start, N. */
  readonly forceN: number;
  /** True lost motion on reversal, um. */
  readonly lashUm?: number;
  /** Step of the converter's code, N. */
  readonly codeStepN?: number;
  /** Standard deviation of the filtered force that the loop is told, N. */
  readonly sigmaN?: number;
}

/**
 * The loop of one side on the simplest of plants: `force = k (nut + growth - x0)`, seen three samples late and behind the
 * filter of the settings. The screw is at its target at once; the nut lags behind it by the lash and begins on the
 * pressing flank.
 */
export class LoopOnPlant {
  readonly loop: PressureLoop;
  readonly screw = new FakeScrew();
  /** Growth of the cell towards this side, um. */
  growthUm = 0;
  /** True force, N. */
  forceN: number;
  reversals = 0;
  travelUm = 0;
  /** Drawn and added to each conversion, N. */
  noiseN: () => number = () => 0;
  private readonly choice: PlantChoice;
  private readonly onTheWay: number[];
  private readonly filterTimeS: number;
  private filteredN: number;
  private nutUm = 0;
  private sinceS = 0;
  private direction = 0;
  private lastTargetUm = 0;

  constructor(settings: SideSettings, areaMm2: number, choice: PlantChoice) {
    this.choice = choice;
    this.forceN = choice.forceN;
    this.loop = new PressureLoop(settings, areaMm2, this.screw);
    this.filterTimeS = settings.loop.filterTime;
    this.filteredN = choice.forceN;
    this.onTheWay = new Array<number>(delaySamples).fill(choice.forceN);
    this.loop.seed(choice.forceN);
  }

  /** Time goes on in samples of 0.1 s; `each` is called after every one. */
  run(forS: number, each: () => void = () => {}): void {
    for (let i = 0; i < Math.round(forS / sampleS); i += 1) {
      this.sample();
      each();
    }
  }

  private sample(): void {
    this.onTheWay.push(this.coded(this.forceN + this.noiseN()));
    const promptN = this.onTheWay.shift() ?? 0;
    this.filteredN += ((promptN - this.filteredN) * sampleS) / (this.filterTimeS + sampleS);
    this.loop.motion.positionUm = this.screw.positionUm;
    this.sinceS += sampleS;
    if (this.sinceS > this.loop.periodS - sampleS / 2) {
      const { sigmaN, codeStepN } = this.choice;
      this.loop.step(this.filteredN, sigmaN ?? 0, this.sinceS, codeStepN, promptN);
      this.sinceS = 0;
    }
    this.count(this.loop.motion.targetUm);
    this.push(this.screw.positionUm);
  }

  private coded(forceN: number): number {
    const stepN = this.choice.codeStepN ?? 0;
    return stepN > 0 ? Math.round(forceN / stepN) * stepN : forceN;
  }

  private push(screwUm: number): void {
    const lashUm = this.choice.lashUm ?? 0;
    if (this.nutUm < screwUm) this.nutUm = screwUm;
    else if (this.nutUm > screwUm + lashUm) this.nutUm = screwUm + lashUm;
    this.forceN = this.choice.forceN + this.choice.stiffnessNPerUm * (this.nutUm + this.growthUm);
  }

  private count(targetUm: number): void {
    const moved = targetUm - this.lastTargetUm;
    this.lastTargetUm = targetUm;
    if (moved === 0) return;
    if (moved * this.direction < 0) this.reversals += 1;
    this.direction = moved;
    this.travelUm += Math.abs(moved);
  }
}
