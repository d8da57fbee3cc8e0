import assert from "node:assert/strict";
import fc from "fast-check";
import { Prng } from "../../../sim/prng.js";

function words(prng: Prng, count: number): number[] {
  return Array.from({ length: count }, () => prng.word());
}

function moments(draw: () => number, count: number): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i += 1) {
    const x = draw();
    sum += x;
    squares += x * x;
  }
  const mean = sum / count;
  return { mean, variance: squares / count - mean * mean };
}

describe("Prng", () => {
  it("gives the published sequence of xoshiro128** 1.1 from the state 1, 2, 3, 4", () => {
    const prng = new Prng(0, "any");
    prng.restart(1, 2, 3, 4);
    // First: rotl(2 * 5, 7) * 9 = 1280 * 9 = 11520. All ten as in rand_xoshiro's test of the
    // reference C code.
    assert.deepEqual(
      words(prng, 10),
      [
        11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
        4258142804,
      ],
    );
  });

  it("repeats itself for the same seed and stream, and for nothing else", () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 2 ** 53 - 1 }), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(pair, pair, ([seed, stream], [otherSeed, otherStream]) => {
        const first = words(new Prng(seed, stream), 4);
        assert.deepEqual(words(new Prng(seed, stream), 4), first);
        fc.pre(seed !== otherSeed || stream !== otherStream);
        assert.notDeepEqual(words(new Prng(otherSeed, otherStream), 4), first);
      }),
    );
  });

  it("tells neighbouring seeds, large seeds and streams of one letter apart", () => {
    const starts = new Set<number>();
    for (const seed of [0, 1, 2, 3, 65536, 2 ** 32, 2 ** 32 + 1, 2 ** 40]) {
      for (const stream of ["", "a", "b", "ab", "ba", "anode", "cathode"]) {
        starts.add(new Prng(seed, stream).word());
      }
    }
    assert.equal(starts.size, 8 * 7);
  });

  it("keeps streams of one seed uncorrelated", () => {
    const a = new Prng(7, "anode");
    const b = new Prng(7, "cathode");
    const count = 100_000;
    let product = 0;
    for (let i = 0; i < count; i += 1) product += a.normal() * b.normal();
    // The mean of `count` products has a standard deviation of 1 / sqrt(100000) = 0.0032; four of
    // them.
    assert.ok(Math.abs(product / count) < 4 / Math.sqrt(count));
  });

  it("draws uniformly from 0 up to, never including, 1", () => {
    const prng = new Prng(3, "uniform");
    const bins = new Array<number>(10).fill(0);
    const count = 100_000;
    for (let i = 0; i < count; i += 1) {
      const x = prng.next();
      assert.ok(x >= 0 && x < 1);
      bins[Math.floor(x * 10)]! += 1;
    }
    // Chi squared with 9 degrees of freedom: above 27.9 once in a thousand.
    const expected = count / 10;
    const chiSquared = bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    assert.ok(chiSquared < 27.9, `chi squared ${chiSquared}`);
  });

  it("uses 53 bits: draws fall between the steps of 32", () => {
    const prng = new Prng(3, "bits");
    let between = 0;
    for (let i = 0; i < 100; i += 1) {
      if (!Number.isInteger(prng.next() * 2 ** 32)) between += 1;
    }
    assert.ok(between > 95);
  });

  it("draws within the bounds of `uniform`, mean in the middle", () => {
    const prng = new Prng(4, "bounds");
    const { mean, variance } = moments(() => prng.uniform(-2, 6), 100_000);
    // Mean (-2 + 6) / 2 = 2, variance 8^2 / 12 = 5.333.
    assert.ok(Math.abs(mean - 2) < 0.03);
    assert.ok(Math.abs(variance - 64 / 12) < 0.06);
  });

  it("draws normals with mean 0, variance 1, no skew and a kurtosis of 3", () => {
    const prng = new Prng(5, "normal");
    const count = 200_000;
    let sum = 0;
    let squares = 0;
    let cubes = 0;
    let fourths = 0;
    for (let i = 0; i < count; i += 1) {
      const x = prng.normal();
      sum += x;
      squares += x * x;
      cubes += x * x * x;
      fourths += x * x * x * x;
    }
    // Standard deviations of these means over 200,000: 0.0022, 0.0032, 0.0087 and 0.022; four of
    // each.
    assert.ok(Math.abs(sum / count) < 0.009);
    assert.ok(Math.abs(squares / count - 1) < 0.013);
    assert.ok(Math.abs(cubes / count) < 0.035);
    assert.ok(Math.abs(fourths / count - 3) < 0.09);
  });

  it("picks both signs equally often", () => {
    const prng = new Prng(6, "sign");
    const { mean } = moments(() => prng.pickSign(), 100_000);
    assert.ok(Math.abs(mean) < 4 / Math.sqrt(100_000));
  });
});
