import assert from "node:assert/strict";
import { SlowChannels } from "../../../src/sensing/slow-channels.js";
import { CellWatch } from "../../../src/watch/cell-watch.js";

/** Looks once a second at a voltage given by hand. */
class Bench {
  readonly watch = new CellWatch();
  readonly slow = new SlowChannels();
  atS = 0;

  look(volts: number | undefined, s = 1, judged = true): (string | undefined)[] {
    const found: (string | undefined)[] = [];
    for (let i = 0; i < s; i += 1) {
      this.atS += 1;
      this.slow.voltsValid = volts !== undefined;
      if (volts !== undefined) this.slow.volts = volts;
      found.push(this.watch.look(this.atS * 1e6, this.slow, judged));
    }
    return found;
  }
}

const nothing = (s: number): undefined[] => Array<undefined>(s).fill(undefined);

describe("a metallic bridge through the separator", () => {
  it("is told at the second look below 0.5 V, once", () => {
    const bench = new Bench();
    bench.look(3.9, 60);
    assert.deepEqual(bench.look(0.01, 4), [undefined, "hardShort", undefined, undefined]);
  });

  it("is not one reading alone", () => {
    const bench = new Bench();
    bench.look(3.9, 60);
    assert.deepEqual(bench.look(0.01), nothing(1));
    assert.deepEqual(bench.look(3.9, 5), nothing(5));
  });

  it("is not a cell that is discharged too deep in minutes, nor a channel without a cell", () => {
    const bench = new Bench();
    for (let volts = 2.8; volts > 0; volts -= 0.02) assert.deepEqual(bench.look(volts), nothing(1));
    assert.deepEqual(new Bench().look(0.02, 60), nothing(60));
  });

  it("is not the reversed voltage of a cell that a cycler drives", () => {
    const bench = new Bench();
    bench.look(3.9, 60);
    assert.deepEqual(bench.look(-2.4, 10), nothing(10));
  });

  it("is not judged on a voltage that is not valid, nor in a quiet window, nor without contact", () => {
    const bench = new Bench();
    bench.look(3.9, 60);
    assert.deepEqual(bench.look(undefined, 10), nothing(10));
    bench.look(3.9, 10);
    assert.deepEqual(bench.look(0.01, 10, false), nothing(10));
  });
});
