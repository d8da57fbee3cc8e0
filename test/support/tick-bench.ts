import { SimClock } from "../../sim/devices/sim-clock.js";

/** Simulated time in steps of at most a tick, as the world goes on. */
export class TickBench {
  readonly clock = new SimClock();

  nowUs = (): number => this.clock.now();

  /** Lets `s` seconds pass, in each step of which `step` happens before the clock is there. */
  pass(s: number, step: (atUs: number, dtS: number) => void): void {
    const endUs = this.clock.now() + Math.round(s * 1e6);
    while (this.clock.now() < endUs) {
      const fromUs = this.clock.now();
      const stepUs = Math.min(100_000, endUs - fromUs);
      step(fromUs, stepUs * 1e-6);
      this.clock.set(fromUs + stepUs);
    }
  }
}
