import assert from "node:assert/strict";
import { Lash } from "../../../../sim/mechanics/lash.js";
import { Prng } from "../../../../sim/prng.js";
import { near } from "../../../support/near.js";

describe("lash between gearbox and nut", () => {
  it("keeps the nut still while a reversal crosses it, and then takes it along", () => {
    const lash = new Lash(5.6, 0, new Prng(1, "lash"));
    const top = lash.follow(100);
    assert.equal(lash.follow(95), top);
    assert.equal(lash.follow(94.5), top);
    near(lash.follow(94.4 - 1), top - 1, 1e-9); // 100 - 5.6 = 94.4
    near(lash.follow(94.4 - 1 + 5.6 + 2), top - 1 + 2, 1e-9);
  });

  it("rests anywhere within its play at power-on", () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const lash = new Lash(5.6, 0.15, new Prng(seed, "lash"));
      const start = lash.follow(5.6);
      assert.ok(start >= 0 && start <= 5.6);
    }
  });

  it("scatters by 15 % from crossing to crossing and does not wander off", () => {
    const lash = new Lash(5.6, 0.15, new Prng(7, "lash"));
    const count = 4000;
    let nut = lash.follow(20);
    let sum = 0;
    let squares = 0;
    let lowest = Infinity;
    let highest = -Infinity;
    for (let i = 0; i < count; i += 1) {
      const next = lash.follow(i % 2 === 0 ? 0 : 20);
      const width = 20 - Math.abs(next - nut);
      sum += width;
      squares += width * width;
      nut = next;
      if (i % 2 === 0) continue;
      lowest = Math.min(lowest, nut);
      highest = Math.max(highest, nut);
    }
    const mean = sum / count;
    near(mean, 5.6, 0.05);
    // Cut at 2 sigma the deviation of a normal draw is 0.96 of it: 5.6 x 0.15 x 0.96 = 0.81 um
    near(Math.sqrt(squares / count - mean * mean), 0.81, 0.04);
    // One flank scatters by 5.6 x 0.15 / sqrt(2) = 0.59 um and is cut at twice that, either way.
    near(highest - lowest, 4 * 0.594, 0.05);
  });
});
