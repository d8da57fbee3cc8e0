import assert from "node:assert/strict";
import { LashWatch } from "../../../src/guard/lash-watch.js";
import type { Side } from "../../../src/side.js";

/** A side of 0.2 N/um and a nameplate of 10 um of lash, looked at once a second. */
class Bench {
  readonly motion = { positionUm: 1000, direction: 1 };
  readonly loop = {
    motion: this.motion,
    setPoint: { ramping: true },
    errorN: 0,
    stiffnessNPerUm: 0.2,
  };
  readonly sensor = { medianN: 200, sigmaN: 0.01 };
  readonly other = { loop: { motion: { positionUm: 0 } } };
  readonly watch = new LashWatch(
    { loop: this.loop, sensor: this.sensor, contactN: 1 } as unknown as Side,
    this.other as unknown as Side,
    10,
    1,
  );

  /** Moves back by `um` a look while the force answers by `share` of what the stiffness promises. */
  back(um: number, share: number, looks: number): boolean {
    let told = false;
    for (let n = 0; n < looks; n += 1) {
      this.motion.direction = -1;
      this.motion.positionUm -= um;
      this.sensor.medianN -= 0.2 * um * share;
      told = this.watch.look() || told;
    }
    return told;
  }
}

describe("lost motion after a reversal in a ramp", () => {
  it("is told beyond three times the nameplate and 60 um: 3 x 10 + 60 = 90 um", () => {
    const bench = new Bench();
    // The first look sees the reversal and counts from there.
    assert.equal(bench.back(20, 0, 5), false, "80 um");
    assert.equal(bench.back(20, 0, 1), true, "100 um");
  });

  it("is none when the force answers by a tenth, nor beyond the lash that was crossed", () => {
    assert.equal(new Bench().back(20, 0.15, 60), false);
    const bench = new Bench();
    assert.equal(bench.back(20, 0, 3), false);
    assert.equal(bench.back(20, 1, 60), false);
  });

  it("is not judged while the other screw goes a third of the way: on a loose mould it takes the force off", () => {
    for (const [otherUm, told] of [
      [7, false],
      [-7, false],
      [5, true],
    ] as const) {
      const bench = new Bench();
      let seen = false;
      for (let n = 0; n < 6; n += 1) {
        bench.other.loop.motion.positionUm += otherUm;
        seen = bench.back(20, 0, 1) || seen;
      }
      assert.equal(seen, told, `${otherUm} um of 20`);
    }
  });

  it("is not judged in quiet holding, where the screw follows the cell at the same force", () => {
    const bench = new Bench();
    bench.loop.setPoint.ramping = false;
    assert.equal(bench.back(20, 0, 60), false);
  });

  it("begins anew when the side was let go in between", () => {
    const bench = new Bench();
    assert.equal(bench.back(20, 0, 5), false);
    bench.watch.forget();
    assert.equal(bench.back(20, 0, 60), false);
  });

  it("is not judged without a reversal: a screw that jams is another fault", () => {
    const bench = new Bench();
    for (let n = 0; n < 60; n += 1) {
      bench.motion.positionUm += 20;
      assert.equal(bench.watch.look(), false);
    }
  });
});
