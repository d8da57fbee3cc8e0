import assert from "node:assert/strict";
import fc from "fast-check";
import { MedianOfThree } from "../../../src/sensing/median-of-three.js";

const sorted = (a: number, b: number, c: number) =>
  [a, b, c].sort((x, y) => x - y)[1] ?? Number.NaN;

describe("median of the newest three samples", () => {
  it("is the sample itself until three are there", () => {
    const median = new MedianOfThree();
    assert.equal(median.step(7), 7);
    assert.equal(median.step(-3), -3);
    assert.equal(median.step(100), 7); // of 7, -3 and 100
  });

  it("is the middle one of the three when sorted, ties included", () => {
    const sample = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(sample, { minLength: 3, maxLength: 40 }), (samples) => {
        const median = new MedianOfThree();
        samples.forEach((x, i) => {
          const found = median.step(x);
          if (i < 2) return;
          assert.equal(found + 0, sorted(samples[i - 2] ?? 0, samples[i - 1] ?? 0, x) + 0);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("gives every order of three different samples the same middle", () => {
    for (const [a, b, c] of [
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [2, 3, 1],
      [3, 1, 2],
      [3, 2, 1],
    ] as const) {
      const median = new MedianOfThree();
      median.step(a);
      median.step(b);
      assert.equal(median.step(c), 2);
    }
  });

  it("lets no single spike through, however large", () => {
    const median = new MedianOfThree();
    for (let i = 0; i < 5; i += 1) median.step(196);
    for (const x of [1e9, 196, 196, -1e9, 196, 196, Infinity, 196]) {
      assert.equal(median.step(x), 196);
    }
  });

  it("shows a step with the second sample of it", () => {
    const median = new MedianOfThree();
    for (let i = 0; i < 3; i += 1) median.step(0);
    assert.equal(median.step(10), 0);
    assert.equal(median.step(10), 10);
  });

  it("starts over after clear", () => {
    const median = new MedianOfThree();
    for (const x of [1, 2, 3]) median.step(x);
    median.clear();
    assert.equal(median.step(50), 50);
    assert.equal(median.step(60), 60);
    assert.equal(median.step(55), 55);
  });
});
