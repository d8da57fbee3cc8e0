import assert from "node:assert/strict";
import fc from "fast-check";
import { SampleClock } from "../../../../sim/sensors/sample-clock.js";
import { near } from "../../../support/near.js";

const timesOf = (clock: SampleClock, ticks: readonly number[]): number[] => {
  const times: number[] = [];
  let start = 0;
  for (const tick of ticks) {
    clock.begin(tick);
    while (clock.next()) times.push(start + clock.offsetS);
    start += tick;
  }
  return times;
};

const started = (rateHz: number, delayS: number, error = 0): SampleClock => {
  const clock = new SampleClock(rateHz, error);
  clock.start(delayS);
  return clock;
};

describe("a converter's own clock", () => {
  it("stands still until it is started, and when it is stopped", () => {
    const clock = new SampleClock(10);
    assert.deepEqual(timesOf(clock, [1]), []);
    clock.start(0.25);
    assert.equal(timesOf(clock, [0.5]).length, 3); // at 0.25, 0.35 and 0.45 s
    clock.stop();
    assert.deepEqual(timesOf(clock, [1]), []);
  });

  it("makes 10,100 conversions in 1000 s at 10 Hz and +1 %", () => {
    const times = timesOf(started(10, 0.05, 0.01), new Array(10000).fill(0.1));
    assert.ok(Math.abs(times.length - 10100) <= 1);
  });

  it("neither loses nor doubles a conversion, whatever the ticks", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 320, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.array(fc.double({ min: 1e-3, max: 0.6, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (rate, phase, ticks) => {
          const times = timesOf(started(rate, phase / rate), ticks);
          const total = ticks.reduce((sum, tick) => sum + tick, 0);
          for (let i = 0; i < times.length; i += 1) {
            near(times[i] ?? NaN, (phase + i) / rate, 1e-9);
          }
          assert.ok((phase + times.length) / rate >= total - 1e-9);
        },
      ),
      { endOnFailure: true },
    );
  });
});
