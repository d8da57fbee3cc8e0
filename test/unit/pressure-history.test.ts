import assert from "node:assert/strict";
import fc from "fast-check";
import { Approach, PressureHistory } from "../../src/pressure-history.js";
import { dieAreaMm2, RigOnBench } from "../support/rig-on-bench.js";

const pressed = (pressureKPa: number, medianN = 100) => ({
  fresh: true,
  pressureKPa,
  contactN: 1,
  sensor: { medianN },
});

describe("the history of a pressure", () => {
  it("keeps the highest pressure, from where it came, and when", () => {
    const history = new PressureHistory();
    history.look(pressed(500), 1e6);
    history.look(pressed(2500), 2e6);
    history.look(pressed(1500), 3e6);
    assert.equal(history.peakKPa, 2500);
    assert.equal(history.approach, Approach.above);
    assert.equal(history.changedAtUs, 3e6);
    history.look(pressed(1600), 4e6);
    assert.equal(history.approach, Approach.below);
  });

  it("takes for a change what leaves the band of settling: 1 % of 1000 kPa, 2 kPa of 100", () => {
    for (const [kPa, bandKPa] of [
      [1000, 10],
      [100, 2],
    ] as const) {
      const history = new PressureHistory();
      history.look(pressed(kPa), 1e6);
      history.look(pressed(kPa + 0.99 * bandKPa), 2e6);
      history.look(pressed(kPa - 0.99 * bandKPa), 3e6);
      assert.equal(history.changedAtUs, 1e6);
      history.look(pressed(kPa - 1.01 * bandKPa), 4e6);
      assert.equal(history.changedAtUs, 4e6);
      assert.equal(history.approach, Approach.above);
    }
  });

  it("sees creep that adds up, though no second of it leaves the band", () => {
    const history = new PressureHistory();
    history.look(pressed(1000), 0);
    for (let s = 1; s <= 20; s += 1) history.look(pressed(1000 - s), s * 1e6);
    // 10 kPa are 1 %; 11 are more.
    assert.equal(history.changedAtUs, 11e6);
  });

  it("knows nothing from readings that are not fresh, and no pressure in free air", () => {
    const history = new PressureHistory();
    history.look({ ...pressed(9000), fresh: false }, 1e6);
    history.look(pressed(12, 0.9), 2e6);
    assert.equal(history.peakKPa, 0);
    assert.equal(history.approach, Approach.none);
    history.look(pressed(300), 3e6);
    history.look(pressed(12, 0.9), 4e6);
    assert.equal(history.approach, Approach.above, "to take the pressure off is a change");
  });

  it("has a peak that is never passed and never falls, and a last change no older than the last look", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e4, noNaN: true })), (series) => {
        const history = new PressureHistory();
        let highest = 0;
        series.forEach((kPa, s) => {
          const before = history.peakKPa;
          history.look(pressed(kPa), s * 1e6);
          highest = Math.max(highest, kPa);
          assert.equal(history.peakKPa, highest);
          assert.ok(history.peakKPa >= before && history.changedAtUs <= s * 1e6);
        });
      }),
    );
  });
});

describe("what the rig tells of the history of pressures", () => {
  it("looks at both sides every ten seconds, answers the query, and begins anew with CELL:NEW", () => {
    const bench = new RigOnBench();
    bench.anode.forceN = 2 * dieAreaMm2;
    bench.cathode.forceN = 0.2 * dieAreaMm2;
    bench.tick(150);
    const before = bench.send("PRES1:HIST?;:PRES2:HIST?\n").trim().split(/[;,]/u);
    assert.ok(Math.abs(Number(before[0]) - 2e6) < 2000, before.join());
    assert.ok(Math.abs(Number(before[3]) - 2e5) < 2000, before.join());
    assert.deepEqual([before[1], before[4]], ["BELOW", "BELOW"]);
    bench.anode.forceN = dieAreaMm2;
    bench.tick(150);
    const after = bench.send("PRES1:HIST?\n").trim().split(",");
    assert.ok(Math.abs(Number(after[0]) - 2e6) < 2000, "the peak stays");
    assert.equal(after[1], "ABOVE");
    // The next look is 10 s after the last, later than the change and sooner than 10 s after it: 15 s are over, at most 15 s ago.
    assert.ok(Number(after[2]) >= 5 && Number(after[2]) <= 15, after.join());
    bench.say("CELL:NEW\n");
    assert.equal(bench.send("PRES1:HIST?\n").trim(), "0,NONE,0.0");
    bench.tick(101);
    const anew = bench.send("PRES1:HIST?\n").trim().split(",");
    assert.ok(Math.abs(Number(anew[0]) - 1e6) < 2000, "the new cell's");
  });
});
