import assert from "node:assert/strict";
import fc from "fast-check";
import { Stiffness } from "../../../src/control/stiffness.js";
import { near, nearShare } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

const stiffness = (train: string, contact: string) =>
  new Stiffness(settingsWith({ anode: { train: { stiffness: train, contact } } }).anode.train);

describe("stiffness of a side", () => {
  it("is that of train and contact in series: 1/k = 1/k_train + 1/(c sqrt F)", () => {
    const k = stiffness("6.67 N/um", "1.43 N^0.5/um");
    // contact at 196.35 N: 1.43 x sqrt(196.35) = 20.04 N/um; 6.67 x 20.04 / 26.71 = 5.004 (the hard train of physics 3.2)
    near(k.at(196.35), 5.004, 5e-4);
    // at 15.71 N: 1.43 x 3.9636 = 5.668; 6.67 x 5.668 / 12.338 = 3.064
    near(k.at(15.71), 3.064, 5e-4);
  });

  it("is nearly that of a soft train whatever the force", () => {
    const k = stiffness("0.005 N/um", "1.43 N^0.5/um");
    nearShare(k.at(15.7), 0.005, 0.001); // 0.005 / 5.67 is missing
    nearShare(k.at(1), 0.005, 0.0036); // 0.005 / 1.43 = 0.35 %
  });

  it("is below one newton taken as at one newton, also without contact and for tension", () => {
    const k = stiffness("6.67 N/um", "1.43 N^0.5/um");
    const atOne = (6.67 * 1.43) / (6.67 + 1.43);
    for (const force of [1, 0.5, 0, -3]) nearShare(k.at(force), atOne, 1e-12);
    const root = 1.43 * Math.sqrt(1.5);
    nearShare(k.at(1.5), (6.67 * root) / (6.67 + root), 1e-12);
  });

  it("never exceeds train nor contact, and rises with the force", () => {
    const force = fc.double({ min: -10, max: 5000, noNaN: true });
    fc.assert(
      fc.property(force, force, (a, b) => {
        const k = stiffness("5 N/um", "1.43 N^0.5/um");
        const [low, high] = a < b ? [a, b] : [b, a];
        assert.ok(k.at(low) <= k.at(high));
        assert.ok(k.at(high) < 5 && k.at(high) < 1.43 * Math.sqrt(Math.max(high, 1)));
        assert.ok(k.at(low) > 0);
      }),
    );
  });
});
