import assert from "node:assert/strict";
import { areaOfDie, millimetres } from "../../../hal/units.js";
import { PressureLoop } from "../../../src/control/pressure-loop.js";
import { Following } from "../../../src/guard/following.js";
import { FakeScrew } from "../../support/fake-hal.js";
import { settingsWith } from "../../support/settings-with.js";

const areaMm2 = areaOfDie(millimetres(10));
const lashUm = 5.6;

/** A loop whose figures a test sets as the controller would have left them. */
class Bench {
  readonly loop = new PressureLoop(settingsWith().anode, areaMm2, new FakeScrew());
  readonly following = new Following(lashUm, areaMm2);

  constructor(setPointN: number) {
    this.loop.setPointN = setPointN;
    this.loop.stiffnessNPerUm = 0.2;
    this.loop.deadband.halfWidthN = 0.012;
  }

  /** The screw has gone to `um`, and the force is `forceN` at an error of `errorN`. */
  judge(um: number, forceN: number, errorN: number): boolean {
    this.loop.motion.targetUm = um;
    this.loop.errorN = errorN;
    return this.following.failed(this.loop, forceN);
  }
}

describe("following of the force", () => {
  // At 20 N the error counts from 5 % = 1 N. Travel allowed: 1.5 x (5.6 + 4 x 1 / 0.2) + 50 = 88.4 um.
  const allowedUm = 1.5 * (lashUm + (4 * 1) / 0.2) + 50;

  it("fails when the screw has gone further than lash and error explain, and the force has not moved", () => {
    const bench = new Bench(20);
    assert.equal(bench.judge(0, 15, 5), false);
    assert.equal(bench.judge(allowedUm - 0.1, 15, 5), false);
    assert.equal(bench.judge(allowedUm + 0.1, 15, 5), true);
  });

  it("fails in either direction", () => {
    const bench = new Bench(20);
    bench.judge(0, 25, -5);
    assert.equal(bench.judge(-allowedUm + 0.1, 25, -5), false);
    assert.equal(bench.judge(-allowedUm - 0.1, 25, -5), true);
  });

  describe("is content with a share of the force that the stiffness promises behind the lash", () => {
    const travelUm = allowedUm + 1;
    const promisedN = 0.2 * (travelUm - 1.2 * lashUm);
    const answered = (share: number, felt: boolean) => {
      const bench = new Bench(20);
      bench.loop.estimate.trusted = felt;
      bench.judge(0, 5, 5);
      return !bench.judge(travelUm, 5 + share * promisedN, 5);
    };

    it("a fifth of one that was felt", () => {
      assert.equal(answered(0.202, true), true);
      assert.equal(answered(0.198, true), false);
      assert.equal(answered(-0.5, true), false); // it even went the wrong way
    });

    it("0.2 / 2.5 / 4 = 0.02 of a drawn one", () => {
      assert.equal(answered(0.021, false), true);
      assert.equal(answered(0.019, false), false);
      assert.equal(answered(0, false), false);
    });
  });

  it("measures anew from each answer: a jam after a long way is found as soon as one at the start", () => {
    const bench = new Bench(20);
    bench.judge(0, 0, 5);
    let um = 0;
    let force = 0;
    for (let i = 0; i < 50; i += 1) {
      um += 10;
      force += 10 * 0.2;
      assert.equal(bench.judge(um, force, 5), false);
    }
    let jammedAfter = 0;
    while (!bench.judge(um + jammedAfter, force, 5)) jammedAfter += 1;
    assert.ok(jammedAfter <= 2 * allowedUm, `${jammedAfter} um`);
  });

  it("is not judged at an error below 1 % of the set point, 10 kPa, or six half-widths", () => {
    const free = (setPointN: number, errorN: number, halfWidthN = 0.012) => {
      const bench = new Bench(setPointN);
      bench.loop.deadband.halfWidthN = halfWidthN;
      bench.judge(0, 15, errorN);
      return !bench.judge(5000, 15, errorN);
    };
    assert.equal(free(100, 0.98), true); // 1 % of 100 N
    assert.equal(free(100, 1.02), false);
    assert.equal(free(2, 0.78), true); // 10 kPa on 78.54 mm2 are 0.785 N
    assert.equal(free(2, 0.79), false);
    assert.equal(free(2, 5.9, 1), true);
    assert.equal(free(2, 6.1, 1), false);
  });

  it("grants an error below 5 % a millimetre more: a breathing cell may run that far ahead of the screw", () => {
    // 2 % of 100 N. Judged from 1 N: 1.5 x (5.6 + 4 x 1 / 0.2) + 1000 = 1038.4 um.
    const bench = new Bench(100);
    const patientUm = 1.5 * (lashUm + (4 * 1) / 0.2) + 1000;
    bench.judge(0, 98, 2);
    assert.equal(bench.judge(patientUm - 1, 98, 2), false);
    assert.equal(bench.judge(patientUm + 1, 98, 2), true);
  });

  it("forgets the way it had counted when the error changes its sign, has gone, or was not judged", () => {
    for (const between of [-5, 0, undefined]) {
      const bench = new Bench(20);
      bench.judge(0, 15, 5);
      bench.judge(60, 15, 5);
      if (between === undefined) bench.following.reset();
      else bench.judge(60, 15, between);
      assert.equal(bench.judge(allowedUm + 1, 15, 5), false);
      assert.equal(bench.judge(60 + 2 * allowedUm, 15, 5), true);
    }
  });

  it("allows the way that an error of this size takes: 5 % of 80 N are 4 N", () => {
    const bench = new Bench(80);
    const wayUm = 1.5 * (lashUm + (4 * 4) / 0.2) + 50; // 178.4 um
    bench.judge(0, 60, 20);
    assert.equal(bench.judge(wayUm - 0.1, 60, 20), false);
    assert.equal(bench.judge(wayUm + 0.1, 60, 20), true);
  });

  it("fails at an error between 1 % and 5 % too, after a millimetre more than such an error takes", () => {
    const bench = new Bench(200); // 2 N and 10 N
    const wayUm = 1.5 * (lashUm + (4 * 2) / 0.2) + 1000; // 1068.4 um
    bench.judge(0, 195, 5);
    assert.equal(bench.judge(wayUm - 0.1, 195, 5), false);
    assert.equal(bench.judge(wayUm + 0.1, 195, 5), true);
  });

  it("lets a cell breathe for as long as the force answers now and then", () => {
    const bench = new Bench(200);
    bench.judge(0, 195, 5);
    for (let um = 10; um < 10_000; um += 10) {
      // A fifth of what the stiffness promises is enough: 0.2 x 0.2 N/um
      assert.equal(bench.judge(um, 195 + 0.041 * um, 5), false, `at ${um} um`);
    }
  });

  it("allows a soft train the longer way that the same error takes", () => {
    const bench = new Bench(20);
    bench.loop.stiffnessNPerUm = 0.005; // 1.5 x (5.6 + 4 x 1 / 0.005) + 50 = 1258 um
    bench.judge(0, 15, 5);
    assert.equal(bench.judge(1250, 15, 5), false);
    assert.equal(bench.judge(1270, 15, 5), true);
  });
});
