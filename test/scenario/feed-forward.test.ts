// A host tells the current of a cell that is charged and then discharged at 1 mA/cm2; figures of many seeds: npm run bench:control.

import assert from "node:assert/strict";
import { measure } from "../../bench/control/sections/feed-forward.js";
import { FeedOff } from "../../src/feed/feed-forward.js";

/** An hour of charge on the hard rig, 4.8 um, and half an hour of discharge. */
const run = (told: Parameters<typeof measure>[0]["told"]) =>
  measure({ rig: "hard", mAPerCm2: 1, told, seed: 431, upperV: 3.95 });

describe("feed-forward from the current of the host, on the hard rig", () => {
  let without: ReturnType<typeof measure>;

  before(() => {
    without = run("off");
  });

  for (const told of [1, "none"] as const)
    it(`holds nearer to the set point, and turns round more quietly: ${told === 1 ? "told" : "out of the voltage"}`, () => {
      const fed = run(told);
      assert.equal(fed.state, String(FeedOff.on));
      assert.equal(fed.faults, 0);
      assert.ok(fed.rmsKPa < 0.9 * without.rmsKPa, `${fed.rmsKPa} of ${without.rmsKPa} kPa`);
      assert.ok(
        fed.reversalKPa < without.reversalKPa,
        `${fed.reversalKPa} of ${without.reversalKPa}`,
      );
      assert.ok(fed.reversals <= without.reversals);
    });

  for (const told of [0, 2, -1]) {
    it(`does no harm with a current that is told ${told} times`, () => {
      const fed = run(told);
      assert.equal(fed.faults, 0);
      assert.ok(fed.rmsKPa <= 1.02 * without.rmsKPa, `${fed.rmsKPa} of ${without.rmsKPa} kPa`);
      assert.ok(
        fed.reversalKPa <= 1.1 * without.reversalKPa,
        `${fed.reversalKPa} of ${without.reversalKPa} kPa`,
      );
      assert.ok(fed.reversals <= without.reversals + 1);
      if (told === -1) assert.equal(fed.state, String(FeedOff.contradicted));
    });
  }
});
