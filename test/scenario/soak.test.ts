import assert from "node:assert/strict";
import { type SoakPoint, soak } from "../../bench/soak/long-run.js";
import { cutAt, cutRunTicks } from "../../bench/soak/power-cut.js";

describe("a supply that fails in the middle of a run with moves and saves", () => {
  // All 6,000 ticks: npm run soak -- --cuts.
  for (const power of [true, false]) {
    const what = power ? "of the whole rig" : "of the controller alone";
    it(`${what} ends in a start that moves nothing, at every 307th of ${cutRunTicks} ticks`, () => {
      for (let tick = 1; tick <= cutRunTicks; tick += 307) {
        assert.deepEqual(cutAt(tick, power), [], `tick ${tick}`);
      }
    });
  }

  it("while it writes settings, and in the ticks before and after", () => {
    for (const tick of [5, 6, 7, 2509, 2510, 2511, 2512, 5009, 5010, 5011, 5012]) {
      assert.deepEqual(cutAt(tick, true), [], `tick ${tick}`);
    }
  });
});

describe("hours of holding with a fault in each", () => {
  for (const wrap of [0, 1] as const) {
    it(`over wrap ${wrap + 1} of the clock: it holds again each time, and nothing grows`, () => {
      const points: SoakPoint[] = [];
      const world = soak({ hours: 5, everyH: 0.6, pointH: 0.5, wrap }, (p) => points.push(p));
      assert.equal(points.length, 10);
      for (const point of points) assert.equal(point.holding, true, `${point.atH} h`);
      assert.ok((points[9]?.offKPa ?? Infinity) < 5);
      // One record of the boot counter, the first hold, and for each of eight faults a hold that ends and the next one.
      const { saves } = world.simulated.store;
      assert.ok(saves > 1 && saves <= 1 + 1 + 2 * 8, `${saves}`);
      // A row a second, a slow row every 30 s, and events.
      const records = points[9]?.records ?? 0;
      assert.ok(records > 5 * 3600 * 1.03 && records < 5 * 3600 * 1.13, `${records}`);
    });
  }
});
