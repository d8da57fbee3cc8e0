/**
 * White noise of a slowly changing signal from successive differences (von Neumann): `sigma^2 = mean(d^2) / 2`.
 * A drift of a few sigma in a minute does not disturb it. Differences beyond 4 sigma are clipped, so that a spike
 * counts as one ordinary outlier; a burst of true noise still comes through within some dozens of samples.
 */
export class NoiseMeter {
  /** Variance of one sample. */
  variance: number;
  /** Differences that were clipped, of which white noise gives some six in 100,000; whoever counts lets them fade. */
  outliers = 0;
  private last = 0;
  private primed = false;
  private readonly share: number;
  private readonly floor: number;

  /** `guess` is the standard deviation assumed at the start; `samples` the memory. */
  constructor(guess: number, samples: number) {
    this.variance = guess * guess;
    this.floor = this.variance * 1e-4;
    this.share = 1 / samples;
  }

  step(x: number): void {
    const d = x - this.last;
    this.last = x;
    if (!this.primed) {
      this.primed = true;
      return;
    }
    const square = 0.5 * d * d;
    const clip = 16 * this.variance;
    if (square < clip) this.variance += (square - this.variance) * this.share;
    else {
      this.variance += (clip - this.variance) * this.share;
      this.outliers += 1;
    }
    if (this.variance < this.floor) this.variance = this.floor;
  }

  /** Forgets the last sample but not the variance: call it after motion, whose differences are not noise. */
  interrupt(): void {
    this.primed = false;
  }
}
