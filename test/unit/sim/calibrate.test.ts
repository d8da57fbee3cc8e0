import assert from "node:assert/strict";
import { settingsFor } from "../../../sim/calibrate.js";
import { shippedRigs } from "../../../sim/rigs/shipped.js";
import { bridgePolarity } from "../../../sim/sensors/polarity.js";
import { Problems } from "../../../src/document/problems.js";
import { readTable } from "../../../src/document/table.js";
import { settingsTable } from "../../../src/settings/table.js";
import { near } from "../../support/near.js";
import { rigWith } from "../../support/rig-with.js";

function settingsOf(name: string, seed: number, change = {}) {
  const problems = new Problems();
  const json = settingsFor(rigWith(name, change), seed);
  const settings = readTable(settingsTable, json, problems, name);
  assert.equal(problems.text, "");
  return settings;
}

const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const square = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / values.length;
  return { mean, sigma: Math.sqrt(square) };
};

const seeds = Array.from({ length: 400 }, (_, seed) => seed);

describe("settings from nameplate and calibration", () => {
  it("are readable for every shipped rig, with a positive sensitivity or a negative one", () => {
    for (const { name } of shippedRigs) {
      for (let seed = 1; seed <= 5; seed += 1) {
        const settings = settingsOf(name, seed);
        for (const side of ["anode", "cathode"] as const) {
          const sign = Math.sign(settings[side].loadCell.countsPerNewton);
          assert.equal(sign, bridgePolarity(seed, side));
        }
      }
    }
  });

  it("take mechanics and limits from the nameplate, never from the truth", () => {
    const told = settingsOf("hard", 1);
    const truth = { drive: { gearRatio: 20, lead: "3 mm", lash: "40 um" }, train: { gap: "9 um" } };
    const changed = settingsOf("hard", 1, { anode: truth, mould: { dieDiameter: "11 mm" } });
    assert.deepEqual(changed, told);
    assert.equal(told.anode.train.stiffness, 7);
    assert.equal(told.anode.screw.gearRatio, 26.85);
    assert.equal(told.anode.screw.lash, 5.6);
    assert.equal(told.anode.limits.pressureMax, 5500);
    assert.equal(told.cathode.screw.speedMax, 241);
  });

  it("know the mould as far as a micrometer and a drawing go, and nothing of its wall and of the cell", () => {
    const truth = { mould: { pelletLength: "0.9 mm", stiffness: "3 N/um", wallShear: "1 MPa" } };
    const told = settingsOf("reference", 1, truth);
    assert.deepEqual(told, settingsOf("reference", 1));
    assert.equal(told.mould.pelletThickness, 1.7);
    assert.equal(told.mould.mountStiffness, undefined);
    assert.equal(told.mould.wallShear, undefined);
    assert.equal(told.cell.expansionAnode, undefined);
    assert.equal(told.cell.expansionCathode, undefined);
    const drawn = settingsOf("reference", 1, { nameplate: { mountStiffness: "18 N/um" } });
    assert.equal(drawn.mould.mountStiffness, 18);
  });

  it("err in span by 0.1 %, in tare by 30 counts, in the die by 0.02 mm", () => {
    const all = seeds.map((seed) => settingsOf("reference", seed));
    const spans = all.map((s) => Math.abs(s.anode.loadCell.countsPerNewton));
    // The chord to half capacity of a bow of 0.02 % of 500 N: 1 + 4 x 0.0002 x 0.5 = 1.0004 of
    // 8589.93
    const span = spread(spans);
    near(span.mean, 8589.93 * 1.0004, 2);
    // Cut at 2 sigma a normal draw keeps 0.96 of its deviation.
    near(span.sigma / 8589.93, 0.00096, 0.0001);
    assert.ok(spans.every((value) => Math.abs(value / (8589.93 * 1.0004) - 1) < 0.00201));
    const tares = all.map(
      (s) => s.anode.loadCell.tare * Math.sign(s.anode.loadCell.countsPerNewton),
    );
    near(spread(tares).mean, 0.01 * 500 * 8589.93, 6); // zero balance of 1 %
    near(spread(tares).sigma, 30 * 0.96, 3);
    const dies = spread(all.map((s) => s.die.diameter));
    near(dies.mean, 10, 0.004);
    near(dies.sigma, 0.02 * 0.96, 0.002);
  });

  it("err in the drift of zero by what two tares 10 K apart do, in that of the span by 1e-5 / K", () => {
    const change = { anode: { loadCell: { zeroTemperature: "-0.00012 1/K" } } };
    const cells = seeds.map((seed) => settingsOf("reference", seed, change).anode.loadCell);
    assert.ok(cells.every(({ calibrationTemperature }) => calibrationTemperature === 30));
    // 30 counts x root 2 / 10 K / (500 N x 8589.93 counts/N) = 9.88e-7 / K; 0.96 of it is left by the cut at 2 sigma.
    const zero = spread(cells.map(({ zeroDrift }) => zeroDrift * 1e6));
    near(zero.mean, -120, 0.15);
    near(zero.sigma, 0.988 * 0.96, 0.09);
    assert.ok(cells.every(({ zeroDrift }) => Math.abs(zeroDrift + 1.2e-4) < 2 * 0.99e-6));
    const span = spread(cells.map(({ spanDrift }) => spanDrift * 1e6));
    near(span.mean, 50, 1.5);
    near(span.sigma, 10 * 0.96, 0.9);
  });

  it("draw the drift's errors apart from the others, which are what they were", () => {
    const { anode, die } = settingsOf("reference", 7);
    const { countsPerNewton, tare } = anode.loadCell;
    assert.deepEqual([countsPerNewton, tare, die.diameter], [-8595.04, -42890, 10.022]);
  });
});
