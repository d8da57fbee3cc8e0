import assert from "node:assert/strict";
import fc from "fast-check";
import { DahlFriction } from "../../../../sim/mechanics/dahl-friction.js";
import { near } from "../../../support/near.js";

const moved = (friction: DahlFriction, motionUm: number) => {
  friction.probe(motionUm);
  friction.accept();
  return friction.forceN;
};

describe("Dahl friction", () => {
  it("starts with the stiffness capacity over presliding", () => {
    const friction = new DahlFriction(267, 3);
    friction.probe(0);
    near(friction.trialSlopeNPerUm, 89, 1e-9); // 267 N / 3 um
    near(moved(friction, 1e-6), 89e-6, 1e-10);
  });

  it("approaches its capacity exponentially and keeps it", () => {
    const friction = new DahlFriction(100, 3);
    near(moved(friction, 3), 100 * (1 - Math.exp(-1)), 1e-9);
    near(moved(friction, 300), 100, 1e-9);
  });

  it("turns round from the force it has: stiffer against it than along it", () => {
    const friction = new DahlFriction(100, 3);
    const half = moved(friction, 3 * Math.LN2);
    near(half, 50, 1e-9);
    friction.probe(1e-9);
    near(friction.trialSlopeNPerUm, (100 / 3) * (1 - 0.5), 1e-6);
    friction.probe(-1e-9);
    near(friction.trialSlopeNPerUm, (100 / 3) * (1 + 0.5), 1e-6);
  });

  it("does not mind into how many steps one motion is divided", () => {
    const once = new DahlFriction(100, 3);
    const often = new DahlFriction(100, 3);
    moved(once, 2);
    for (let i = 0; i < 10000; i += 1) moved(often, 2 / 10000);
    near(once.forceN, often.forceN, 1e-8);
  });

  it("lets go what a smaller capacity cannot hold", () => {
    const friction = new DahlFriction(100, 3);
    moved(friction, 300);
    friction.limit(60);
    assert.equal(friction.forceN, 60);
    friction.limit(90);
    assert.equal(friction.forceN, 60);
  });

  it("never exceeds its capacity, and its slope is never negative", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1000, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 30 }),
        (capacity, presliding, motions) => {
          const friction = new DahlFriction(capacity, presliding);
          for (const motion of motions) {
            moved(friction, motion);
            assert.ok(Math.abs(friction.forceN) <= capacity * (1 + 1e-12));
            assert.ok(friction.trialSlopeNPerUm >= 0);
          }
        },
      ),
      { endOnFailure: true },
    );
  });
});
