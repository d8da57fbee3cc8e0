import assert from "node:assert/strict";
import { SideOnBench } from "../../support/side-on-bench.js";

describe("the way back of a screw that presses in vain", () => {
  it("comes once before a jam is told: it turns, backs off, turns again, and the force does not answer", () => {
    const bench = new SideOnBench();
    bench.holdAt(1000);
    bench.jammed = true;
    bench.side.hold(1500, 50);
    const turns: number[] = [];
    let peakUm = 0;
    let direction = 1;
    bench.tick(600, () => {
      if (bench.fault !== undefined) bench.side.freeze();
      const { motion } = bench.side.loop;
      if (motion.direction !== direction) turns.push(peakUm);
      direction = motion.direction;
      peakUm = Math.max(peakUm, motion.targetUm);
    });
    assert.deepEqual(bench.faults, ["notFollowing"]);
    // Back and forth again.
    assert.equal(turns.length, 2);
    // The first time before it had gone 1.5 x (5.6 + 4 x 0.05 x 1500 kPa / k) + 50 um and what the delay adds; then as far again.
    assert.ok((turns[0] ?? Infinity) < 300, `${turns[0]} um`);
    assert.ok(bench.screw.positionUm < 600, `${bench.screw.positionUm} um`);
  });

  it("goes on when the way back has freed the screw, and gives no second one within ten minutes", () => {
    const bench = new SideOnBench();
    bench.holdAt(1000);
    const { motion } = bench.side.loop;
    const ramp = (toKPa: number, free: boolean) => {
      bench.jammed = true;
      bench.side.hold(toKPa, 50);
      let backUm = 0;
      for (let i = 0; i < 600 && bench.faults.length === 0; i += 1) {
        bench.tick();
        if (motion.direction > 0 || !bench.jammed) continue;
        if (backUm === 0) backUm = motion.targetUm;
        if (free) bench.free();
      }
      return backUm;
    };
    assert.notEqual(ramp(1500, true), 0);
    assert.deepEqual(bench.faults, []);
    assert.ok(Math.abs(bench.pressureKPa - 1500) < 15, `${bench.pressureKPa} kPa`);
    assert.equal(ramp(2000, true), 0);
    assert.deepEqual(bench.faults, ["notFollowing"]);
  });
});
