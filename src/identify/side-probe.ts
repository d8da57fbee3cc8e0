import type { Side } from "../side.js";
import { Refusal } from "./refusal.js";

/** One tick of a procedure between two `yield`s. */
export type Procedure = Generator<undefined, void, undefined>;

/** Until the answer has been timed: half a second of converter and a second and a half of whatever lies before it. */
const settleAtFirstS = 2.5;
/** A move that takes this much longer than it should has met something. */
const lateS = 5;
/** Step responses are recorded in this many samples at most. */
const traceMax = 400;
/** Samples differ from the median of three by at most this many sigma; a spike is taken for that. */
const spikeSigma = 4;
/** Differences of successive samples that make an estimate of noise. */
const noiseKnownAfter = 8;

/**
 * The hands of an identification on one side: moves of the screw on its grid, and dwells in which the forces of both sides
 * are averaged. Knows nothing of what the moves are for.
 */
export class SideProbe {
  readonly side: Side;
  readonly other: Side;
  readonly quantumUm: number;
  /** Instant of this tick, us. */
  nowUs = 0;
  /** Means of the last dwell, N, and its middle, s. */
  forceN = 0;
  otherN = 0;
  atS = 0;
  /** Noise of one sample, N, on both sides. */
  noiseN: number;
  otherNoiseN: number;
  /** Time between two conversions, s. */
  sampleS = 0.1;
  /** From the end of a move until nothing of it is left in the reading, s. */
  settleS = settleAtFirstS;
  /** Samples of a dwell. */
  samples = 5;
  /** The last move: when it was ordered and when the screw had arrived, s. */
  orderedS = 0;
  arrivedS = 0;
  /** Highest force since the last move was ordered, N. */
  peakN = 0;
  /** Force over time since the order while a response is recorded. */
  readonly traceS = new Float64Array(traceMax);
  readonly traceN = new Float64Array(traceMax);
  traced = 0;
  private tracing = false;
  private seen = 0;
  private squares = 0;
  private otherSquares = 0;
  private differences = 0;

  constructor(side: Side, other: Side) {
    this.side = side;
    this.other = other;
    this.quantumUm = side.loop.motion.quantumUm;
    this.noiseN = side.sensor.resolutionN;
    this.otherNoiseN = other.sensor.resolutionN;
  }

  get nowS(): number {
    return this.nowUs * 1e-6;
  }

  /** Standard uncertainty of a dwell's mean, N; half as much again because real noise is not white. */
  get sigmaN(): number {
    return (1.5 * this.noiseN) / Math.sqrt(this.samples);
  }

  get otherSigmaN(): number {
    return (1.5 * this.otherNoiseN) / Math.sqrt(this.samples);
  }

  /** Whole quanta nearest to `um`, at least one. */
  onGrid(um: number): number {
    const quanta = Math.floor(um / this.quantumUm + 0.5);
    return (quanta > 1 ? quanta : 1) * this.quantumUm;
  }

  /** Moves by whole quanta and waits until the screw is there. */
  *move(um: number, speedUmPerS: number): Procedure {
    const { side, quantumUm } = this;
    const { motion } = side.loop;
    const goalUm = motion.targetUm + um;
    const nudgeUm = um > 0 ? 0.1 * quantumUm : -0.1 * quantumUm;
    const size = um < 0 ? -um : um;
    const slower = speedUmPerS < motion.speedMaxUmPerS ? speedUmPerS : motion.speedMaxUmPerS;
    this.orderedS = this.nowS;
    this.peakN = side.sensor.medianN;
    const untilS = this.nowS + size / slower + lateS;
    for (;;) {
      const leftUm = goalUm - motion.targetUm;
      const there = leftUm < 0.5 * quantumUm && leftUm > -0.5 * quantumUm;
      if (there && this.arrived) break;
      if (this.nowS > untilS) throw new Refusal("notFollowing", side.name);
      if (!there) motion.advance(goalUm + nudgeUm - motion.wantedUm, slower);
      yield undefined;
      this.take();
    }
    this.arrivedS = this.nowS;
  }

  private get arrived(): boolean {
    const { motion } = this.side.loop;
    const offUm = motion.targetUm - motion.positionUm;
    const near = offUm < 0.75 * this.quantumUm && offUm > -0.75 * this.quantumUm;
    return near && !this.side.status.moving;
  }

  /** Waits until the last move has settled, then averages `samples` conversions. */
  *dwell(): Procedure {
    while (this.nowS - this.arrivedS < this.settleS) {
      yield undefined;
      this.take();
    }
    let own = 0;
    let other = 0;
    let last = 0;
    let otherLast = 0;
    const fromS = this.nowS;
    for (let n = 0; n < this.samples; n += 1) {
      while (!this.take()) yield undefined;
      const x = this.sampleN(this.side, this.noiseN);
      const y = this.sampleN(this.other, this.otherNoiseN);
      if (n > 0) this.difference(x - last, y - otherLast);
      last = x;
      otherLast = y;
      own += x;
      other += y;
    }
    this.forceN = own / this.samples;
    this.otherN = other / this.samples;
    this.atS = (fromS + this.nowS) / 2;
    if (this.samples > 1) this.sampleS = (this.nowS - fromS) / (this.samples - 1);
  }

  /** Lets time pass. */
  *wait(s: number): Procedure {
    const untilS = this.nowS + s;
    while (this.nowS < untilS) {
      yield undefined;
      this.take();
    }
  }

  /** Records forces from now on, until `endTrace`. */
  beginTrace(): void {
    this.traced = 0;
    this.tracing = true;
  }

  endTrace(): void {
    this.tracing = false;
  }

  /** True when there is a new conversion. */
  private take(): boolean {
    const { sensor } = this.side;
    if (sensor.samples === this.seen) return false;
    this.seen = sensor.samples;
    if (sensor.medianN > this.peakN) this.peakN = sensor.medianN;
    if (this.tracing && this.traced < traceMax) {
      this.traceS[this.traced] = this.nowS - this.orderedS;
      this.traceN[this.traced] = sensor.medianN;
      this.traced += 1;
    }
    return true;
  }

  private sampleN(side: Side, noiseN: number): number {
    const { rawN, medianN } = side.sensor;
    // Until the noise is known every sample counts.
    if (this.differences < noiseKnownAfter) return rawN;
    const off = rawN - medianN;
    const most = spikeSigma * noiseN;
    return off > most || off < -most ? medianN : rawN;
  }

  /** Noise from successive differences (von Neumann): drift does not show in it. */
  private difference(ownN: number, otherN: number): void {
    this.squares += ownN * ownN;
    this.otherSquares += otherN * otherN;
    this.differences += 1;
    if (this.differences < noiseKnownAfter) return;
    this.noiseN = atLeast(Math.sqrt(this.squares / (2 * this.differences)), this.side);
    this.otherNoiseN = atLeast(Math.sqrt(this.otherSquares / (2 * this.differences)), this.other);
  }
}

function atLeast(noiseN: number, side: Side): number {
  const { resolutionN } = side.sensor;
  return noiseN > resolutionN ? noiseN : resolutionN;
}
