import assert from "node:assert/strict";
import fc from "fast-check";
import { lowPass } from "../../../src/sensing/low-pass.js";
import { near } from "../../support/near.js";

describe("first-order low-pass", () => {
  it("answers a step by 1 - (tau / (tau + dt))^n after n samples", () => {
    let y = 0;
    for (let n = 1; n <= 40; n += 1) {
      y = lowPass(y, 1, 0.1, 0.5);
      // tau / (tau + dt) = 0.5 / 0.6 is left over at each sample
      near(y, 1 - (0.5 / 0.6) ** n, 1e-12);
    }
  });

  it("is half way where the arithmetic says: 4 samples of 0.1 s at 0.5 s", () => {
    let y = 0;
    // ln 0.5 / ln (0.5 / 0.6) = 3.80: passed with the fourth sample
    for (let n = 1; n <= 3; n += 1) {
      y = lowPass(y, 1, 0.1, 0.5);
      assert.ok(y < 0.5);
    }
    assert.ok(lowPass(y, 1, 0.1, 0.5) > 0.5);
  });

  it("follows a ramp by its time constant behind", () => {
    let x = 0;
    let y = 0;
    for (let i = 0; i < 400; i += 1) {
      x += 0.3 * 0.1;
      y = lowPass(y, x, 0.1, 0.5);
    }
    near(x - y, 0.3 * 0.5, 1e-9); // 0.3 N/s x 0.5 s
  });

  it("uses the time that really passed: two short steps or one long one end alike", () => {
    let often = 0;
    for (let i = 0; i < 1000; i += 1) often = lowPass(often, 1, 0.001, 2);
    near(often, 1 - Math.exp(-1 / 2), 3e-4); // towards the continuous answer
    near(lowPass(0, 1, 1, 2), 1 / 3, 1e-12); // backward Euler: 1 / (2 + 1)
  });

  it("lets everything through when it has no time constant, also when no time has passed", () => {
    assert.equal(lowPass(5, 7, 0.1, 0), 7);
    assert.equal(lowPass(7, 9, 0, 0), 9);
    assert.equal(lowPass(9, 8, 0.1, 0), 8);
  });

  it("stays where it is when no time has passed", () => {
    assert.equal(lowPass(5, 100, 0, 0.5), 5);
  });

  it("never leaves the range of its samples, whatever the steps of time", () => {
    // Clocks count in microseconds.
    const seconds = (maxS: number) => fc.nat({ max: maxS * 1e6 }).map((us) => us * 1e-6);
    const sample = fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), seconds(1000));
    fc.assert(
      fc.property(
        seconds(30),
        fc.array(sample, { minLength: 2, maxLength: 50 }),
        (timeS, samples) => {
          let y = samples[0]?.[0] ?? 0;
          let low = y;
          let high = y;
          for (const [x, dtS] of samples.slice(1)) {
            low = Math.min(low, x);
            high = Math.max(high, x);
            y = lowPass(y, x, dtS, timeS);
            assert.ok(y >= low - 1e-9 && y <= high + 1e-9, `${y} not in ${low} to ${high}`);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
