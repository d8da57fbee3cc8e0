import assert from "node:assert/strict";
import fc from "fast-check";
import { SpringWitness } from "../../../src/control/spring-witness.js";
import { LoadWitness } from "../../../src/sensing/load-witness.js";
import { near } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

/** Train 0.2 N/um, contact 1.43 N^0.5/um, lash 5.6 um, stalls at 8,500 N. */
const anode = settingsWith({}).anode;

describe("the witness of travel and spring rate", () => {
  const anchored = (positionUm: number, forceN: number, sigmaN = 0) => {
    const witness = new SpringWitness(anode);
    witness.anchor(positionUm, forceN, sigmaN);
    return witness;
  };

  it("has nothing to say before contact, nor after it is let go", () => {
    const witness = new SpringWitness(anode);
    witness.judge(100);
    assert.equal(witness.valid, false);
    witness.anchor(10, 1, 0);
    witness.release();
    witness.judge(100);
    assert.deepEqual([witness.valid, witness.forceN, witness.sigmaN], [false, 0, 0]);
  });

  it("says the force of contact where contact was felt", () => {
    const witness = anchored(120, 1.2);
    witness.judge(120);
    near(witness.forceN, 1.2, 1e-9);
  });

  it("adds what train and contact give for the travel since", () => {
    // From 1 N to 196.35 N: 195.35 / 0.2 = 976.75 um in the train, 2 (14.0125 - 1) / 1.43 = 18.199 um in the contact.
    const witness = anchored(120, 1);
    witness.judge(120 + 976.75 + 18.199);
    near(witness.forceN, 196.35, 0.001);
  });

  it("owns up to lash, growth, spring rate and the force it began with", () => {
    // k at 196.35 N: contact 1.43 x 14.0125 = 20.038; 0.2 x 20.038 / 20.238 = 0.19802 N/um.
    // Lash 5.6 / sqrt 3 = 3.233 um: 0.640 N. Growth 40 um: 7.921 N. Rate 10 % of 195.35 N: 19.535 N. Began with 0.3 N.
    const witness = anchored(120, 1, 0.3);
    witness.judge(120 + 976.75 + 18.199);
    near(witness.sigmaN, Math.hypot(0.64, 7.921, 19.535, 0.3), 0.01);
  });

  it("follows every travel back to the force it came from, and knows no pulling", () => {
    const force = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(force, force, (fromN, toN) => {
        const there = anchored(0, fromN);
        // The distance between two forces, whichever way it is counted.
        const compression = (n: number) => n / 0.2 + (2 * Math.sqrt(n)) / 1.43;
        there.judge(compression(toN) - compression(fromN));
        near(there.forceN, toN, 1e-6 * (1 + toN));
        there.judge(-1e6);
        assert.equal(there.forceN, 0);
      }),
    );
  });
});

describe("the witness of the motor's torque", () => {
  it("says nothing before the motor has told its load", () => {
    assert.equal(new LoadWitness(anode).valid, false);
  });

  it("reads load as a share of the force that stalls the motor, as surely as friction and chip allow", () => {
    const witness = new LoadWitness(anode);
    witness.take(40, 7e6);
    assert.equal(witness.valid, true);
    assert.equal(witness.atUs, 7e6);
    // 40 % of 8,500 N; friction 30 % of that, 1,020 N, and 5 % of 8,500 N, 425 N.
    near(witness.forceN, 3400, 1e-9);
    near(witness.sigmaN, Math.hypot(1020, 425), 1e-9);
  });
});
