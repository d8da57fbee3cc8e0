import assert from "node:assert/strict";
import { valueText } from "../../../../host/commissioning/figure-text.js";
import {
  deviation,
  lineFit,
  meanSigma,
  strongestLine,
} from "../../../../host/commissioning/stats.js";
import { near } from "../../../support/near.js";

describe("the statistics of a calibration", () => {
  it("are those of the textbook", () => {
    // 2, 4, 6: squares 4 + 0 + 4 over n - 1 = 2 make a deviation of 2, and of the mean 2 / sqrt 3.
    assert.equal(deviation([2, 4, 6]), 2);
    near(meanSigma([2, 4, 6]), 2 / Math.sqrt(3), 1e-12);
    assert.ok(Number.isNaN(deviation([5])));
  });

  it("find a line with the uncertainty of its slope from the scatter of its points", () => {
    // y = 1 + 2 x with residuals +1, -2, +1: sum of squares 6, one degree of freedom, sxx 2.
    const fit = lineFit([0, 1, 2], [2, 1, 6]);
    near(fit.slope, 2, 1e-12);
    near(fit.offset, 1, 1e-12);
    near(fit.scatter, Math.sqrt(6), 1e-12);
    near(fit.slopeSigma, Math.sqrt(6 / 2), 1e-12);
    near(fit.offsetSigma, Math.sqrt(6 * (1 / 3 + 1 / 2)), 1e-12);
  });

  it("see a hum in the noise, and none where there is none", () => {
    let state = 1;
    const noise = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647 - 0.5;
    };
    const quiet = Array.from({ length: 600 }, noise);
    assert.ok(strongestLine(quiet).prominence < 12);
    const humming = quiet.map((value, i) => value + 0.3 * Math.sin((2 * Math.PI * i) / 12.5));
    const line = strongestLine(humming);
    assert.ok(line.prominence > 25);
    near(line.amplitude, 0.3, 0.03);
    near(line.frequency, 1 / 12.5, 1 / 600);
  });

  it("are told with two digits of the uncertainty", () => {
    assert.equal(valueText(8591.7342, 4.31), "8591.7 +- 4.3");
    assert.equal(valueText(0.190232, 0.00092), "0.19023 +- 0.00092");
    assert.equal(valueText(43181.4, 136.2), "43181 +- 136");
    assert.equal(valueText(12.34567, 0), "12.35");
    assert.equal(valueText(Number.NaN, 1), "unknown");
  });
});
