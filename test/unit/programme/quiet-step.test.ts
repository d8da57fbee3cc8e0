import assert from "node:assert/strict";
import { Problems } from "../../../src/document/problems.js";
import { checkLimits } from "../../../src/programme/limits.js";
import { RigOnBench } from "../../support/rig-on-bench.js";
import { programmeOf } from "../../support/runner-on-bench.js";
import { settingsWith } from "../../support/settings-with.js";

const quietFor = (after?: string) => ({ quiet: {}, ...(after ? { until: { after } } : {}) });

function held(): RigOnBench {
  const bench = new RigOnBench(settingsWith({ guard: { quietTime: "10 s" } }));
  bench.holdBoth(1000, 200);
  bench.anode.springNPerUm = 0.2;
  bench.cathode.springNPerUm = 0.005;
  bench.tick(50);
  return bench;
}

describe("quiet step", () => {
  it("opens a quiet window at once, and closes it when its time is over", () => {
    const bench = held();
    bench.rig.start(programmeOf([quietFor("3 s"), { hold: {} }]));
    bench.tick();
    assert.equal(bench.rig.quiet?.open, true);
    bench.tick(28);
    assert.equal(bench.programme.stepPath, "steps[0]");
    bench.tick(3);
    assert.equal(bench.programme.stepPath, "steps[1]");
    assert.equal(bench.rig.quiet?.open ?? false, false);
  });

  it("ends with the window where it has no condition: after guard.quietTime", () => {
    const bench = held();
    bench.rig.start(programmeOf([quietFor(), { hold: {} }]));
    bench.tick(95);
    assert.equal(bench.programme.stepPath, "steps[0]");
    bench.tick(10);
    assert.equal(bench.programme.stepPath, "steps[1]");
  });

  it("ends with the window when a pressure has drifted by more than 2 %", () => {
    const bench = held();
    bench.rig.start(programmeOf([quietFor(), { hold: {} }]));
    bench.tick(20);
    // 2 % of 1000 kPa are 20 kPa, 1.57 N.
    bench.anode.forceN += 2;
    bench.tick(20);
    assert.equal(bench.programme.stepPath, "steps[1]");
  });

  it("closes its window when the programme is stopped", () => {
    const bench = held();
    bench.rig.start(programmeOf([quietFor(), { hold: {} }]));
    bench.tick(5);
    bench.send("PROG:STOP\n");
    bench.tick(2);
    assert.equal(bench.rig.quiet?.open ?? false, false);
    assert.equal(bench.rig.anode.mode, "hold");
  });

  it("is refused when it asks for longer than the settings allow", () => {
    const problems = new Problems();
    const programme = programmeOf([quietFor("11 s")]);
    checkLimits(programme, settingsWith({ guard: { quietTime: "10 s" } }), problems);
    assert.deepEqual(problems.list, [
      "steps[0].until.after: 11 s is above the limit of 10 s: settings.guard.quietTime",
    ]);
  });
});
