import type { World } from "../../sim/world.js";

/** What the anode of the same cell does between springs with still screws, from the instant at which scoring began. */
export class SpringsScore {
  private readonly world: World;
  private startN = 0;
  private started = false;
  private squares = 0;
  private count = 0;
  private peakN = 0;

  constructor(world: World) {
    this.world = world;
  }

  /** After each tick. */
  look(): void {
    if (!this.world.ghostsValid) return;
    const forceN = this.world.ghostSprings.forceAnodeN;
    if (!this.started) this.startN = forceN;
    this.started = true;
    const awayN = forceN - this.startN;
    this.squares += awayN * awayN;
    this.count += 1;
    this.peakN = Math.max(this.peakN, Math.abs(awayN));
  }

  get result(): { rmsKPa: number; peakKPa: number } {
    const toKPa = 1000 / this.world.truth.areaMm2;
    const rms = Math.sqrt(this.squares / Math.max(1, this.count));
    return { rmsKPa: rms * toKPa, peakKPa: this.peakN * toKPa };
  }
}
