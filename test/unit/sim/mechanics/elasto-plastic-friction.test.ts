import assert from "node:assert/strict";
import fc from "fast-check";
import { DahlFriction } from "../../../../sim/mechanics/dahl-friction.js";
import { ElastoPlasticFriction } from "../../../../sim/mechanics/elasto-plastic-friction.js";
import { near } from "../../../support/near.js";

const share = 1 / 1.3;
const moved = (friction: DahlFriction | ElastoPlasticFriction, motionUm: number) => {
  friction.probe(motionUm);
  friction.accept();
  return friction.forceN;
};

/** Friction that carries `forceN` already, as the wall does under 2.5 and 0.2 MPa. */
const carrying = (forceN: number, capacityN = 100) => {
  const friction = new ElastoPlasticFriction(capacityN, 3, share);
  friction.forceN = forceN;
  return friction;
};

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("elasto-plastic friction", () => {
  it("follows Dahl's curve to the bit while it is pushed on", () => {
    const friction = carrying(0, 267);
    const dahl = new DahlFriction(267, 3);
    for (const motionUm of [1e-6, 1e-4, 0.3, 3, 12, 300]) {
      assert.equal(moved(friction, motionUm), moved(dahl, motionUm));
      assert.equal(friction.trialSlopeNPerUm, dahl.trialSlopeNPerUm);
    }
  });

  it("begins with the stiffness capacity over presliding", () => {
    const friction = carrying(0, 267);
    friction.probe(0);
    near(friction.trialSlopeNPerUm, 89, 1e-9); // 267 N / 3 um
  });

  it("comes back on the same curve below its share: a ripple of force leaves no motion behind", () => {
    // 66 % of the capacity, as 181 N of 275 N: below 1 / 1.3 = 77 %. Dahl's law ratchets there.
    const friction = carrying(66);
    const dahl = new DahlFriction(100, 3);
    dahl.forceN = 66;
    for (let i = 0; i < 1000; i += 1) {
      moved(friction, 0.05);
      moved(friction, -0.05);
      moved(dahl, 0.05);
      moved(dahl, -0.05);
    }
    near(friction.forceN, 66, 1e-9);
    assert.ok(dahl.forceN < 10, `${dahl.forceN} N`);
  });

  it("goes back through zero and on against the other side, (1 - e^-1) of the capacity after 3 um", () => {
    // From 50 N it is 3 ln 2 um to no force.
    near(moved(carrying(50), -3 * Math.LN2 - 3), -100 * (1 - Math.exp(-1)), 1e-9);
  });

  it("beyond its share backs off with the slope that the curve has there, and keeps the rest", () => {
    // Slope at 76.9 N of 100: (100 - 76.9) / 3 = 7.69 N/um. 90 N took 3 ln 10 = 6.91 um; 13.1 N come
    // off in 1.7 um, and 76.9 N in 3 ln (100 / 23.1) = 4.40 um: 0.81 um have become plastic.
    const friction = carrying(90);
    friction.probe(-1e-9);
    near(friction.trialSlopeNPerUm, 100 * (1 - share) * (1 / 3), 1e-9);
    const elasticUm = (90 - 100 * share) / friction.trialSlopeNPerUm;
    const curveUm = 3 * Math.log(1 / (1 - share));
    near(moved(friction, -elasticUm - curveUm), 0, 1e-9);
    near(3 * Math.log(10) - elasticUm - curveUm, 0.81, 0.01);
  });

  it("does not mind into how many steps one motion is divided, whichever way it goes", () => {
    fc.assert(
      fc.property(within(-99, 99), within(-20, 20), (fromN, motionUm) => {
        const once = carrying(fromN);
        const often = carrying(fromN);
        moved(once, motionUm);
        for (let i = 0; i < 100; i += 1) moved(often, motionUm / 100);
        near(once.forceN, often.forceN, 1e-9);
      }),
    );
  });

  it("never drifts while its force stays below the share, whatever the ripple", () => {
    fc.assert(
      fc.property(within(-0.7, 0.7), fc.array(within(-0.05, 0.05)), (from, motions) => {
        const friction = carrying(100 * from);
        let awayUm = 0;
        for (const motionUm of motions) {
          // Only as far as the elastic part goes.
          friction.probe(motionUm);
          if (Math.abs(friction.trialForceN) > 100 * share) continue;
          friction.accept();
          awayUm += motionUm;
        }
        near(moved(friction, -awayUm), 100 * from, 1e-9);
      }),
    );
  });

  it("never exceeds its capacity, and its slope is never negative", () => {
    fc.assert(
      fc.property(
        // None, or some: half of the smallest number there is rounds to none at all.
        fc.oneof(fc.constant(0), within(1e-12, 1000)),
        within(0.01, 100),
        fc.array(within(-1e3, 1e3), { maxLength: 30 }),
        (capacity, presliding, motions) => {
          const friction = new ElastoPlasticFriction(capacity, presliding, share);
          for (const motionUm of motions) {
            moved(friction, motionUm);
            assert.ok(Math.abs(friction.forceN) <= capacity * (1 + 1e-12));
            assert.ok(friction.trialSlopeNPerUm >= 0);
          }
        },
      ),
    );
  });

  it("lets go what a smaller capacity cannot hold", () => {
    const friction = carrying(90);
    friction.limit(60);
    assert.equal(friction.forceN, 60);
    friction.limit(90);
    assert.equal(friction.forceN, 60);
  });
});
