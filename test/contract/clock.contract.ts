import assert from "node:assert/strict";
import type { Clock } from "../../hal/clock.js";

export interface ClockOnBench {
  readonly clock: Clock;
  /** Time goes on, s. */
  pass(s: number): void;
}

/** What hal/clock.ts promises, for any clock. */
export function clockContract(make: () => ClockOnBench): void {
  describe("Clock", () => {
    it("counts whole microseconds and never goes back", () => {
      const { clock, pass } = make();
      let last = clock.now();
      for (let i = 0; i < 200; i += 1) {
        pass((i % 7) * 0.013);
        const now = clock.now();
        assert.ok(Number.isSafeInteger(now));
        assert.ok(now >= last);
        last = now;
      }
    });

    it("stands at the same instant when it is asked twice in no time", () => {
      const { clock, pass } = make();
      pass(0.1);
      assert.equal(clock.now(), clock.now());
    });

    it("has gone on by what passed, to the millisecond, beyond 32 bits of micro- and milliseconds", () => {
      const { clock, pass } = make();
      const from = clock.now();
      // 2^32 us are 4,295 s, 2^32 ms 49.7 days; 60 days pass both. A rig asks its clock at every tick.
      for (let day = 0; day < 60; day += 1) {
        pass(86400);
        clock.now();
      }
      assert.ok(Math.abs(clock.now() - from - 60 * 86400e6) <= 1000);
    });
  });
}
