import assert from "node:assert/strict";
import {
  anodeInterfaceOhmCm2,
  cathodeInterfaceOhmCm2,
  resistanceFactor,
} from "../../../../sim/cell/resistance.js";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);
}

describe("resistance of the cell", () => {
  it("falls by 4.4 % for a kelvin at 30 degC", () => {
    near(resistanceFactor(30), 1, 1e-12);
    // 0.35 eV / (8.617e-5 eV/K * 303.15^2 K^2) = 0.0442 / K.
    near(1 - resistanceFactor(31), 0.0432, 0.0005); // exp(-0.0442) over the whole kelvin
    near((resistanceFactor(29.99) - resistanceFactor(30.01)) / 0.02, 0.0442, 0.0001);
  });

  it("has an anode interface with the inverse root of pressure and inverse contact", () => {
    assert.equal(anodeInterfaceOhmCm2(30, 2500, 1, 0), 30);
    near(anodeInterfaceOhmCm2(30, 10_000, 1, 0), 15, 1e-12); // sqrt(2.5 / 10) = 0.5
    near(anodeInterfaceOhmCm2(30, 2500, 0.5, 0), 60, 1e-12);
  });

  it("grows an interphase: 20 % more after 100 h", () => {
    near(anodeInterfaceOhmCm2(30, 2500, 1, 100), 30 * (1 + 0.02 * 10), 1e-12);
  });

  it("has a cathode interface of 15 ohm cm2 at 0.2 MPa and 11.4 at 2.5", () => {
    near(cathodeInterfaceOhmCm2(10, 200), 10 * (1 + 0.5), 1e-12);
    near(cathodeInterfaceOhmCm2(10, 2500), 10 * (1 + 0.5 * Math.sqrt(0.08)), 1e-12);
  });

  it("stays finite out of contact", () => {
    assert.equal(anodeInterfaceOhmCm2(30, 0, 1, 0), anodeInterfaceOhmCm2(30, 10, 1, 0));
    assert.equal(cathodeInterfaceOhmCm2(10, -5), cathodeInterfaceOhmCm2(10, 10));
  });
});
