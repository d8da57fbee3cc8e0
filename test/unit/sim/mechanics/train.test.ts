import assert from "node:assert/strict";
import fc from "fast-check";
import { Train, type TrainParameters } from "../../../../sim/mechanics/train.js";
import { near } from "../../../support/near.js";

const linear = (stiffnessNPerUm: number, change: Partial<TrainParameters> = {}) =>
  new Train({
    stiffnessNPerUm,
    contact: 1e9,
    gapUm: 0,
    relaxation: 0,
    relaxationTimeS: 20,
    spring: undefined,
    ...change,
  });

const forceAt = (train: Train, compressionUm: number) => {
  train.compress(compressionUm);
  return train.forceN;
};

describe("the train between screw and cell", () => {
  it("gives 72.75 N for 14.55 um at a fixed gap of 5 N/um, 0.926 MPa on a 10 mm die", () => {
    const force = forceAt(linear(5), 14.55);
    near(force, 5 * 14.55, 1e-6);
    near(force / 78.5398, 0.9263, 1e-4);
  });

  it("swings by 37 and 107 kPa on disc springs of 0.2 N/um alone", () => {
    // 0.2 N/um x 14.55 um / 78.54 mm2 = 37.05 kPa; 0.2 x 42.2 / 78.54 = 107.5 kPa
    const springs = linear(1e6, { spring: { rateNPerUm: 0.2, strokeUm: Infinity } });
    near((forceAt(springs, 14.55) * 1000) / 78.5398, 37.05, 0.01);
    near((forceAt(springs, 42.2) * 1000) / 78.5398, 107.46, 0.01);
  });

  it("moves by 54 kPa for a kelvin at 5 N/um and 0.85 um/K", () => {
    // 5 N/um x 0.85 um / 78.54 mm2 = 54.1 kPa
    near((forceAt(linear(5), 0.85) * 1000) / 78.5398, 54.11, 0.01);
  });

  it("has the contact's stiffness 1.43 sqrt(F) in series: 5.0 N/um at 196.35 N behind 6.67", () => {
    // 1.43 sqrt(196.35) = 20.04 N/um; 1 / (1/6.67 + 1/20.04) = 5.004 N/um
    const train = linear(6.67, { contact: 1.43 });
    train.settleAt(196.35);
    near(train.forceN, 196.35, 1e-9);
    near(train.slopeNPerUm, 1 / (1 / 6.67 + 1 / (1.43 * Math.sqrt(196.35))), 1e-9);
    near(train.slopeNPerUm, 5.0, 0.01);
  });

  it("follows x = F / k + 2 sqrt(F) / c", () => {
    // F = 100 N: 100 / 5 + 2 x 10 / 1.43 = 20 + 13.986 = 33.986 um
    near(forceAt(linear(5, { contact: 1.43 }), 20 + 20 / 1.43), 100, 1e-9);
  });

  it("pushes and never pulls", () => {
    const train = linear(5, { contact: 1.43 });
    assert.equal(forceAt(train, -3), 0);
    assert.equal(train.slopeNPerUm, 0);
    assert.equal(forceAt(train, 0), 0);
  });

  it("goes solid at the end of the spring's stroke", () => {
    const train = linear(5, { spring: { rateNPerUm: 0.2, strokeUm: 1000 } });
    // The spring is solid at 0.2 x 1000 = 200 N, the train by then compressed by 1000 + 200 / 5 =
    // 1040 um; 10 um more at 5 N/um add 50 N.
    near(forceAt(train, 1040), 200, 1e-4);
    near(train.slopeNPerUm, 1 / (1 / 0.2 + 1 / 5), 1e-6);
    near(forceAt(train, 1050), 250, 1e-4);
    near(train.slopeNPerUm, 5, 1e-6);
  });

  it("relaxes 3 % of a force step with a time constant of 20 s", () => {
    const train = linear(5, { relaxation: 0.03 });
    near(forceAt(train, 10), 50, 1e-6);
    for (let i = 0; i < 200; i += 1) train.relax(0.1);
    // After one time constant: 50 N (1 - 0.03 (1 - 1/e)) = 49.052 N
    near(forceAt(train, 10), 50 * (1 - 0.03 * (1 - Math.exp(-1))), 1e-6);
    for (let i = 0; i < 20; i += 1) train.relax(20);
    near(forceAt(train, 10), 48.5, 1e-6);
  });

  it("relaxes alike in one step and in many", () => {
    const once = linear(5, { relaxation: 0.03 });
    const often = linear(5, { relaxation: 0.03 });
    forceAt(once, 10);
    forceAt(often, 10);
    once.relax(7);
    for (let i = 0; i < 70; i += 1) often.relax(0.1);
    near(forceAt(once, 10), forceAt(often, 10), 1e-9);
  });

  it("finds the compression for a force, and the slope is that of the curve", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 0.05, max: 100, noNaN: true }),
        fc.double({ min: 1e-3, max: 5000, noNaN: true }),
        fc.option(fc.double({ min: 1e-3, max: 10, noNaN: true }), { nil: undefined }),
        (stiffness, contact, force, rate) => {
          const spring = rate === undefined ? undefined : { rateNPerUm: rate, strokeUm: 1000 };
          const train = linear(stiffness, { contact, spring, relaxation: 0.03 });
          const x = train.settleAt(force);
          assert.ok(Math.abs(train.forceN - force) < 1e-9 * (1 + force));
          // The curve stiffens throughout, so a chord's slope lies between those at its ends.
          const h = 1e-5 * x;
          const low = forceAt(train, x - h);
          const lowSlope = train.slopeNPerUm;
          const rise = (forceAt(train, x + h) - low) / (2 * h);
          const rounding = (1e-12 * force) / h + 1e-12;
          assert.ok(rise >= lowSlope * (1 - 1e-9) - rounding);
          assert.ok(rise <= train.slopeNPerUm * (1 + 1e-9) + rounding);
        },
      ),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
