import assert from "node:assert/strict";
import fc from "fast-check";
import { LashTakeUp } from "../../../src/control/lash.js";
import { near } from "../../support/near.js";

const lashUm = 5.6;
const share = 0.8;
const wholeUm = 4.48; // 5.6 x 0.8
const pieceUm = 0.7;
const answerN = 0.5;
const k = 0.2;

/** Crosses without the force answering; what was crossed, and in how many pieces. */
function cross(lash: LashTakeUp, direction: number, forceN = 100): { um: number; pieces: number } {
  lash.begin(direction, forceN, k, false);
  let um = 0;
  let pieces = 0;
  for (; lash.busy; pieces += 1) {
    assert.ok(pieces < 1000);
    um += lash.step(forceN, pieceUm, answerN);
  }
  return { um, pieces };
}

/** What a reversal into `direction` would cross now, without crossing it. */
function wouldCross(lash: LashTakeUp, direction: number): number {
  lash.begin(direction, 100, k, false);
  const left = lash.leftUm;
  lash.cancel();
  return left;
}

describe("lash take-up", () => {
  it("crosses exactly its share of the lash, in pieces", () => {
    const lash = new LashTakeUp(lashUm, share);
    const { um, pieces } = cross(lash, -1);
    near(um, -wholeUm, 1e-12);
    assert.equal(pieces, 7); // 4.48 / 0.7 = 6.4
    assert.equal(lash.busy, false);
    assert.equal(lash.step(100, pieceUm, answerN), 0);
  });

  it("crosses nothing on pressing at first: the approach has left the gear on its pressing flank", () => {
    const lash = new LashTakeUp(lashUm, share);
    assert.equal(cross(lash, 1).um, 0);
  });

  it("crosses there and back the same", () => {
    const lash = new LashTakeUp(lashUm, share);
    for (let i = 0; i < 10; i += 1) {
      near(cross(lash, -1).um, -wholeUm, 1e-9);
      near(cross(lash, 1).um, wholeUm, 1e-9);
    }
  });

  it("makes no piece larger than asked", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, false);
    for (let i = 0; i < 6; i += 1) assert.equal(lash.step(100, pieceUm, answerN), -pieceUm);
    near(lash.step(100, pieceUm, answerN), -(wholeUm - 6 * pieceUm), 1e-12);
  });

  it("ends early when the force answers in the new direction, and not when it moves in the old one", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, false);
    lash.step(100, pieceUm, answerN);
    assert.equal(lash.step(100.9, pieceUm, answerN), -pieceUm); // still rising: no answer to lowering
    assert.equal(lash.step(99.6, pieceUm, answerN), -pieceUm); // 0.4 N is no answer yet
    assert.equal(lash.step(99.4, pieceUm, answerN), 0); // 0.6 N is
    assert.equal(lash.busy, false);
  });

  it("ends early upwards as well, down to its last piece", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.settle(-1);
    lash.begin(1, 100, k, false);
    while (lash.leftUm > pieceUm) assert.equal(lash.step(100.4, pieceUm, answerN), pieceUm);
    assert.equal(lash.step(100.6, pieceUm, answerN), 0);
    assert.equal(lash.busy, false);
  });

  it("knows after an early end that the gear rests on the new flank", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, false);
    lash.step(100, pieceUm, answerN);
    lash.step(99, pieceUm, answerN);
    assert.equal(wouldCross(lash, -1) + 0, 0);
    near(wouldCross(lash, 1), wholeUm, 1e-12);
  });

  it("crosses back only what was crossed, when it is turned round on the way", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, false);
    lash.step(100, pieceUm, answerN);
    lash.step(100, pieceUm, answerN);
    near(cross(lash, 1).um, 2 * pieceUm, 1e-12);
    near(wouldCross(lash, -1), -wholeUm, 1e-12);
  });

  it("goes on where it was when a cancelled take-up begins again", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.begin(-1, 100, k, false);
    lash.step(100, pieceUm, answerN);
    lash.cancel();
    assert.equal(lash.busy, false);
    near(cross(lash, -1).um, -(wholeUm - pieceUm), 1e-12);
  });

  it("rests on the flank of the last free motion", () => {
    const lash = new LashTakeUp(lashUm, share);
    lash.settle(-1);
    near(wouldCross(lash, 1), wholeUm, 1e-12);
    lash.settle(1);
    assert.equal(wouldCross(lash, 1), 0);
    near(wouldCross(lash, -1), -wholeUm, 1e-12);
    lash.begin(-1, 100, k, false);
    lash.settle(-1);
    assert.equal(lash.busy, false);
  });

  it("does nothing for a gear without lash", () => {
    const lash = new LashTakeUp(0, share);
    assert.equal(cross(lash, -1).pieces, 0);
    assert.equal(cross(lash, 1).pieces, 0);
  });

  describe("that was measured", () => {
    it("crosses its share of what was measured, from the flank that the gear rests on", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.adopt(3);
      assert.equal(wouldCross(lash, 1), 0);
      near(wouldCross(lash, -1), -2.4, 1e-12); // 3 x 0.8
      lash.settle(-1);
      lash.adopt(5);
      near(wouldCross(lash, 1), 4, 1e-12);
    });

    it("is on the same share of the way when it is measured on the way", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.begin(-1, 100, k, false);
      lash.step(100, wholeUm / 4, answerN);
      lash.adopt(3);
      near(wouldCross(lash, -1), -1.8, 1e-12); // three quarters of 2.4 are left
    });

    it("rests on the pressing flank when nothing was known before", () => {
      const lash = new LashTakeUp(0, share);
      lash.adopt(3);
      assert.equal(wouldCross(lash, 1), 0);
      near(wouldCross(lash, -1), -2.4, 1e-12);
    });
  });

  describe("that proves to be too long", () => {
    /** Quiet holding at 100 N: a take-up downwards, after which the force is found so much lower. */
    const lowered = (byN: number, quiet = true) => {
      const lash = new LashTakeUp(lashUm, share);
      lash.begin(-1, 100, k, quiet);
      while (lash.busy) lash.step(100, pieceUm, answerN);
      return { lash, forceN: 100 - byN };
    };

    it("is shorter from then on by what it has moved the force, over the stiffness", () => {
      const { lash, forceN } = lowered(0.4); // 0.4 N over 0.2 N/um: 2 um were too much
      lash.pass(3, true);
      lash.begin(1, forceN, k, true);
      near(lash.leftUm, wholeUm - 2, 1e-12);
      while (lash.busy) lash.step(forceN, pieceUm, answerN);
      lash.pass(20, true);
      lash.begin(-1, 100, k, true);
      near(lash.leftUm, -(wholeUm - 2), 1e-12);
    });

    it("is as much shorter when it was a take-up upwards", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.settle(-1);
      lash.begin(1, 100, k, true);
      while (lash.busy) lash.step(100, pieceUm, answerN);
      lash.begin(-1, 100.4, k, true);
      near(lash.leftUm, -(wholeUm - 2), 1e-12);
    });

    it("is none at all where there is no lash", () => {
      const { lash, forceN } = lowered(5);
      lash.begin(1, forceN, k, true);
      assert.equal(lash.busy, false);
      lash.begin(-1, 100, k, true);
      assert.equal(lash.busy, false);
    });

    it("learns nothing from a reversal that comes later than ten seconds after", () => {
      const { lash, forceN } = lowered(0.4);
      lash.pass(10, true);
      lash.begin(1, forceN, k, true);
      near(lash.leftUm, wholeUm, 1e-12);
    });

    it("counts the ten seconds from its last piece", () => {
      const lash = new LashTakeUp(lashUm, share);
      lash.begin(-1, 100, k, true);
      while (lash.busy) {
        lash.step(100, pieceUm, answerN);
        lash.pass(4, true); // seven pieces: 28 s in all
      }
      lash.begin(1, 99.6, k, true);
      near(lash.leftUm, wholeUm - 2, 1e-12);
    });

    it("learns nothing when the force has moved the other way, as a cell does that breathes back", () => {
      const { lash } = lowered(0);
      lash.begin(1, 100.4, k, true);
      near(lash.leftUm, wholeUm, 1e-12);
    });

    it("learns nothing from a ramp: not before it, not in it, not after it", () => {
      const before = lowered(0.4, false);
      before.lash.begin(1, before.forceN, k, true);
      near(before.lash.leftUm, wholeUm, 1e-12);
      const within = lowered(0.4);
      within.lash.begin(1, within.forceN, k, false);
      near(within.lash.leftUm, wholeUm, 1e-12);
      const after = lowered(0.4);
      after.lash.pass(0.2, false);
      after.lash.begin(1, after.forceN, k, true);
      near(after.lash.leftUm, wholeUm, 1e-12);
    });

    it("learns nothing across a new start or a free motion", () => {
      for (const interrupt of [
        (lash: LashTakeUp) => lash.cancel(),
        (lash: LashTakeUp) => lash.settle(-1),
      ]) {
        const { lash, forceN } = lowered(0.4);
        interrupt(lash);
        lash.begin(1, forceN, k, true);
        near(lash.leftUm, wholeUm, 1e-12);
      }
    });
  });

  it("keeps what is crossed between nothing and its share, whatever happens", () => {
    const action = fc.oneof(
      fc.record({
        begin: fc.constantFrom(1, -1),
        forceN: fc.double({ min: 90, max: 110, noNaN: true }),
      }),
      fc.record({
        stepAtN: fc.double({ min: 90, max: 110, noNaN: true }),
        piece: fc.double({ min: 0.01, max: 20, noNaN: true }),
      }),
      fc.record({ settle: fc.constantFrom(1, -1) }),
      fc.constant("cancel" as const),
    );
    const fraction = fc.double({ min: 0, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 500, noNaN: true }),
        fraction,
        fc.array(action, { maxLength: 120 }),
        (lashWidth, part, actions) => {
          const lash = new LashTakeUp(lashWidth, part);
          const whole = lashWidth * part;
          const slack = 1e-9;
          for (const act of actions) {
            if (act === "cancel") lash.cancel();
            else if ("settle" in act) lash.settle(act.settle);
            else if ("begin" in act) lash.begin(act.begin, act.forceN, k, false);
            else {
              const left = lash.leftUm;
              const piece = lash.step(act.stepAtN, act.piece, answerN);
              assert.ok(Math.abs(piece) <= act.piece && Math.abs(piece) <= Math.abs(left));
              assert.ok(piece * left >= 0);
            }
            const busy = lash.leftUm;
            const down = -wouldCross(lash, -1);
            const up = wouldCross(lash, 1);
            lash.leftUm = busy;
            assert.ok(down >= -slack && down <= whole + slack, `crossed ${down} of ${whole}`);
            near(up, whole - down, 1e-9);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
