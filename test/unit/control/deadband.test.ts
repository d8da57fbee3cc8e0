import assert from "node:assert/strict";
import fc from "fast-check";
import { Prng } from "../../../sim/prng.js";
import { Deadband } from "../../../src/control/deadband.js";

const hw = 1;

/** The decision, counted from 1, with which a steady error is first answered. */
function answeredAt(errorN: number, direction: number): number {
  const band = new Deadband();
  for (let n = 1; n <= 20; n += 1) if (band.judge(errorN, hw, direction)) return n;
  return Infinity;
}

/** How often white noise of one sigma is answered in so many decisions with three sigma of deadband. */
function answersToNoise(direction: number, decisions: number, seed: number): number {
  const band = new Deadband();
  const prng = new Prng(seed, "noise");
  let answers = 0;
  for (let i = 0; i < decisions; i += 1) {
    if (band.judge(prng.normal(), 3, direction)) {
      answers += 1;
      band.release();
    }
  }
  return answers;
}

describe("deadband", () => {
  describe("inside", () => {
    it("answers no error up to its edge, ever", () => {
      for (const error of [0, 0.5, 1, -0.5, -1]) {
        for (const direction of [-1, 0, 1]) assert.equal(answeredAt(error, direction), Infinity);
      }
    });

    it("moves nothing for 100,000 decisions of white noise, when three sigma wide", () => {
      // Four in a row beyond three sigma on one side: 2 x 0.00135^4 x 1e5 = 7e-7 expected.
      assert.equal(answersToNoise(0, 100_000, 1), 0);
    });

    it("almost never moves in the direction of the last motion, never against it", () => {
      // Two in a row beyond +3 sigma: 0.00135^2 = 1.8e-6, 1.8 expected in a million; more than 9 once in 50,000 runs.
      assert.ok(answersToNoise(1, 1_000_000, 2) <= 9);
      const band = new Deadband();
      const prng = new Prng(3, "noise");
      for (let i = 0; i < 100_000; i += 1) {
        // What is left of negative errors alone asks for motion against the last.
        assert.equal(band.judge(Math.min(0, prng.normal()), 3, 1), false);
      }
    });
  });

  describe("outside", () => {
    it("answers in the direction of the last motion with the second decision", () => {
      assert.equal(answeredAt(1.01, 1), 2);
      assert.equal(answeredAt(-1.01, -1), 2);
    });

    it("reverses the screw only with the fourth, and so it does with the first motion of all", () => {
      assert.equal(answeredAt(1.01, -1), 4);
      assert.equal(answeredAt(-1.01, 1), 4);
      assert.equal(answeredAt(1.01, 0), 4);
    });

    it("answers beyond three half-widths at once, in either direction", () => {
      for (const direction of [-1, 0, 1]) {
        assert.equal(answeredAt(3.01, direction), 1);
        assert.equal(answeredAt(-3.01, direction), 1);
        assert.notEqual(answeredAt(3, direction), 1);
      }
    });

    it("begins to count again after every decision inside, and after every change of sign", () => {
      const band = new Deadband();
      for (const error of [1.5, 1.5, 1.5, 0.9, 1.5, 1.5, 1.5, -1.5, -1.5, -1.5, 1.5, 1.5, 1.5]) {
        assert.equal(band.judge(error, hw, 0), false);
      }
      assert.equal(band.judge(1.5, hw, 0), true);
    });

    it("asks for more when the move would reverse the screw, by the margin of a reversal", () => {
      const answers = (errorN: number, direction: number) => {
        const band = new Deadband();
        band.reversalMarginN = 0.5;
        let acts = false;
        for (let i = 0; i < 10; i += 1) acts = band.judge(errorN, hw, direction);
        return acts;
      };
      assert.equal(answers(1.49, -1), false);
      assert.equal(answers(-1.49, 1), false);
      assert.equal(answers(1.51, -1), true);
      assert.equal(answers(1.01, 1), true);
      assert.equal(answers(1.01, 0), true); // nothing to reverse yet
    });

    it("answers a slow drift under noise soon after it has left", () => {
      const band = new Deadband();
      const prng = new Prng(4, "noise");
      let answeredAtError = 0;
      for (let i = 0; answeredAtError === 0; i += 1) {
        const drift = 0.002 * i; // a thousandth of the band each decision
        if (band.judge(drift + 0.33 * prng.normal(), hw, 1)) answeredAtError = drift;
      }
      // Noise of a third of the band carries the error across a little before the drift itself is there.
      assert.ok(answeredAtError > 0.3 && answeredAtError < 1.5, `${answeredAtError}`);
    });
  });

  describe("while active", () => {
    const active = () => {
      const band = new Deadband();
      assert.equal(band.judge(5, hw, 0), true);
      return band;
    };

    it("acts until the error is well inside: at the edge begun, in the middle ended", () => {
      const band = active();
      for (const error of [2, 1, 0.7, 0.31]) assert.equal(band.judge(error, hw, 1), true);
      assert.equal(band.judge(0.29, hw, 1), false);
      assert.equal(band.active, false);
      // From there the edge counts again.
      assert.equal(band.judge(0.9, hw, 1), false);
    });

    it("ends when the error changes its sign, however large it is then", () => {
      const band = active();
      assert.equal(band.judge(-2, hw, 1), false);
    });

    it("tells the width it judged by", () => {
      const band = active();
      band.judge(5, 0.7, 1);
      assert.equal(band.halfWidthN, 0.7);
    });
  });

  it("acts on any error while it is forced, as in a ramp", () => {
    const band = new Deadband();
    band.force(0.001, hw);
    assert.equal(band.active, true);
    band.force(-0.001, hw);
    assert.equal(band.active, true);
    assert.equal(band.judge(-0.5, hw, 1), true);
    assert.equal(band.judge(-0.2, hw, 1), false);
    band.force(0.5, hw);
    assert.equal(band.judge(0.5, hw, 1), true);
    assert.equal(band.judge(-0.5, hw, 1), false);
  });

  it("forgets what it counted when it is released", () => {
    const band = new Deadband();
    for (let i = 0; i < 3; i += 1) band.judge(1.5, hw, 0);
    band.release();
    for (let i = 0; i < 3; i += 1) assert.equal(band.judge(1.5, hw, 0), false);
    assert.equal(band.judge(1.5, hw, 0), true);
  });

  it("never acts inside the band, nor later than the fourth decision outside, whatever came before", () => {
    const error = fc.double({ min: -5, max: 5, noNaN: true });
    const direction = fc.constantFrom(-1, 0, 1);
    fc.assert(
      fc.property(fc.array(fc.tuple(error, direction), { maxLength: 100 }), (decisions) => {
        const band = new Deadband();
        let outside = 0;
        let side = 0;
        for (const [e, d] of decisions) {
          const before = band.active;
          const act = band.judge(e, hw, d);
          const same = Math.abs(e) > hw && Math.sign(e) === side;
          outside = Math.abs(e) <= hw ? 0 : same ? outside + 1 : 1;
          side = Math.sign(e);
          if (!before && Math.abs(e) <= hw) assert.equal(act, false);
          if (outside > 4) assert.equal(act, true);
          if (act) assert.ok(Math.abs(e) >= 0.3 * hw);
        }
      }),
      { numRuns: 500 },
    );
  });
});
