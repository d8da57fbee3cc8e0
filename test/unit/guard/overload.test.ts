import assert from "node:assert/strict";
import { codeMax } from "../../../hal/load-cell-adc.js";
import { SideOnBench } from "../../support/side-on-bench.js";

describe("a force that rises beyond the load cell", () => {
  it("is stopped as over-force on a valid reading, seconds before the converter's rail, at the fastest that a train can press", () => {
    const bench = new SideOnBench();
    bench.holdAt(4000);
    const { countsPerNewton, tare, capacity } = bench.settings.anode.loadCell;
    const railN = (codeMax - tare) / countsPerNewton;
    assert.ok(railN > 1.9 * capacity);
    // The hard train's 5 N/um at 46.5 um/s.
    const newtonsPerS = 5 * 46.5;
    const tripN = 0.98 * capacity;
    let s = 0;
    let toldN = 0;
    bench.side.freeze();
    bench.tick(60, () => {
      s += 0.1;
      bench.extraN = newtonsPerS * s;
      if (bench.faults.length === 1 && toldN === 0) toldN = bench.forceN;
    });
    assert.deepEqual(bench.faults.slice(0, 1), ["overForce"]);
    // A conversion under way, one more for the median and two above the trip: 0.4 s, where the rail is 2 s away.
    assert.ok(toldN < tripN + 0.4 * newtonsPerS + 1, `${toldN} N`);
    assert.ok((railN - tripN) / newtonsPerS > 2);
  });

  it("that jumps to the rail from far below is a wire, and nothing moves, neither on nor back", () => {
    const bench = new SideOnBench();
    bench.holdAt(4000);
    const before = bench.screw.positionUm;
    bench.code = codeMax;
    bench.tick(20, () => {
      if (bench.fault !== undefined) bench.side.freeze();
    });
    assert.equal(bench.faults[0], "sensorSaturated");
    assert.ok(Math.abs(bench.screw.positionUm - before) < 0.1);
  });
});
