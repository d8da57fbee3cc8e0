import assert from "node:assert/strict";
import fc from "fast-check";
import {
  factorMin,
  loadCellFor,
  loadCellRows,
  soldCapacitiesN,
} from "../../../../host/docs/load-cell-sizing.js";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, not ${expected}`);

describe("the choice of a load cell", () => {
  it("takes 500 N for 2.5 MPa and 50 N for 0.2 MPa on 10 mm, the reference rig", () => {
    const anode = loadCellFor(10, 2.5);
    // pi 10^2 / 4 = 78.54 mm2; 2.5 N/mm2 x 78.54 mm2 = 196.35 N; 1.5 times are 294.5 N.
    near(anode.areaMm2, 78.54, 0.005);
    near(anode.forceN, 196.35, 0.005);
    assert.equal(anode.capacityN, 500);
    // 0.9 x 500 N / 78.54 mm2 = 5.730 MPa; 0.0005 x 500 N / 78.54 mm2 = 3.183 kPa.
    near(anode.stopMPa, 5.73, 0.001);
    near(anode.errorKPa, 3.183, 0.001);
    // 0.2 x 78.54 = 15.7 N, 1.5 times are 23.6 N: 20 N are too few.
    assert.equal(loadCellFor(10, 0.2).capacityN, 50);
  });

  it("takes more for a larger die: 332 N on 13 mm are just within 500 N", () => {
    // pi 13^2 / 4 = 132.73 mm2 x 2.5 MPa = 331.8 N x 1.5 = 497.7 N.
    const { forceN, capacityN, factor } = loadCellFor(13, 2.5);
    near(forceN, 331.8, 0.05);
    assert.equal(capacityN, 500);
    near(factor, 1.507, 0.001);
    assert.equal(loadCellFor(13, 10).capacityN, 2000);
  });

  it("never takes less than 1.5 times the force, nor one size more than needed", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 20, noNaN: true }),
        fc.double({ min: 0.05, max: 10, noNaN: true }),
        (die, pressure) => {
          const { forceN, capacityN, factor } = loadCellFor(die, pressure);
          assert.ok(factor >= factorMin);
          const smaller = soldCapacitiesN[soldCapacitiesN.indexOf(capacityN) - 1];
          assert.ok(smaller === undefined || smaller < factorMin * forceN);
        },
      ),
    );
  });

  it("says when no cell is large enough", () => {
    // 50 MPa on 13 mm are 6637 N.
    assert.throws(() => loadCellFor(13, 50), /no load cell for 6636/);
  });

  it("covers three dies and seven pressures", () => {
    assert.equal(loadCellRows().length, 21);
  });
});
