import assert from "node:assert/strict";
import fc from "fast-check";
import { Coupling, crossGain, rateFactor } from "../../../src/pair/coupling.js";
import { near } from "../../support/near.js";

describe("the coupling of two sides by the mould's mount", () => {
  // physics 3.3: dF_c/dF_a = r_c / (1 + r_c), r_c = k_c / k_m
  for (const [kC, kM, gain] of [
    [0.005, 20, 0.0002],
    [0.2, 20, 0.0099],
    [3, 20, 0.1304],
    [5, 5, 0.5],
    [3, 2, 0.6],
  ] as const) {
    it(`passes ${gain} of a force on to ${kC} N/um behind a mount of ${kM} N/um`, () => {
      near(crossGain(kC, kM), gain, 5e-5);
    });
  }

  it("with 5 / 3 / 20 N/um pushes a standing cathode by 25 N when the anode goes to 2.5 MPa", () => {
    // 0.1304 x 196.35 N = 25.6 N, 0.33 MPa on 78.54 mm2
    near(crossGain(3, 20) * 196.35, 25.6, 0.05);
    near((crossGain(3, 20) * 196.35 * 1000) / 78.54, 326, 1);
  });

  it("is the matrix of physics 3.3: columns for 5, 3 and 20 N/um are 0.25, -0.05 and -0.05, 0.383 um/N", () => {
    const coupling = new Coupling(20);
    near(coupling.advanceUm(5, 1, 0), 0.25, 1e-12); // 1/5 + 1/20
    near(coupling.advanceUm(3, 0, 1), -0.05, 1e-12); // -1/20
    near(coupling.advanceUm(5, 0, 1), -0.05, 1e-12);
    near(coupling.advanceUm(3, 1, 0), 1 / 3 + 0.05, 1e-12);
  });

  it("takes a mount that nobody knows for rigid: nothing is moved on the other side's account", () => {
    const coupling = new Coupling(undefined);
    assert.equal(coupling.rigid, true);
    assert.equal(crossGain(3, coupling.mountNPerUm), 0);
    assert.equal(coupling.advanceUm(3, 0, 100) === 0, true);
  });

  it("gives advances that, put into the balance of springs and mount, give the forces back", () => {
    const stiffness = fc.double({ min: 0.004, max: 50, noNaN: true });
    const force = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(stiffness, stiffness, stiffness, force, force, (kA, kC, kM, fA, fC) => {
        const coupling = new Coupling(kM);
        const sA = coupling.advanceUm(kA, fA, fC);
        const sC = coupling.advanceUm(kC, fC, fA);
        const u = (fA - fC) / kM;
        near(kA * (sA - u), fA, 1e-6);
        near(kC * (sC + u), fC, 1e-6);
      }),
    );
  });

  it("loads at full rate up to a gain of 0.2, slower up to 0.6 and not at all above", () => {
    assert.equal(rateFactor(0), 1);
    assert.equal(rateFactor(0.2), 1);
    near(rateFactor(0.4), 0.5, 1e-12); // 0.2 / 0.4
    near(rateFactor(0.6), 1 / 3, 1e-12);
    assert.equal(rateFactor(0.61), 0);
  });
});
