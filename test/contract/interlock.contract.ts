import assert from "node:assert/strict";
import { type Interlock, makeInterlockReading } from "../../hal/interlock.js";

export interface InterlockOnBench {
  readonly interlock: Interlock;
  pressEstop(pressed: boolean): void;
  askForQuiet(asked: boolean): void;
  /** What the cycler sees of its "open" input. */
  cyclerOpen(): boolean;
  /** The monitor of the insulation finds it good, or not. */
  monitor(good: boolean): void;
}

/** What hal/interlock.ts promises, for any lines. */
export function interlockContract(make: () => InterlockOnBench): void {
  describe("Interlock", () => {
    it("tells levels as they are now, not edges: the same again and again", () => {
      const bench = make();
      const into = makeInterlockReading();
      const both = [false, true];
      for (const estop of both) {
        for (const quiet of both) {
          bench.pressEstop(estop);
          bench.askForQuiet(quiet);
          for (let i = 0; i < 3; i += 1) {
            bench.interlock.read(into);
            assert.deepEqual(into, { estop, quiet });
          }
        }
      }
    });

    it("tells what the monitor of the insulation says now", () => {
      const bench = make();
      for (const good of [true, false, false, true]) {
        bench.monitor(good);
        assert.equal(bench.interlock.insulated(), good);
      }
    });

    it("leaves the cycler alone at power-on", () => {
      assert.equal(make().cyclerOpen(), false);
    });

    it("keeps the cycler's line pulled until it is told otherwise", () => {
      const bench = make();
      bench.interlock.openCycler(true);
      bench.interlock.read(makeInterlockReading());
      assert.equal(bench.cyclerOpen(), true);
      bench.interlock.openCycler(true);
      assert.equal(bench.cyclerOpen(), true);
      bench.interlock.openCycler(false);
      assert.equal(bench.cyclerOpen(), false);
    });
  });
}
