import assert from "node:assert/strict";
import fc from "fast-check";
import { LeastSquares } from "../../../src/identify/least-squares.js";

const row = (...values: number[]) => Float64Array.from(values);

describe("least squares", () => {
  it("finds the line through three points and what they are off by", () => {
    // y = 1 + 2 x through (0, 1), (1, 3), (2, 5.6): slope (5.6 - 1) / 2 = 2.3, mean 3.2, intercept 0.9.
    const fit = new LeastSquares(2);
    for (const [x, y] of [
      [0, 1],
      [1, 3],
      [2, 5.6],
    ] as const)
      fit.add(row(1, x), y);
    assert.ok(fit.solve());
    assert.ok(Math.abs((fit.coefficients[0] ?? 0) - 0.9) < 1e-12);
    assert.ok(Math.abs((fit.coefficients[1] ?? 0) - 2.3) < 1e-12);
    // Off by 0.1, -0.2 and 0.1: 0.06 over one degree of freedom.
    assert.ok(Math.abs(fit.residualVariance - 0.06) < 1e-12);
    // Variance of a slope: 1 / sum (x - 1)^2 = 1 / 2.
    assert.ok(Math.abs(fit.varianceOf(row(0, 1)) - 0.5) < 1e-12);
  });

  it("finds again what made its rows, with columns of very different size", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (truth) => {
          const fit = new LeastSquares(4);
          for (let i = 0; i < 12; i += 1) {
            const x = [1, i * 1e3, (i * i) % 7, ((i * 5) % 11) * 1e-4];
            fit.add(
              row(...x),
              x.reduce((sum, v, j) => sum + v * (truth[j] ?? 0), 0),
            );
          }
          assert.ok(fit.solve());
          for (let j = 0; j < 4; j += 1) {
            const scale = [1, 1e-3, 1, 1e4][j] ?? 1;
            assert.ok(Math.abs((fit.coefficients[j] ?? 0) - (truth[j] ?? 0)) < 1e-6 * scale);
          }
        },
      ),
    );
  });

  it("says so when rows do not tell its columns apart, and when there are too few", () => {
    const twins = new LeastSquares(2);
    for (let i = 0; i < 5; i += 1) twins.add(row(i, 2 * i), i);
    assert.equal(twins.solve(), false);
    const few = new LeastSquares(2);
    few.add(row(1, 2), 3);
    assert.equal(few.solve(), false);
  });
});
