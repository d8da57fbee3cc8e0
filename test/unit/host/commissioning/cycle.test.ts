import assert from "node:assert/strict";
import type { Row } from "../../../../host/commissioning/line.js";
import { arrivalS } from "../../../../host/commissioning/steps/cycle.js";

const rowsOf = (pressures: readonly number[]): Row[] =>
  pressures.map((pressureKPa, i) => {
    const side = { counts: 0, pressureKPa, setKPa: 200, targetUm: 0, positionUm: 0 };
    return { atS: 100 + i * 0.1, flags: 0, anode: side, cathode: side };
  });

describe("the arrival of a cycle", () => {
  // 200 kPa: 1 % are 2 kPa.
  it("counts from the order until the pressure is in its band for good", () => {
    const arrived = arrivalS(rowsOf([100, 199, 205, 201.9, 198.1]), "anode", 200);
    assert.ok(Math.abs(arrived - 0.3) < 1e-9, `${arrived}`);
    assert.equal(arrivalS(rowsOf([199, 200, 201]), "cathode", 200), 0);
  });

  it("is never when the last row is outside, or has no pressure", () => {
    assert.equal(arrivalS(rowsOf([200, 203]), "anode", 200), Number.POSITIVE_INFINITY);
    assert.equal(arrivalS(rowsOf([200, Number.NaN]), "anode", 200), Number.POSITIVE_INFINITY);
  });
});
