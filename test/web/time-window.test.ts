import assert from "node:assert/strict";
import fc from "fast-check";
import { TimeWindow } from "../../web/data/time-window.js";

const day = 86400;

describe("the window of the record", () => {
  it("goes on with the rows until a stretch is chosen, and again when one asks", () => {
    const window = new TimeWindow();
    window.follow(600);
    assert.deepEqual(window.range(1000), [400, 1000]);
    assert.deepEqual(window.range(1001), [401, 1001]);
    window.choose(100, 200);
    assert.deepEqual(window.range(2000), [100, 200]);
    window.follow(600);
    assert.deepEqual(window.range(2000), [1400, 2000]);
  });

  it("pans by a share of itself, and follows again behind the newest row", () => {
    const window = new TimeWindow();
    window.follow(100);
    window.pan(-0.2, 0, 1000);
    assert.deepEqual(window.range(1000), [880, 980]);
    assert.ok(!window.follows);
    window.pan(0.2, 0, 1000);
    assert.ok(window.follows);
  });

  it("pans no further than half of itself before the first row", () => {
    const window = new TimeWindow();
    window.follow(100);
    for (let i = 0; i < 50; i += 1) window.pan(-1, 200, 1000);
    assert.deepEqual(window.range(1000), [150, 250]);
  });

  it("zooms around an instant that stays where it is", () => {
    const window = new TimeWindow();
    window.choose(100, 200);
    // 125 s is a quarter in, and a quarter of 50 s before it is 112.5.
    window.zoom(0.5, 1000, 125);
    assert.deepEqual(window.range(1000), [112.5, 162.5]);
  });

  it("shows from a second to 31 days, whatever is turned and pressed", () => {
    const act = fc.oneof(
      fc.record({ pan: fc.double({ min: -3, max: 3, noNaN: true }) }),
      fc.record({ zoom: fc.double({ min: 0.01, max: 100, noNaN: true }) }),
      fc.record({ follow: fc.double({ min: 0, max: 1e8, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const window = new TimeWindow();
        for (const one of acts) {
          if ("pan" in one) window.pan(one.pan, 0, 30 * day);
          else if ("zoom" in one) window.zoom(one.zoom, 30 * day);
          else window.follow(one.follow);
          const [fromS, toS] = window.range(30 * day);
          assert.ok(toS - fromS > 0.99 && toS - fromS < 31.01 * day, `${fromS} ${toS}`);
        }
      }),
    );
  });
});
