import assert from "node:assert/strict";
import fc from "fast-check";
import { SetPoint } from "../../../src/control/set-point.js";
import { near } from "../../support/near.js";

const converterLagS = 0.25;
const filterLagS = 0.5;
const make = () => new SetPoint(converterLagS, filterLagS);

/** Steps until the ramp is over; the number of steps. */
function finish(set: SetPoint, dtS: number): number {
  let steps = 0;
  for (; set.ramping; steps += 1) {
    assert.ok(steps < 100_000);
    set.step(dtS);
  }
  return steps;
}

describe("ramped set point", () => {
  it("is at no pressure before it is told of any", () => {
    const set = make();
    assert.deepEqual([set.targetKPa, set.nowKPa, set.expectedKPa, set.stepKPa], [0, 0, 0, 0]);
    set.step(0.2);
    assert.equal(set.expectedKPa, 0);
    assert.equal(set.ramping, false);
  });

  it("starts at the present pressure and stays there", () => {
    const set = make();
    set.seed(1234.5);
    set.step(0.2);
    assert.equal(set.nowKPa, 1234.5);
    assert.equal(set.expectedKPa, 1234.5);
    assert.equal(set.stepKPa, 0);
    assert.equal(set.ramping, false);
  });

  it("goes by rate times time in each step, and tells the step", () => {
    const set = make();
    set.seed(100);
    set.rampTo(2500, 50);
    set.step(0.2);
    near(set.nowKPa, 110, 1e-12); // 50 kPa/s x 0.2 s
    near(set.stepKPa, 10, 1e-12);
    set.step(1);
    near(set.nowKPa, 160, 1e-12);
  });

  it("ends exactly at its target, in as many steps as the way takes", () => {
    const set = make();
    set.seed(0);
    set.rampTo(2500, 50);
    assert.equal(finish(set, 0.2), 250); // 2500 / (50 x 0.2)
    assert.equal(set.nowKPa, 2500);
  });

  it("ends exactly whatever start, target, rate and ticks, up or down", () => {
    const pressure = fc.double({ min: 0, max: 12000, noNaN: true });
    const rate = fc.double({ min: 5, max: 1000, noNaN: true });
    const dt = fc.double({ min: 0.1, max: 2, noNaN: true });
    fc.assert(
      fc.property(pressure, pressure, rate, fc.array(dt, { minLength: 1 }), (from, to, r, dts) => {
        const set = make();
        set.seed(from);
        set.rampTo(to, r);
        let before = from;
        let travelled = 0;
        for (let i = 0; set.ramping; i += 1) {
          assert.ok(i < 30_000);
          const dtS = dts[i % dts.length] ?? 0.1;
          set.step(dtS);
          // Neither faster than the rate nor back nor past the target.
          assert.ok(Math.abs(set.stepKPa) <= r * dtS * (1 + 1e-12));
          assert.ok((set.nowKPa - before) * (to - from) >= 0);
          assert.ok((to - set.nowKPa) * (to - from) >= 0);
          travelled += set.stepKPa;
          before = set.nowKPa;
        }
        assert.equal(set.nowKPa, to);
        near(travelled, to - from, 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  it("turns round in the middle of a ramp", () => {
    const set = make();
    set.seed(0);
    set.rampTo(1000, 100);
    for (let i = 0; i < 10; i += 1) set.step(0.2);
    near(set.nowKPa, 200, 1e-9);
    set.rampTo(0, 100);
    set.step(0.2);
    near(set.nowKPa, 180, 1e-9);
    assert.equal(finish(set, 0.2), 9);
    assert.equal(set.nowKPa, 0);
  });

  describe("as an ideal loop would measure it", () => {
    it("lags by converter, filter and the decision that is being moved on a long ramp: rate times 0.95 s", () => {
      const set = make();
      set.seed(0);
      set.rampTo(10_000, 50);
      for (let i = 0; i < 100; i += 1) set.step(0.2);
      near(set.nowKPa - set.expectedKPa, 50 * (converterLagS + filterLagS + 0.2), 1e-6);
    });

    it("arrives after the ramp has ended, without passing it", () => {
      const set = make();
      set.seed(0);
      set.rampTo(500, 100);
      finish(set, 0.2);
      let before = set.expectedKPa;
      assert.ok(before < 500 - 50);
      for (let i = 0; i < 200; i += 1) {
        set.step(0.2);
        assert.ok(set.expectedKPa >= before && set.expectedKPa <= 500);
        before = set.expectedKPa;
      }
      near(before, 500, 1e-9);
    });

    it("ends on the set point to the last bit, so that nothing needs to be looked at any more", () => {
      const set = make();
      set.seed(0);
      set.rampTo(499.9, 100);
      finish(set, 0.2);
      let looks = 0;
      while (set.expectedKPa !== set.nowKPa) {
        set.step(1);
        looks += 1;
        assert.ok(looks < 100); // (0.5 / 1.5)^n of 50 kPa is below 1e-6 kPa after 17
      }
      assert.equal(set.expectedKPa, 499.9);
    });

    it("never leaves the range between start and targets, wherever the ramp is sent", () => {
      const pressure = fc.double({ min: 0, max: 12000, noNaN: true });
      const legs = fc.array(fc.tuple(pressure, fc.integer({ min: 1, max: 30 })), { maxLength: 8 });
      fc.assert(
        fc.property(pressure, legs, (from, route) => {
          const set = make();
          set.seed(from);
          let low = from;
          let high = from;
          for (const [to, steps] of route) {
            low = Math.min(low, to);
            high = Math.max(high, to);
            set.rampTo(to, 100);
            for (let i = 0; i < steps; i += 1) {
              set.step(0.2);
              for (const at of [set.nowKPa, set.expectedKPa]) {
                assert.ok(at >= low - 1e-9 && at <= high + 1e-9);
              }
            }
          }
        }),
        { numRuns: 500 },
      );
    });

    it("is where the screw has got to for a loop that lags by nothing: a decision behind the ramp", () => {
      const set = new SetPoint(0, 0);
      set.seed(0);
      set.rampTo(100, 50);
      set.step(0.2);
      assert.equal(set.expectedKPa, 0);
      set.step(0.2);
      near(set.expectedKPa, 10, 1e-12);
    });

    it("is for a loop that goes on from what is under way as if it had never stopped", () => {
      const rate = 100;
      const whole = make();
      const resumed = make();
      for (const set of [whole, resumed]) {
        set.seed(0);
        set.rampTo(5000, rate);
        for (let i = 0; i < 100; i += 1) set.step(0.2);
        // It stands for a decision, so that the screw is where the set point is.
        set.rateKPaPerS = 0;
        set.step(0.2);
        set.rateKPaPerS = rate;
      }
      // 0.75 s at 100 kPa/s, of which the filter's 0.5 s are past the converter.
      resumed.resume(resumed.expectedKPa, 75, 50);
      near(resumed.nowKPa, whole.nowKPa, 1e-6);
      for (let i = 0; i < 20; i += 1) {
        for (const set of [whole, resumed]) set.step(0.2);
        near(resumed.expectedKPa, whole.expectedKPa, 1e-6);
      }
    });
  });

  it("goes on from where the pressure will be, with no error at that moment, and never beyond its ends", () => {
    const sp = new SetPoint(0.4, 0.5);
    sp.seed(1000);
    sp.rampTo(1100, 100);
    sp.step(0.2);
    sp.resume(1030, 20, 10);
    assert.deepEqual([sp.nowKPa, sp.expectedKPa, sp.ramping], [1050, 1030, true]);
    sp.resume(1090, 30, 15);
    assert.deepEqual([sp.nowKPa, sp.expectedKPa, sp.ramping], [1100, 1090, false]);
    for (let i = 0; i < 60; i += 1) sp.step(0.2);
    near(sp.expectedKPa, 1100, 0.001);
    sp.rampTo(1000, 100);
    sp.resume(990, -5, -2);
    assert.equal(sp.nowKPa, 1000);
  });

  it("adds up what it has gone on by without a step, for the other side, and forgets it when it starts anew", () => {
    const sp = new SetPoint(0.4, 0.5);
    sp.seed(1000);
    sp.rampTo(1100, 100);
    sp.step(0.2); // 1020
    sp.resume(1030, 20, 10); // 1050: 30 more
    sp.resume(1040, 5, 2); // 1045: 5 less
    near(sp.resumedKPa, 25, 1e-9);
    sp.seed(1045);
    assert.equal(sp.resumedKPa, 0);
  });
});
