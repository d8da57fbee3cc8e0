import assert from "node:assert/strict";
import fc from "fast-check";
import { Prng } from "../../../sim/prng.js";
import { NoiseMeter } from "../../../src/sensing/noise-meter.js";
import { near, nearShare } from "../../support/near.js";

/** Mean of the meter's variance over `count` samples of `signal`, after as many to get used to it. */
function meanVariance(meter: NoiseMeter, signal: (i: number) => number, count: number): number {
  let sum = 0;
  for (let i = 0; i < 2 * count; i += 1) {
    meter.step(signal(i));
    if (i >= count) sum += meter.variance;
  }
  return sum / count;
}

describe("noise meter", () => {
  it("recovers the sigma of white noise of any size to 15 %, from a guess ten times off", () => {
    const sizes = fc.double({ min: -4, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(sizes, fc.constantFrom(0.1, 1, 10), fc.nat(), (sigma, guess, seed) => {
        const prng = new Prng(seed, "noise");
        const variance = meanVariance(
          new NoiseMeter(sigma * guess, 64),
          () => 196 + sigma * prng.normal(),
          2000,
        );
        nearShare(Math.sqrt(variance), sigma, 0.15);
      }),
      { numRuns: 60 },
    );
  });

  it("scatters little enough to set a deadband: within 40 % at every moment", () => {
    // Memory 64 of dependent squares: a deviation of sqrt(3 / 128) = 15 % of the variance, 8 % of sigma; five of them.
    const prng = new Prng(5, "noise");
    const meter = new NoiseMeter(1, 64);
    for (let i = 0; i < 20000; i += 1) {
      meter.step(prng.normal());
      nearShare(Math.sqrt(meter.variance), 1, 0.4);
    }
  });

  it("does not take a drift of three sigma a minute for noise", () => {
    const prng = new Prng(8, "noise");
    const slope = 3 / 600; // a minute is 600 samples
    const variance = meanVariance(new NoiseMeter(1, 64), (i) => slope * i + prng.normal(), 5000);
    // The drift adds (3 / 600)^2 / 2 = 1.25e-5 of the variance: nothing to be seen.
    nearShare(Math.sqrt(variance), 1, 0.05);
  });

  it("counts a spike of a thousand sigma as one ordinary outlier", () => {
    const quiet = new NoiseMeter(1, 64);
    const spiked = new NoiseMeter(1, 64);
    const prng = new Prng(9, "noise");
    for (let i = 0; i < 2000; i += 1) {
      const x = prng.normal();
      quiet.step(x);
      spiked.step(i === 1000 ? x + 1000 : x);
      // The two differences about the spike are clipped at 16 variances, 1 + 15 / 64 each; the same two steps
      // leave the other meter at least 63 / 64 each.
      assert.ok(spiked.variance <= quiet.variance * ((1 + 15 / 64) / (63 / 64)) ** 2);
    }
    nearShare(spiked.variance, quiet.variance, 1e-6);
  });

  it("stays within a fifth of sigma with a spike every ten seconds", () => {
    const prng = new Prng(10, "noise");
    const variance = meanVariance(
      new NoiseMeter(1, 64),
      (i) => prng.normal() + (i % 100 === 0 ? 300 : 0),
      5000,
    );
    // Two clipped differences of 16 in a hundred: 0.98 + 2 x 16 / 100 = 1.30 in variance, 1.14 in sigma.
    near(Math.sqrt(variance), 1.14, 0.1);
  });

  it("notices a burst of twenty sigma within some dozens of samples, and its end", () => {
    const prng = new Prng(11, "noise");
    const meter = new NoiseMeter(1, 64);
    for (let i = 0; i < 500; i += 1) meter.step(prng.normal());
    for (let i = 0; i < 50; i += 1) meter.step(20 * prng.normal());
    assert.ok(Math.sqrt(meter.variance) > 10);
    for (let i = 0; i < 500; i += 1) meter.step(prng.normal());
    nearShare(Math.sqrt(meter.variance), 1, 0.4);
  });

  it("takes no difference across an interruption", () => {
    const meter = new NoiseMeter(1, 64);
    for (let i = 0; i < 10; i += 1) meter.step(100);
    const before = meter.variance;
    meter.interrupt();
    meter.step(900);
    assert.equal(meter.variance, before);
    meter.step(900);
    nearShare(meter.variance, (before * 63) / 64, 1e-12); // a difference of zero
  });

  it("never falls to zero with a converter that is stuck: 1 % of the guess remains", () => {
    const meter = new NoiseMeter(2, 64);
    for (let i = 0; i < 5000; i += 1) meter.step(7);
    near(Math.sqrt(meter.variance), 0.02, 1e-12);
  });

  it("begins with its guess, and the first sample tells it nothing", () => {
    const meter = new NoiseMeter(3, 64);
    assert.equal(meter.variance, 9);
    meter.step(1e6);
    assert.equal(meter.variance, 9);
  });
});
