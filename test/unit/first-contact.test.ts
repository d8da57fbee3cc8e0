import assert from "node:assert/strict";
import sinon from "sinon";
import { Phase } from "../../src/phase.js";
import { near } from "../support/near.js";
import { settingsWith } from "../support/settings-with.js";
import { SideOnBench } from "../support/side-on-bench.js";

/** A side at rest in free air, its cell so far away, um. */
function apart(gapUm: number): SideOnBench {
  const bench = new SideOnBench();
  bench.contactUm = gapUm;
  bench.tick(5);
  return bench;
}

/** Ticks until contact is sure; fails when it is not within a minute. */
function untilContact(bench: SideOnBench): void {
  for (let i = 0; i < 600 && bench.side.phase !== Phase.track; i += 1) bench.tick();
  assert.equal(bench.side.phase, Phase.track);
}

describe("first contact", () => {
  it("does not press on for what the low-pass does not show yet of the contact", () => {
    const bench = apart(10);
    bench.stiffnessNPerUm = 5;
    bench.side.hold(70, 50);
    untilContact(bench);
    const touchedUm = bench.screw.positionUm;
    let most = touchedUm;
    for (let i = 0; i < 30; i += 1) {
      bench.tick();
      most = Math.max(most, bench.screw.positionUm);
    }
    // 70 kPa are 5.5 N, 27 um by the drawing's 0.2 N/um, of which it goes a share; it went 7 um for what the low-pass did not show.
    assert.ok(most - touchedUm < 2, `${most - touchedUm} um`);
    assert.ok(bench.pressureKPa > 40, `${bench.pressureKPa} kPa`);
  });

  it("stops at the first sample above the contact force, and goes on seeking when it was none", () => {
    const bench = apart(1000);
    bench.side.hold(500, 50);
    bench.tick(20);
    const shown = [3, 0, 3].map((force) => {
      bench.extraN = force;
      const moveTo = sinon.spy(bench.screw, "moveTo");
      bench.tick();
      moveTo.restore();
      return moveTo.callCount;
    });
    // Only the third makes two of three, and the median show 3 N.
    assert.deepEqual(shown, [1, 1, 0]);
    assert.equal(bench.screw.moving, false);
    bench.extraN = 0;
    const moveTo = sinon.spy(bench.screw, "moveTo");
    bench.tick(3);
    assert.equal(bench.side.phase, Phase.seek);
    sinon.assert.called(moveTo);
  });

  it("does not push into a cell at approach: the force at first contact stays below twice the threshold", () => {
    const bench = apart(20);
    bench.side.hold(500, 50);
    untilContact(bench);
    assert.ok(bench.forceN < 2, `${bench.forceN} N`);
  });

  it("is searched for at a speed that presses by 100 kPa at most before it is seen, on a train 2.5 times as stiff as drawn", () => {
    const speed = (stiffness: string) =>
      new SideOnBench("anode", settingsWith({ anode: { train: { stiffness } } })).side
        .approachUmPerS;
    assert.equal(speed("0.2 N/um"), 5);
    // 100 kPa on 78.54 mm2 are 7.85 N, and seen after 1.2 s: 7.85 / (2.5 x 1.2 x 1) = 2.62 um/s.
    near(speed("1 N/um"), 2.618, 0.001);
    // No slower than a quarter of the setting.
    assert.equal(speed("7 N/um"), 1.25);
  });
});
