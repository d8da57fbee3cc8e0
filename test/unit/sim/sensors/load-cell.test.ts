import assert from "node:assert/strict";
import { LoadCell } from "../../../../sim/sensors/load-cell.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const ideal = {
  nonlinearity: 0,
  hysteresis: 0,
  creep: 0,
  zeroBalance: 0,
  zeroTemperature: "0 1/K",
  spanTemperature: "0 1/K",
};

const cellWith = (change: JsonObject) =>
  new LoadCell(
    rigWith("reference", { anode: { loadCell: { ...ideal, ...change } } }).anode.loadCell,
  );

const reading = (cell: LoadCell, forceN: number, degC = 30, dtS = 0.1) => {
  cell.advance(dtS, forceN, degC);
  return cell.sensedN;
};

describe("a load cell of 500 N", () => {
  it("tells the force when it has no errors", () => {
    assert.equal(reading(cellWith({}), 196.35), 196.35);
  });

  it("bows by its non-linearity at half capacity and by nothing at the ends", () => {
    const cell = cellWith({ nonlinearity: 0.0002 });
    near(reading(cell, 250) - 250, 0.0002 * 500, 1e-9); // 0.1 N = 1.27 kPa on 10 mm
    near(reading(cell, 0), 0, 1e-9);
    near(reading(cell, 500) - 500, 0, 1e-9);
  });

  it("creeps by 0.03 % of the load with a time constant of half an hour", () => {
    const cell = cellWith({ creep: 0.0003 });
    reading(cell, 196.35, 30, 1e-6);
    for (let i = 0; i < 1800; i += 1) reading(cell, 196.35, 30, 1);
    near(cell.sensedN - 196.35, 196.35 * 0.0003 * (1 - Math.exp(-1)), 1e-6);
    for (let i = 0; i < 20; i += 1) reading(cell, 196.35, 30, 1800);
    near(cell.sensedN - 196.35, 0.0589, 1e-4); // 0.75 kPa on 10 mm (physics 6.7)
  });

  it("drifts with temperature: 0.32 kPa of zero for a kelvin, and its span besides", () => {
    const cell = cellWith({ zeroTemperature: "0.00005 1/K", spanTemperature: "0.00005 1/K" });
    near(reading(cell, 0, 31), 0.025, 1e-9); // 5e-5 x 500 N = 25 mN
    near((0.025 * 1000) / 78.5398, 0.318, 1e-3);
    near(reading(cell, 196.35, 31) - 196.35, 0.025 + 196.35 * 5e-5, 1e-9);
    near(reading(cell, 196.35, 30) - 196.35, 0, 1e-9);
  });

  it("is out of balance by a share of capacity without load", () => {
    near(reading(cellWith({ zeroBalance: 0.01 }), 0), 5, 1e-9);
  });

  for (const width of [0.0002, 0.001, 0.003]) {
    it(`has a hysteresis loop of its nominal width of ${width} of capacity`, () => {
      const cell = cellWith({ hysteresis: width });
      for (let force = 0; force <= 500; force += 1) reading(cell, force);
      for (let force = 500; force >= 0; force -= 1) reading(cell, force);
      for (let force = 0; force <= 250; force += 1) reading(cell, force);
      const up = cell.sensedN;
      for (let force = 250; force <= 500; force += 1) reading(cell, force);
      for (let force = 500; force >= 250; force -= 1) reading(cell, force);
      near(cell.sensedN - up, width * 500, 0.01 * width * 500);
    });
  }

  it("is not blind to small changes: a turn by 0.4 kPa shows by more than nine tenths", () => {
    const cell = cellWith({ hysteresis: 0.0002 });
    for (let force = 0; force <= 196; force += 0.5) reading(cell, force);
    const before = cell.sensedN;
    // A pure play of this width would swallow 0.1 N, 1.27 kPa, whole (physics, correction 7).
    const small = 0.0314; // 0.4 kPa on 10 mm
    const change = before - reading(cell, 196 - small);
    assert.ok(change > 0.9 * small && change <= small);
  });
});
