import assert from "node:assert/strict";
import { BreathingCell } from "../../../../sim/cell/breathing-cell.js";
import type { DisplacementTrace } from "../../../../sim/cell/displacement-trace.js";
import type { Scenario } from "../../../../sim/scenarios/table.js";
import { scenarioOf } from "./scenario-of.js";

const trace: DisplacementTrace = {
  timeS: Float64Array.of(100, 110, 120, 150),
  thicknessUm: Float64Array.of(300, 310, 290, 290),
  volts: Float64Array.of(4, 3.9, 3.8, 3.5),
};

function cellOf(json: object): BreathingCell {
  const { displacement } = scenarioOf({ displacement: { trace: "t.csv", ...json } });
  return new BreathingCell(displacement as NonNullable<Scenario["displacement"]>, trace);
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}, expected ${expected}`);
}

function wait(cell: BreathingCell, seconds: number, dtS = 1): void {
  for (let i = 0; i < Math.round(seconds / dtS); i += 1) cell.advance(dtS, 0);
}

describe("BreathingCell", () => {
  it("holds the first row until its start", () => {
    const cell = cellOf({ start: "1800 s" });
    assert.equal(cell.volts, 4);
    wait(cell, 1800);
    assert.equal(cell.anodeGrowthUm, 0);
    assert.equal(cell.volts, 4);
  });

  it("follows the rows in straight lines from its start, counted from the first thickness", () => {
    const cell = cellOf({ start: "1800 s" });
    wait(cell, 1805);
    near(cell.anodeGrowthUm, 5); // half way from 300 to 310
    near(cell.volts, 3.95);
    wait(cell, 5);
    near(cell.anodeGrowthUm, 10);
    wait(cell, 5);
    near(cell.anodeGrowthUm, 0); // half way from 310 to 290
    near(cell.volts, 3.85);
  });

  it("holds the last row after the end", () => {
    const cell = cellOf({ start: "0 s" });
    wait(cell, 1000);
    near(cell.anodeGrowthUm, -10);
    near(cell.volts, 3.5);
  });

  it("scales the thickness and puts it on the side asked for", () => {
    const cell = cellOf({ start: "0 s", scale: -2, side: "cathode" });
    wait(cell, 10);
    near(cell.cathodeGrowthUm, -20);
    assert.equal(cell.anodeGrowthUm, 0);
  });

  it("is at the same place in steps of 0.1, 1 and 10 s", () => {
    for (const dtS of [0.1, 1, 10]) {
      const cell = cellOf({ start: "10 s" });
      wait(cell, 40, dtS);
      near(cell.anodeGrowthUm, -10);
      near(cell.volts, 3.8 - 0.3 / 3); // 10 of 30 s on from 3.8 to 3.5 V
    }
  });

  it("skips rows that a step jumps over", () => {
    const cell = cellOf({ start: "0 s" });
    cell.advance(35, 0);
    near(cell.anodeGrowthUm, -10);
    near(cell.volts, 3.65);
  });

  it("counts a current as charge and leaves what was not measured neutral", () => {
    const cell = cellOf({});
    cell.advance(3600, 0.2);
    near(cell.chargeMAhPerCm2, 0.2);
    assert.equal(cell.platedMAhPerCm2, 0);
    assert.equal(cell.anodeContact, 1);
    assert.equal(cell.shorted, false);
  });
});
