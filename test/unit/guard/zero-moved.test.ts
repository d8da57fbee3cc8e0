import assert from "node:assert/strict";
import { SideOnBench } from "../../support/side-on-bench.js";

describe("a zero of the load cell that has moved", () => {
  it("is told when a small force was there before control and no motion changes it: 3 % of 500 N", () => {
    const bench = new SideOnBench();
    bench.contactUm = 1e6;
    bench.extraN = 15;
    bench.tick(20);
    bench.side.hold(2500, 50);
    bench.tick(600, () => {
      if (bench.fault !== undefined) bench.side.freeze();
    });
    assert.deepEqual(bench.faults, ["zeroShifted"]);
    // 1.5 (12 um + 4 x 9.8 N / 0.2 N/um) and 50 um are some 360 um, as for a jam.
    assert.ok(bench.screw.positionUm < 500);
  });

  it("is told when the screw backs off and 15 N are left", () => {
    const bench = new SideOnBench();
    bench.holdAt(1000);
    bench.side.unload(100);
    bench.tick(3000, () => {
      bench.extraN = 15;
      if (bench.fault !== undefined) bench.side.freeze();
    });
    assert.deepEqual(bench.faults, ["zeroShifted"]);
  });

  it("is none but a jam when the force that stays is a tenth of the load cell or more", () => {
    const bench = new SideOnBench();
    bench.contactUm = 1e6;
    bench.extraN = 51;
    bench.tick(20);
    bench.side.hold(2500, 50);
    bench.tick(600, () => {
      if (bench.fault !== undefined) bench.side.freeze();
    });
    assert.deepEqual(bench.faults, ["notFollowing"]);
  });
});
