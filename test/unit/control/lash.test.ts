import assert from "node:assert/strict";
import fc from "fast-check";
import { LashTakeUp } from "../../../src/control/lash.js";
import { near } from "../../support/near.js";

const lashUm = 5.6;
const share = 0.8;
const wholeUm = 4.48; // 5.6 x 0.8
const k = 0.2;
const dtS = 0.2;
const kickN = 0.56; // four pieces of 0.2 s are worth it: 0.14 N over 0.2 N/um are 0.7 um
const pieceUm = 0.7;
const creepPerS = 0.5;
const fastUmPerS = 10;
const answerN = 0.05;
const delayS = 1;

const step = (lash: LashTakeUp, askedN = 0) =>
  lash.step(askedN * creepPerS, k, dtS, kickN, fastUmPerS);
/** The force, and when it answers the flank behind a delay. */
const feel = (lash: LashTakeUp, forceN: number, alone = true) => {
  const backUm = lash.feel(forceN, k, answerN, alone);
  if (backUm > 0) lash.arrive(lash.rateUmPerS * delayS + backUm);
};

/** Moves until nothing is moved any more without an error; what was moved, and in how many pieces. */
function cross(lash: LashTakeUp, direction: number, quiet = true): { um: number; pieces: number } {
  lash.begin(direction, 100, k, quiet);
  let um = 0;
  let pieces = 0;
  for (let move = step(lash); move !== 0; move = step(lash)) {
    pieces += 1;
    assert.ok(pieces < 1000);
    um += move;
  }
  return { um, pieces };
}

/** The flank is met after `um`: creeps in small steps up to there, then the force answers a delay later. */
function meet(lash: LashTakeUp, direction: number, um: number): void {
  lash.begin(direction, 100, k, true);
  let gone = 0;
  for (let i = 0; gone < um; i += 1) {
    assert.ok(i < 10000);
    gone += Math.abs(step(lash, 0.02));
  }
  feel(lash, 100 + direction * 2 * answerN);
  assert.equal(lash.busy, false);
}

describe("lash take-up", () => {
  it("crosses by itself exactly its share of a nameplate's lash, in pieces", () => {
    const lash = new LashTakeUp(lashUm, share);
    const { um, pieces } = cross(lash, -1);
    near(um, -wholeUm, 1e-12);
    assert.equal(pieces, 7); // 4.48 / 0.7 = 6.4
    assert.equal(lash.busy, true);
  });

  it("creeps for the error from where it begins: in the second of quiet before, the error had another answer", () => {
    const lash = new LashTakeUp(0, share);
    lash.begin(-1, 100, k, true);
    const creptIn = (s: number) => lash.step(0.1 * creepPerS, k, s, kickN, fastUmPerS);
    // 0.1 N x 0.5 /s over 0.2 N/um are 0.25 um/s: 0.05 um in the first piece of 0.2 s, and then what the time asks for.
    near(creptIn(1), -0.05, 1e-12);
    near(creptIn(1), -0.25, 1e-12);
  });

  it("crosses nothing by itself on pressing at first: the approach has left the gear on its pressing flank", () => {
    assert.equal(cross(new LashTakeUp(lashUm, share), 1).um, 0);
  });

  it("creeps on beyond its share for an error, and only as fast as the error is large", () => {
    const lash = new LashTakeUp(lashUm, share);
    cross(lash, -1);
    // 0.1 N x 0.5 /s x 0.2 s over 0.2 N/um
    near(step(lash, 0.1), -0.05, 1e-12);
    near(step(lash, 0.3), -0.15, 1e-12);
    assert.equal(step(lash, 0) + 0, 0);
    assert.equal(step(lash, -0.3) + 0, 0);
  });

  it("is not slower for an error within its share than beyond", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, true);
    near(step(lash, 2), -1, 1e-12); // more than a piece of 0.7 um
  });

  it("is never faster than it is told to be", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, true);
    near(step(lash, 100), -fastUmPerS * dtS, 1e-12);
  });

  it("is over when the force has come back from its extreme, not before, and not by moving on in the old direction", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, true);
    step(lash);
    feel(lash, 100.9); // still rising: the extreme goes with it
    assert.equal(lash.busy, true);
    feel(lash, 100.86);
    assert.equal(lash.busy, true);
    feel(lash, 100.84); // 0.06 N below 100.9
    assert.equal(lash.busy, false);
  });

  it("is not over by what a relaxing train does by itself, but by what the motion does", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.adopt(lashUm);
    lash.strain(100); // a ramp went up, so the train gives way
    cross(lash, -1); // 4.48 um
    // The train relaxes by 0.01 N/s; the screw creeps by 0.1 N x 0.5 /s x 0.2 s / 0.2 N/um = 0.05 um in 0.2 s: 0.05 N/s on a flank.
    let forceN = 100;
    for (let i = 0; i < 300; i += 1) {
      lash.pass(dtS, true);
      step(lash, 0.1);
      forceN -= 0.01 * dtS;
      feel(lash, forceN);
    }
    assert.equal(lash.busy, true); // 0.6 N in a minute are twelve answers, and none
    let beyondUm = 0;
    while (lash.busy) {
      lash.pass(dtS, true);
      beyondUm -= step(lash, 0.1);
      assert.ok(beyondUm < 1);
      forceN -= 0.06 * dtS;
      feel(lash, forceN);
    }
    // An answer of 0.05 N, by 0.06 N/s that go on, takes 0.83 s; a look between costs once as much at most: 1.7 s of 0.25 um/s.
    assert.ok(beyondUm <= 0.45, `${beyondUm} um beyond the flank`);
  });

  it("does not take the other side's ramp for a train that relaxes", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.adopt(lashUm);
    lash.strain(100);
    cross(lash, -1);
    // On its flank already: what the screw takes away the other side gives, but for 0.01 N/s.
    let forceN = 100;
    for (let i = 0; lash.busy && i < 300; i += 1) {
      lash.pass(dtS, false);
      step(lash, 0.1);
      forceN -= 0.01 * dtS;
      feel(lash, forceN, false);
    }
    assert.equal(lash.busy, false);
  });

  it("knows after that that the gear rests on the new flank", () => {
    const lash = new LashTakeUp(lashUm, share);
    meet(lash, -1, 3);
    assert.equal(lash.awayUm(-1), 0);
    near(lash.awayUm(1), lash.lashUm, 1e-12);
  });

  describe("that was felt", () => {
    it("is what was crossed until the flank was met, whatever the nameplate says", () => {
      for (const trueUm of [0.5, 3, 9]) {
        const lash = new LashTakeUp(lashUm, share);
        meet(lash, -1, trueUm);
        assert.equal(lash.felt, true);
        // What comes back (0.1 N, 0.5 um) and what was under way (a second of the last pieces) is taken off; not more.
        assert.ok(lash.lashUm <= trueUm + 0.01, `${lash.lashUm} of ${trueUm}`);
        assert.ok(lash.lashUm >= trueUm - 0.5 - pieceUm * 5 - 0.01, `${lash.lashUm} of ${trueUm}`);
      }
    });

    it("is crossed at once up to 0.6 of it, then in pieces up to its share, then only for an error", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.adopt(5);
      lash.begin(-1, 100, k, true);
      near(step(lash), -2, 1e-12); // 10 um/s for 0.2 s
      near(step(lash), -1, 1e-12); // 0.75 x 0.8 x 5 um = 3 um are surely lash
      near(step(lash), -0.7, 1e-12);
      near(step(lash), -0.3, 1e-12); // 0.8 x 5 = 4 um
      assert.equal(step(lash) + 0, 0);
    });

    it("is believed by 0.4 against what was felt before", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.adopt(5);
      lash.begin(-1, 100, k, true);
      step(lash);
      step(lash); // 3 um, at a speed at which nothing is felt
      feel(lash, 100 - 2 * answerN); // 0.5 um beyond the flank
      near(lash.lashUm, 5 + 0.4 * (2.5 - 5), 1e-12);
    });

    it("learns nothing in a ramp, and nothing of a way that did not begin on a flank", () => {
      const ramp = new LashTakeUp(lashUm, share);
      cross(ramp, -1, false);
      feel(ramp, 99);
      assert.deepEqual([ramp.lashUm, ramp.felt], [lashUm, false]);
      const midway = new LashTakeUp(lashUm, share);
      midway.begin(-1, 100, k, true);
      step(midway);
      midway.begin(1, 100, k, true);
      step(midway);
      feel(midway, 101);
      assert.deepEqual([midway.lashUm, midway.felt], [lashUm, false]);
    });
  });

  it("goes back at once most of the way that it has come, when it is turned round on the way", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, true);
    step(lash);
    step(lash);
    lash.begin(1, 100, k, true);
    near(step(lash), 0.9 * 2 * pieceUm, 1e-12);
  });

  it("does so whatever the noise has done to the force meanwhile: nothing was felt, and the other flank is not where it turned", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, true);
    step(lash);
    step(lash);
    lash.begin(1, 99.99, k, true);
    near(lash.lashUm, lashUm, 1e-12);
    near(step(lash), 0.9 * 2 * pieceUm, 1e-12);
  });

  it("goes on where it was when a cancelled crossing begins again", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, true);
    step(lash);
    lash.cancel();
    assert.equal(lash.busy, false);
    near(cross(lash, -1).um, -(wholeUm - pieceUm), 1e-12);
  });

  it("rests on the flank of the last free motion", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.settle(-1, 100);
    assert.deepEqual([lash.awayUm(1), lash.awayUm(-1)], [lashUm, 0]);
    lash.settle(1, 100);
    assert.deepEqual([lash.awayUm(1), lash.awayUm(-1)], [0, lashUm]);
    lash.begin(-1, 100, k, true);
    lash.settle(-1, 100);
    assert.equal(lash.busy, false);
  });

  it("stands between its flanks after a free motion that was shorter than itself", () => {
    const lash = new LashTakeUp(5, share);
    lash.settle(1, 2);
    assert.deepEqual([lash.awayUm(1), lash.awayUm(-1)], [3, 2]);
    lash.settle(-1, 1);
    assert.deepEqual([lash.awayUm(1), lash.awayUm(-1)], [1, 4]);
  });

  it("does nothing by itself for a gear without lash", () => {
    assert.equal(cross(new LashTakeUp(0, share), -1).pieces, 0);
  });

  describe("that was measured", () => {
    it("is that, from the flank that the gear rests on", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.adopt(3);
      assert.deepEqual([lash.awayUm(1), lash.awayUm(-1)], [0, 3]);
      lash.settle(-1, 100);
      lash.adopt(5);
      assert.deepEqual([lash.awayUm(1), lash.awayUm(-1)], [5, 0]);
    });

    it("is on the same share of the way when it is measured on the way", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.begin(-1, 100, k, true);
      step(lash); // 0.7 of 5.6 um: an eighth
      lash.adopt(4);
      near(lash.awayUm(-1), 3.5, 1e-12);
    });

    it("rests on the pressing flank when nothing was known before", () => {
      const lash = new LashTakeUp(0, share);
      lash.adopt(3);
      assert.equal(lash.awayUm(1), 0);
    });
  });

  describe("that proves to be too long", () => {
    /** Quiet holding at 100 N: a crossing downwards, after which the force is found so much lower. */
    const lowered = (quiet = true) => {
      const lash = new LashTakeUp(lashUm, share);
      cross(lash, -1, quiet);
      return lash;
    };

    it("is shorter from then on by what it has moved the force, over the stiffness", () => {
      const lash = lowered();
      lash.pass(3, true);
      lash.begin(1, 99.6, k, true); // 0.4 N over 0.2 N/um: 2 um were too much
      near(lash.lashUm, lashUm - 2, 1e-12);
      near(lash.awayUm(1), lashUm - 2, 1e-12);
    });

    it("is none at all where there is no lash", () => {
      const lash = lowered();
      lash.begin(1, 95, k, true);
      assert.equal(lash.lashUm, 0);
    });

    it("learns nothing from a reversal that comes later than ten seconds after its last piece", () => {
      const lash = lowered();
      lash.pass(10, true);
      lash.begin(1, 99.6, k, true);
      assert.equal(lash.lashUm, lashUm);
    });

    it("learns nothing when the force has moved the other way, as a cell does that breathes back", () => {
      const lash = lowered();
      lash.begin(1, 100.4, k, true);
      assert.equal(lash.lashUm, lashUm);
    });

    it("learns nothing from a ramp: not before it, not in it, not after it", () => {
      const before = lowered(false);
      before.begin(1, 99.6, k, true);
      const within = lowered();
      within.begin(1, 99.6, k, false);
      const after = lowered();
      after.pass(0.2, false);
      after.begin(1, 99.6, k, true);
      assert.deepEqual([before.lashUm, within.lashUm, after.lashUm], [lashUm, lashUm, lashUm]);
    });

    it("learns nothing across a new start or a free motion", () => {
      for (const interrupt of [
        (lash: LashTakeUp) => lash.cancel(),
        (lash: LashTakeUp) => lash.settle(-1, 100),
      ]) {
        const lash = lowered();
        interrupt(lash);
        lash.begin(1, 99.6, k, true);
        assert.equal(lash.lashUm, lashUm);
      }
    });
  });

  it("keeps the gear between its flanks, and moves by itself no more than its share, whatever happens", () => {
    const force = fc.double({ min: 90, max: 110, noNaN: true });
    const action = fc.oneof(
      fc.record({ begin: fc.constantFrom(1, -1), forceN: force }),
      fc.record({ feelN: force }),
      fc.record({ askedN: fc.double({ min: -5, max: 5, noNaN: true }) }),
      fc.record({
        settle: fc.constantFrom(1, -1),
        runUm: fc.double({ min: 0, max: 1000, noNaN: true }),
      }),
      fc.constant("cancel" as const),
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.array(action, { maxLength: 120 }),
        (lashWidth, part, actions) => {
          const lash = new LashTakeUp(lashWidth, part);
          for (const act of actions) {
            if (act === "cancel") lash.cancel();
            else if ("settle" in act) lash.settle(act.settle, act.runUm);
            else if ("begin" in act) lash.begin(act.begin, act.forceN, k, true);
            else if ("feelN" in act) feel(lash, act.feelN);
            else if (lash.busy) {
              const direction = lash.direction;
              const awayUm = lash.awayUm(direction);
              const move = step(lash, act.askedN) * direction;
              const creep = act.askedN > 0 ? (act.askedN * creepPerS * dtS) / k : 0;
              assert.ok(move >= 0 && move <= fastUmPerS * dtS);
              assert.ok(move <= Math.max(creep, awayUm) + 1e-9, `${move} of ${awayUm}`);
            }
            assert.ok(lash.lashUm >= 0);
            for (const direction of [1, -1]) {
              const awayUm = lash.awayUm(direction);
              assert.ok(awayUm >= -1e-9 && awayUm <= lash.lashUm + 1e-9, `${awayUm}`);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
