import assert from "node:assert/strict";
import fc from "fast-check";
import { MonotonicClock } from "../../../hal/esp32/monotonic-clock.js";
import { clockContract } from "../../contract/clock.contract.js";

/** `Time.ticks` of the ESP32: milliseconds in a signed 32-bit counter. */
class Ticks {
  ms: number;

  constructor(atStart: number) {
    this.ms = atStart;
  }

  readonly read = () => this.ms | 0;
}

describe("the clock of the ESP32", () => {
  it("begins at zero, whatever the counter shows", () => {
    for (const at of [0, 1, -1, 123456, 2 ** 31 - 1, -(2 ** 31)]) {
      assert.equal(new MonotonicClock(new Ticks(at).read).now(), 0);
    }
  });

  it("goes on across the wrap from 2^31 - 1 to -2^31, 24.8 days after power-on", () => {
    const ticks = new Ticks(2 ** 31 - 5);
    const clock = new MonotonicClock(ticks.read);
    ticks.ms += 10;
    assert.equal(ticks.read(), -(2 ** 31) + 5);
    assert.equal(clock.now(), 10_000);
  });

  it("stands still while the counter is read early by a step back, and then goes on from where it was", () => {
    const ticks = new Ticks(1000);
    const clock = new MonotonicClock(ticks.read);
    ticks.ms = 1500;
    assert.equal(clock.now(), 500_000);
    ticks.ms = 1400;
    assert.equal(clock.now(), 500_000);
    ticks.ms = 1600;
    assert.equal(clock.now(), 600_000);
  });

  it("is the exact sum of what passed, over any steps below 24.8 days and any number of wraps", () => {
    const step = fc.oneof(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      fc.constantFrom(0, 1, 100, 2 ** 31 - 1),
    );
    const from = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(from, fc.array(step, { maxLength: 60 }), (at, steps) => {
        const ticks = new Ticks(at);
        const clock = new MonotonicClock(ticks.read);
        let sumMs = 0;
        let last = 0;
        for (const ms of steps) {
          ticks.ms += ms;
          sumMs += ms;
          const now = clock.now();
          assert.ok(now >= last);
          assert.equal(now, sumMs * 1000);
          last = now;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never goes back, whatever a broken counter shows", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (readings) => {
        const ticks = new Ticks(0);
        const clock = new MonotonicClock(ticks.read);
        let last = 0;
        for (const reading of readings) {
          ticks.ms = reading;
          const now = clock.now();
          assert.ok(now >= last);
          last = now;
        }
      }),
    );
  });

  clockContract(() => {
    const ticks = new Ticks(2 ** 31 - 100);
    return {
      clock: new MonotonicClock(ticks.read),
      pass: (s) => {
        ticks.ms += Math.round(s * 1000);
      },
    };
  });
});
