import type { ForceSensor } from "./force-sensor.js";

/**
 * Second differences of conversions in a steady ramp are 6 sigma of the filtered force in the middle (white noise passes the filter
 * by a quarter, and the pieces of a ramp are even); with the noise of physics 7, row 10, they are 33 to 150.
 */
const scatterSigmas = 25;
const scatterSteps = 2;
/** A load cell of little noise shows every unevenness of the motion: what is off the line by less than this share of the way is that. */
const bendShare = 0.25;
/** A ramp sets out in pieces that are no line; a short one has nothing else. */
const setsOut = 15;
/** What one conversion counts: a ramp of some seconds tells. */
const newest = 1 / 32;
/** Share of the conversions beyond it, faded, that is worth a word; without such noise a tenth are. */
export const noisyShare = 0.35;

/** What is asked of the loop. */
interface Ramped {
  readonly setPoint: { readonly ramping: boolean };
  readonly lash: { readonly direction: number };
}

/**
 * Does the noise of a load cell come with the motion of its own motor (physics 7, row 10)? The loop measures noise at rest and would
 * not know. Judged in ramps, where the force goes in a line, from what conversions are off the line through their neighbours.
 */
export class MotionNoise {
  /** Share of the conversions in ramps that scatter far more than at rest. */
  share = 0;
  private readonly loop: Ramped;
  private samplesSeen = 0;
  /** Conversions in a row of one ramp. */
  private run = 0;
  private lastN = 0;
  private beforeN = 0;

  constructor(loop: Ramped) {
    this.loop = loop;
  }

  /** With each conversion while the screw moves; false after the end of the ramp. */
  look(sensor: ForceSensor): boolean {
    const { loop } = this;
    const next = sensor.samples === this.samplesSeen + 1;
    this.samplesSeen = sensor.samples;
    // A crossing of lash is no line.
    const steady = next && loop.setPoint.ramping && loop.lash.direction === 0;
    this.run = steady ? this.run + 1 : 0;
    const rawN = sensor.rawN;
    if (this.run > setsOut) {
      const offN = rawN - 2 * this.lastN + this.beforeN;
      const size = offN < 0 ? -offN : offN;
      const wentN = rawN - this.beforeN;
      const bentN = bendShare * (wentN < 0 ? -wentN : wentN);
      const quietN = scatterSigmas * sensor.sigmaN + scatterSteps * sensor.codeStepN;
      const scatters = size > quietN && size > bentN;
      this.share += newest * ((scatters ? 1 : 0) - this.share);
    }
    this.beforeN = this.lastN;
    this.lastN = rawN;
    return loop.setPoint.ramping;
  }
}
