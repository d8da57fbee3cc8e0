import assert from "node:assert/strict";
import { crossOf, lashOf, relaxing } from "../../../src/identify/conclusion.js";
import { near } from "../../support/near.js";

const level = (...lashesUm: number[]) => ({ lashesUm, lashSigmaUm: 0.1 });

describe("the uncertainty of a lash", () => {
  it("has the scatter of reversals in it after a single one, and less after four", () => {
    // 15 % of 10 um (physics 4.3) beside 0.1 of the level and 0.05 of the floor: sqrt(2.25 + 0.01 + 0.0025).
    near(lashOf([level(10)]).lashSigmaUm, 1.504, 0.001);
    // Known as from four reversals, three more show none: 4 x 2.25 / 7 = 1.286; four crossings are worth two: 0.643.
    near(lashOf([level(10, 10, 10, 10)]).lashSigmaUm, Math.sqrt(0.6429 + 0.0125), 0.001);
  });

  it("grows with what the reversals show", () => {
    // 7, 13, 7, 13: 9 um2 each, (4 x 2.25 + 36) / 7 = 6.43, half of it.
    near(lashOf([level(7, 13, 7, 13)]).lashSigmaUm, Math.sqrt(3.214 + 0.0125), 0.001);
  });

  it("leaves loads with less wind-up apart, and takes in those that agree", () => {
    // 12 and 18 um, the mean is 3 from the top, whose sigma is sqrt(0.643 x 1.8^2 + 0.0125) = 1.45.
    assert.equal(lashOf([level(12, 12, 12, 12), level(18, 18, 18, 18)]).lashUm, 18);
    assert.equal(lashOf([level(10, 10, 10, 10), level(11, 11, 11, 11)]).lashUm, 10.5);
  });
});

describe("the uncertainty of a cross gain", () => {
  it("is that of the weighted mean where the loads agree", () => {
    // 0.001 over the root of two, and 0.03 of 0.01 over the root of twelve: 0.0000866.
    const both = { cross: 0.01, crossSigma: 0.001 };
    near(crossOf([both, both], 0.03).crossSigma, Math.hypot(0.000707, 0.0000866), 1e-6);
  });

  it("is widened where they do not", () => {
    // Weights 1, 1 and 0.111 1e6, mean 0.01303; squares 9.16 + 8.84 + 0.02 over two degrees of freedom: 9.01 / 2.111e6.
    const levels = [
      { cross: 0.01, crossSigma: 0.001 },
      { cross: 0.016, crossSigma: 0.001 },
      { cross: 0.0135, crossSigma: 0.003 },
    ];
    const { cross, crossSigma } = crossOf(levels, 0.03);
    near(cross, 0.013026, 1e-6);
    near(crossSigma, Math.hypot(0.002066, 0.0001128), 1e-6);
  });

  it("is the one at the highest load where that stands apart: a wall that bears more gives way more", () => {
    const { cross } = crossOf(
      [
        { cross: 0.005, crossSigma: 0.0002 },
        { cross: 0.013, crossSigma: 0.0004 },
      ],
      0.03,
    );
    assert.equal(cross, 0.013);
  });

  it("is endless where no load shows one", () => {
    assert.equal(crossOf([{ cross: 0, crossSigma: Infinity }], 0).crossSigma, Infinity);
  });
});

describe("the uncertainty of a stiffness", () => {
  it("has what relaxes while a dwell looks: a rectangle from all of it to none", () => {
    // 0.06 of 2 N/um over the root of twelve: 0.0346; beside 0.02: 0.04.
    near(relaxing(0.02, 2, 0.06), 0.04, 1e-4);
    // None seen: 3 % (physics 2.5).
    near(relaxing(0, 2, 0), 0.01732, 1e-5);
  });
});
