import assert from "node:assert/strict";
import fc from "fast-check";
import { LowPass } from "../../../src/sensing/low-pass.js";
import { near } from "../../support/near.js";

describe("first-order low-pass", () => {
  it("takes the first sample as it is", () => {
    const filter = new LowPass(0.5);
    assert.equal(filter.step(196, 0), 196);
    assert.equal(filter.value, 196);
  });

  it("answers a step by 1 - (tau / (tau + dt))^n after n samples", () => {
    const filter = new LowPass(0.5);
    filter.seed(0);
    for (let n = 1; n <= 40; n += 1) {
      // tau / (tau + dt) = 0.5 / 0.6 is left over at each sample
      near(filter.step(1, 0.1), 1 - (0.5 / 0.6) ** n, 1e-12);
    }
  });

  it("is half way where the arithmetic says: 4 samples of 0.1 s at 0.5 s", () => {
    const filter = new LowPass(0.5);
    filter.seed(0);
    // ln 0.5 / ln (0.5 / 0.6) = 3.80: passed with the fourth sample
    for (let n = 1; n <= 3; n += 1) assert.ok(filter.step(1, 0.1) < 0.5);
    assert.ok(filter.step(1, 0.1) > 0.5);
  });

  it("follows a ramp by its time constant behind", () => {
    const filter = new LowPass(0.5);
    filter.seed(0);
    let x = 0;
    for (let i = 0; i < 400; i += 1) {
      x += 0.3 * 0.1;
      filter.step(x, 0.1);
    }
    near(x - filter.value, 0.3 * 0.5, 1e-9); // 0.3 N/s x 0.5 s
  });

  it("uses the time that really passed: two short steps or one long one end alike", () => {
    const often = new LowPass(2);
    const once = new LowPass(2);
    often.seed(0);
    once.seed(0);
    for (let i = 0; i < 1000; i += 1) often.step(1, 0.001);
    once.step(1, 1);
    near(often.value, 1 - Math.exp(-1 / 2), 3e-4); // towards the continuous answer
    near(once.value, 1 / 3, 1e-12); // backward Euler: 1 / (2 + 1)
  });

  it("lets everything through when it has no time constant, also when no time has passed", () => {
    const filter = new LowPass(0);
    filter.step(5, 0.1);
    assert.equal(filter.step(7, 0.1), 7);
    assert.equal(filter.step(9, 0), 9);
    assert.equal(filter.step(8, 0.1), 8);
  });

  it("stays where it is when no time has passed", () => {
    const filter = new LowPass(0.5);
    filter.step(5, 0.1);
    assert.equal(filter.step(100, 0), 5);
  });

  it("starts over with the first sample after clear", () => {
    const filter = new LowPass(0.5);
    filter.step(5, 0.1);
    filter.clear();
    assert.equal(filter.step(100, 0.1), 100);
  });

  it("never leaves the range of its samples, whatever the steps of time", () => {
    // Clocks count in microseconds.
    const seconds = (maxS: number) => fc.nat({ max: maxS * 1e6 }).map((us) => us * 1e-6);
    const sample = fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), seconds(1000));
    fc.assert(
      fc.property(
        seconds(30),
        fc.array(sample, { minLength: 1, maxLength: 50 }),
        (timeS, samples) => {
          const filter = new LowPass(timeS);
          let low = Infinity;
          let high = -Infinity;
          for (const [x, dtS] of samples) {
            low = Math.min(low, x);
            high = Math.max(high, x);
            const y = filter.step(x, dtS);
            assert.ok(y >= low - 1e-9 && y <= high + 1e-9, `${y} not in ${low} to ${high}`);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
