import assert from "node:assert/strict";
import fc from "fast-check";
import { bearsKPa, highestBeside, lowestBeside, slips, wallOf } from "../../../src/pair/wall.js";
import { near } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

const mould = {
  pelletThickness: "1.7 mm",
  wallShear: "5 MPa",
  wallFriction: 0.12, // 0.3 x 0.4
};
const wallWith = (change = {}) =>
  wallOf(settingsWith({ mould: { ...mould, ...change } })) ?? assert.fail();

describe("the wall of the mould, as the settings know it", () => {
  it("bears 3.51 MPa between 2.5 and 0.2 MPa: 1.7 mm in a 10 mm die, tau_0 5 MPa, mu K 0.12", () => {
    // (4 x 1.7 / 10) (5 + 0.12 (2.5 + 0.2) / 2) = 0.68 x 5.162 = 3.510
    near(bearsKPa(wallWith(), 2500, 200), 3510, 0.5);
  });

  // The table of physics 3.4, L 1.7 on 10 mm: 0.79, 1.47, 3.5, 6.9 MPa for tau_0 = 1, 2, 5, 10.
  for (const [tau, kPa] of [
    [1, 790],
    [2, 1470],
    [10, 6910],
  ] as const) {
    it(`bears ${kPa} kPa with tau_0 ${tau} MPa`, () => {
      near(bearsKPa(wallWith({ wallShear: `${tau} MPa` }), 2500, 200), kPa, 5);
    });
  }

  it("needs 3.22 MPa of tau_0 for the paper's pair", () => {
    // 2.3 / 0.68 - 0.162 = 3.220
    assert.equal(slips(wallWith({ wallShear: "3.23 MPa" }), 2500, 200), false);
    assert.equal(slips(wallWith({ wallShear: "3.21 MPa" }), 2500, 200), true);
    assert.equal(slips(wallWith({ wallShear: "3.21 MPa" }), 200, 2500), true);
  });

  it("never bears 10 / 0.2 MPa, and 10 / 10 as anything does", () => {
    assert.equal(slips(wallWith(), 10000, 200), true);
    assert.equal(slips(wallWith({ wallShear: "0 MPa" }), 10000, 10000), false);
  });

  it("is not judged while thickness or shear are not known", () => {
    assert.equal(wallOf(settingsWith()), undefined);
    assert.equal(wallOf(settingsWith({ mould: { pelletThickness: "1.7 mm" } })), undefined);
    assert.equal(wallOf(settingsWith({ mould: { wallShear: "5 MPa" } })), undefined);
  });

  it("says what one side may go to beside the other: the edges of the inequality", () => {
    const pressure = fc.double({ min: 0, max: 20000, noNaN: true });
    fc.assert(
      fc.property(pressure, fc.double({ min: 0, max: 10, noNaN: true }), (other, tau) => {
        const wall = wallWith({ wallShear: `${tau} MPa` });
        const high = highestBeside(wall, other);
        assert.equal(slips(wall, high, other), false);
        assert.equal(slips(wall, high + 1, other), true);
        const low = lowestBeside(wall, other);
        assert.equal(slips(wall, low, other), false);
        assert.equal(slips(wall, low - 1, other), true);
      }),
    );
  });
});
