import assert from "node:assert/strict";
import fc from "fast-check";
import { Press } from "../../../../sim/mechanics/press.js";
import type { RigModel } from "../../../../sim/rigs/table.js";
import { rigWith } from "../../../support/rig-with.js";

const log = (low: number, high: number) =>
  fc
    .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
    .map((exponent) => Math.exp(exponent));

const sideJson = fc.record({
  train: fc.record({
    stiffness: log(0.01, 100).map((k) => `${k} N/um`),
    contact: log(0.05, 100).map((c) => `${c} N^0.5/um`),
    gap: fc.integer({ min: 0, max: 200 }).map((um) => `${um} um`),
    relaxation: fc.double({ min: 0, max: 0.3, noNaN: true }),
  }),
  spring: fc.record({
    rate: log(0.001, 10).map((k) => `${k} N/um`),
    stroke: log(10, 5000).map((um) => `${um} um`),
  }),
  piston: fc.record({
    sealFriction: log(0.01, 20).map((n) => `${n} N`),
    mass: fc.double({ min: -0.5, max: 0.5, noNaN: true }).map((kg) => `${kg} kg`),
  }),
});

const randomRig: fc.Arbitrary<RigModel> = fc
  .record({
    anode: sideJson,
    cathode: sideJson,
    mould: fc.record({
      stiffness: log(0.5, 1000).map((k) => `${k} N/um`),
      wallShear: fc.double({ min: 0, max: 10, noNaN: true }).map((p) => `${p} MPa`),
      presliding: log(0.1, 10).map((um) => `${um} um`),
    }),
  })
  .map((change) => rigWith("reference", change));

const move = fc.record({
  side: fc.constantFrom("anode" as const, "cathode" as const),
  nutUm: fc.double({ min: -300, max: 300, noNaN: true }),
  growthUm: fc.double({ min: -3, max: 3, noNaN: true }),
  dtS: log(0.1, 10),
});

const runs = { numRuns: 300, endOnFailure: true };

describe("the press under any rig and any motion", () => {
  it("balances, pushes only, stays finite, and holds no more than the wall can", () => {
    fc.assert(
      fc.property(randomRig, fc.array(move, { minLength: 1, maxLength: 25 }), (rig, moves) => {
        const press = new Press(rig);
        for (const step of moves) {
          press[step.side].nutUm += step.nutUm;
          press[step.side].growthUm += step.growthUm;
          press.advance(step.dtS);
          const sizeN = 1 + press.anode.forceN + press.cathode.forceN;
          assert.ok(Math.abs(press.imbalanceN) <= 1e-7 * sizeN, `${press.imbalanceN} N`);
          const carriedN =
            press.anode.forceN -
            press.cathode.forceN +
            press.anode.seal.weightN -
            press.cathode.seal.weightN;
          assert.ok(Math.abs(carriedN - press.transferN) <= 1e-7 * sizeN);
          for (const side of [press.anode, press.cathode]) {
            assert.ok(side.forceN >= 0 && side.forceN < Infinity);
            assert.ok(side.pelletN >= 0 && side.pelletN < Infinity);
            assert.ok(press.feltStiffnessNPerUm(side) >= 0);
          }
          const wall = press.wall.friction;
          assert.ok(Math.abs(wall.forceN) <= wall.capacityN * (1 + 1e-12));
          assert.ok(Number.isFinite(press.wall.travelUm));
        }
      }),
      runs,
    );
  });

  it("rises on both sides when a screw presses, and falls when it backs off", () => {
    const forcesAfter = (rig: RigModel, um: number) => {
      const press = new Press(rig);
      press.anode.nutUm = 400;
      press.cathode.nutUm = 400;
      for (let i = 0; i < 20; i += 1) press.advance(10);
      press.anode.nutUm += um;
      press.advance(0.1);
      return [press.anode.forceN, press.cathode.forceN] as const;
    };
    fc.assert(
      fc.property(randomRig, fc.double({ min: 0.01, max: 50, noNaN: true }), (rig, um) => {
        const back = forcesAfter(rig, -um);
        const still = forcesAfter(rig, 0);
        const pressed = forcesAfter(rig, um);
        for (const side of [0, 1] as const) {
          const tolerance = 1e-6 * (1 + still[side]);
          assert.ok(pressed[side] >= still[side] - tolerance);
          assert.ok(back[side] <= still[side] + tolerance);
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it("is the same twice", () => {
    fc.assert(
      fc.property(randomRig, fc.array(move, { maxLength: 10 }), (rig, moves) => {
        const once = new Press(rig);
        const twice = new Press(rig);
        for (const step of moves) {
          for (const press of [once, twice]) {
            press[step.side].nutUm += step.nutUm;
            press.advance(step.dtS);
          }
        }
        assert.equal(once.anode.forceN, twice.anode.forceN);
        assert.equal(once.wall.travelUm, twice.wall.travelUm);
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });
});
