import assert from "node:assert/strict";
import {
  denseThicknessUm,
  firstCycleEfficiency,
  lithiumContent,
  lowChargeDropV,
  nmcCapacityMAhPerG,
  nmcDensityGPerCm3,
  nmcMolarMassGPerMol,
  nmcPotentialV,
  paperStrain,
  sideReactionPotentialV,
} from "../../../../sim/cell/nmc.js";
import { measuredStrain } from "../../../../sim/cell/nmc811-lattice.js";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);
}

const slope = (q: number) => (nmcPotentialV(q + 0.01) - nmcPotentialV(q - 0.01)) / 0.02;

/** Potential of the steepest dQ/dV between two charges. */
function peakV(from: number, to: number): number {
  let best = from;
  for (let q = from; q < to; q += 0.01) if (slope(q) < slope(best)) best = q;
  return nmcPotentialV(best);
}

describe("NMC83", () => {
  it("has the molar mass, density and capacity of LiNi0.83Mn0.06Co0.11O2", () => {
    const mass = 6.94 + 0.83 * 58.693 + 0.06 * 54.938 + 0.11 * 58.933 + 2 * 15.999;
    near(nmcMolarMassGPerMol, mass, 0.005);
    // Three formula units in 101.62 A3: M / (N_A V / 3), A3 in 1e-24 cm3.
    near(nmcDensityGPerCm3, mass / ((0.602214076 * 101.62) / 3), 0.001);
    near(nmcCapacityMAhPerG, 96485.33 / 3.6 / mass, 0.02);
  });

  // q, y, U, dV/V in %, thickness in um at 14 and 43 mg/cm2, dU/dq in mV: physics 2.2.
  const table = [
    [0, 1.0, 3.561, 0, 0, 0, 2.3],
    [23, 0.916, 3.614, -0.23, -0.07, -0.2, 2.3],
    [60, 0.782, 3.699, -0.59, -0.17, -0.53, 2.3],
    [100, 0.636, 3.796, -0.98, -0.29, -0.88, 2.9],
    [120, 0.564, 3.867, -1.18, -0.35, -1.06, 4.4],
    [140, 0.491, 3.955, -1.39, -0.41, -1.26, 3.9],
    [150, 0.455, 3.991, -1.54, -0.45, -1.38, 3.4],
    [165, 0.4, 4.042, -1.91, -0.56, -1.72, 3.7],
    [180, 0.346, 4.105, -2.61, -0.76, -2.35, 4.6],
    [190, 0.309, 4.15, -3.18, -0.93, -2.86, 4.1],
    [200, 0.273, 4.18, -3.78, -1.11, -3.4, 1.8],
    [205, 0.255, 4.186, -4.09, -1.2, -3.68, 1.0],
    [210, 0.237, 4.192, -4.39, -1.29, -3.95, 1.5],
    [220, 0.2, 4.228, -5.01, -1.47, -4.51, 6.2],
    [227, 0.175, 4.282, -5.45, -1.6, -4.91, 8.7],
    [235, 0.146, 4.354, -5.93, -1.74, -5.34, 8.9],
  ] as const;
  for (const [q, y, volts, percent, thinUm, thickUm, mV] of table) {
    it(`at ${q} mAh/g has ${volts} V and ${percent} % of volume`, () => {
      near(lithiumContent(q), y, 0.0006);
      near(nmcPotentialV(q), volts, 0.0006);
      // 0.015 instead of 0.005 %: the table's strain was worked out from its rounded y.
      near(100 * paperStrain(q), percent, 0.015);
      near(denseThicknessUm(14) * paperStrain(q), thinUm, 0.006);
      near(denseThicknessUm(43) * paperStrain(q), thickUm, 0.015);
      near(1000 * slope(q), mV, 0.06);
    });
  }

  it("stands at 4.0424 V at 165 mAh/g", () => {
    near(nmcPotentialV(165), 4.0424, 0.00005);
  });

  it("shrinks by 5.445 % at y = 0.175, the paper's 101.62 to 96.08 A3", () => {
    // 0.027 * 0.825 + 0.143 * 0.03 * ln(1 + e^7.5) = 0.022275 + 0.00429 * 7.50055 = 0.054452.
    near(100 * paperStrain(0.825 * nmcCapacityMAhPerG), -5.445, 0.0005);
    near(100 * (96.08 / 101.62 - 1), -5.45, 0.005);
  });

  it("has its sharp dQ/dV peak at 4.187 V and a lower one at 4.00 V", () => {
    near(peakV(180, 230), 4.187, 0.0005);
    near(peakV(130, 170), 4.0, 0.003);
  });

  it("averages 3.910 V over a cycle from 23 to 227 mAh/g", () => {
    let sum = 0;
    for (let i = 0; i < 2040; i += 1) sum += nmcPotentialV(23.05 + i * 0.1);
    near(sum / 2040, 3.91, 0.0005);
  });

  it("is 29.3 um thick at 14 mg/cm2 and 90.0 um at 43, dense", () => {
    near(denseThicknessUm(14), 29.3, 0.05); // 14e-3 g/cm2 / 4.776 g/cm3 * 1e4 um/cm
    near(denseThicknessUm(43), 90.0, 0.05);
  });

  it("rises for good where the lithium runs out, without a step", () => {
    near(nmcPotentialV(255.001), nmcPotentialV(255), 2e-5);
    assert.ok(nmcPotentialV(265) > 5);
    for (let q = 0; q < 300; q += 1) assert.ok(nmcPotentialV(q + 1) > nmcPotentialV(q), `${q}`);
  });

  it("drops by 0.5 V at the end of discharge, e-fold for each 3 mAh/g, and stays finite", () => {
    assert.equal(lowChargeDropV(23, 23), 0.5);
    near(lowChargeDropV(20, 23), 0.5 * Math.E, 1e-12);
    assert.ok(lowChargeDropV(200, 23) < 1e-20);
    assert.ok(lowChargeDropV(-1e6, 23) < 6.1);
  });

  it("passes from the side reaction, which begins at 2.9 V, to the NMC without a step", () => {
    assert.equal(sideReactionPotentialV(0), 2.9);
    near(sideReactionPotentialV(1), nmcPotentialV(0), 1e-12);
  });

  it("keeps 85 % of its first charge from 2.5 MPa up and 83 % at 0.2 MPa", () => {
    assert.equal(firstCycleEfficiency(10_000), 0.85);
    assert.equal(firstCycleEfficiency(2500), 0.85);
    assert.equal(firstCycleEfficiency(200), 0.83);
    assert.equal(firstCycleEfficiency(0), 0.83);
    near(firstCycleEfficiency(Math.sqrt(200 * 2500)), 0.84, 1e-9);
    near(firstCycleEfficiency(2499.999), 0.85, 1e-6);
  });
});

describe("the measured NMC811 lattice", () => {
  it("gives the table's volumes: a^2 c against the first row's", () => {
    // At 186.46 mAh/g a = 2.8176, c = 14.4792: 2.8176^2 * 14.4792 / (2.8704^2 * 14.1918) - 1 =
    // -1.694 %.
    near(100 * measuredStrain(186.46), -1.694, 0.001);
    near(100 * measuredStrain(62.15), -0.586, 0.001);
    near(100 * measuredStrain(124.31), -0.958, 0.001);
    near(100 * measuredStrain(242.4), -5.292, 0.001);
    near(100 * measuredStrain(227), -3.67, 0.005);
    // The row of 186.46 holds from 183.36 on, as the source repeats a refinement.
    near(100 * measuredStrain(186), -1.69, 0.005);
  });

  it("is continuous and straight between rows", () => {
    let before = measuredStrain(-5);
    for (let q = -5; q < 300; q += 0.005) {
      const strain = measuredStrain(q);
      // The steepest pair of rows, 223.76 to 229.97, loses 0.0012 for each mAh/g.
      assert.ok(Math.abs(strain - before) < 0.00125 * 0.005 + 1e-12, `${q}`);
      before = strain;
    }
    // Between rows whose spacing is rounded the other way: 236.19 to 239.30, and 9.32 to 12.43.
    const along = (from: number, to: number, q: number) =>
      measuredStrain(from) +
      ((measuredStrain(to) - measuredStrain(from)) * (q - from)) / (to - from);
    near(measuredStrain(239.295), along(236.19, 239.3, 239.295), 1e-12);
    near(measuredStrain(9.321), along(9.32, 12.43, 9.321), 1e-12);
    const middle = 0.5 * (measuredStrain(239.3) + measuredStrain(242.4));
    near(measuredStrain(240.85), middle, 1e-12);
  });

  it("is nothing before the first row and goes on beyond the last", () => {
    assert.equal(measuredStrain(0), 0);
    assert.equal(measuredStrain(-10), 0);
    const perStep = measuredStrain(242.4) - measuredStrain(239.3);
    near(measuredStrain(245.5), measuredStrain(242.4) + perStep, 1e-12);
  });
});
