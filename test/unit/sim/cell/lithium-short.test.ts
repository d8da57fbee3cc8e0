import assert from "node:assert/strict";
import { LithiumShort, meanPlatingLifeH } from "../../../../sim/cell/lithium-short.js";
import { Prng } from "../../../../sim/prng.js";

/** Hours of plating until the short begins, in steps of `dtS`; at most `hoursMax`. */
function lifeH(seed: number, anodeKPa: number, dtS: number, hoursMax: number): number {
  const short = new LithiumShort(new Prng(seed, "short"));
  for (let t = 0; t < hoursMax * 3600; t += dtS) {
    short.advance(dtS, 0.2, anodeKPa);
    if (short.state !== "none") return t / 3600;
  }
  return hoursMax;
}

describe("LithiumShort", () => {
  it("gives 300 h of plating up to 10 MPa, 48 h at 25 MPa and minutes at 50", () => {
    assert.equal(meanPlatingLifeH(2500), 300);
    assert.equal(meanPlatingLifeH(10_000), 300);
    assert.ok(Math.abs(meanPlatingLifeH(25_000) - 48) < 1e-9);
    assert.ok(Math.abs(meanPlatingLifeH(50_000) - 0.05) < 1e-9);
    assert.equal(meanPlatingLifeH(75_000), 0.05);
  });

  it("lives 300 h of plating on average, exponentially", () => {
    let sum = 0;
    let early = 0;
    const cells = 1000;
    for (let seed = 0; seed < cells; seed += 1) {
      const life = lifeH(seed, 2500, 3600, 5000);
      sum += life;
      if (life < 300) early += 1;
    }
    // Standard deviation of the mean 300 / sqrt(1000) = 9.5 h; 1 - 1/e = 63.2 % die before the
    // mean, +-1.5 %.
    assert.ok(Math.abs(sum / cells - 300) < 38, `${sum / cells}`);
    assert.ok(Math.abs(early / cells - 0.632) < 0.06, `${early / cells}`);
  });

  it("begins at the same time whatever the step", () => {
    const fine = lifeH(5, 25_000, 1, 500);
    assert.ok(Math.abs(lifeH(5, 25_000, 10, 500) - fine) < 0.01);
  });

  it("never begins at rest or while stripping", () => {
    const short = new LithiumShort(new Prng(1, "short"));
    for (let i = 0; i < 10_000; i += 1) short.advance(3600, i % 2 === 0 ? 0 : -0.2, 60_000);
    assert.equal(short.state, "none");
    assert.equal(short.conductanceSPerCm2, 0);
  });

  it("grows e-fold in 5 to 60 min, flickering by 30 %, and ends in a hard short", () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const short = new LithiumShort(new Prng(seed, "short"));
      while (short.state === "none") short.advance(1, 0.2, 60_000);
      let seconds = 0;
      let jumps = 0;
      let before = short.conductanceSPerCm2;
      while (short.state === "soft") {
        short.advance(1, 0, 60_000);
        seconds += 1;
        if (Math.abs(short.conductanceSPerCm2 / before - 1) > 0.05) jumps += 1;
        before = short.conductanceSPerCm2;
      }
      // From 1e-6 to 2e-3 S/cm2: ln 2000 = 7.6 time constants of 300 to 3600 s.
      assert.ok(seconds >= 7.6 * 300 - 2 && seconds <= 7.61 * 3600, `${seconds}`);
      assert.ok(jumps > seconds / 40);
      assert.equal(short.state, "hard");
      assert.equal(short.conductanceSPerCm2, 1);
    }
  });
});
