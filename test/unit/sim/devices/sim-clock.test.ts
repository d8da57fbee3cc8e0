import assert from "node:assert/strict";
import { makeInterlockReading } from "../../../../hal/interlock.js";
import { SimClock } from "../../../../sim/devices/sim-clock.js";
import { SimInterlock } from "../../../../sim/devices/sim-interlock.js";

describe("the simulated clock and lines", () => {
  it("stands until it is set, and never goes back", () => {
    const clock = new SimClock();
    assert.equal(clock.now(), 0);
    clock.set(100_000);
    assert.equal(clock.now(), 100_000);
    clock.set(100_000);
    assert.throws(() => clock.set(99_999), /100000/);
  });

  it("shows levels, and keeps the cycler's line pulled until told otherwise", () => {
    const lines = new SimInterlock();
    const reading = makeInterlockReading();
    lines.estop = true;
    lines.read(reading);
    assert.deepEqual(reading, { estop: true, quiet: false });
    lines.openCycler(true);
    assert.equal(lines.cyclerOpen, true);
    lines.openCycler(false);
    assert.equal(lines.cyclerOpen, false);
  });
});
