import assert from "node:assert/strict";
import { SlowChannels } from "../../../src/sensing/slow-channels.js";
import { CellWatch } from "../../../src/watch/cell-watch.js";

/** Looks once a second at a voltage given by hand. */
class Bench {
  readonly anode = { pressureKPa: 2500 };
  readonly cathode = { pressureKPa: 200 };
  readonly watch = new CellWatch(this.anode, this.cathode);
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

describe("a filament that touches and lets go", () => {
  /** The voltage goes up and down by 5 mV every 30 s for 40 minutes, after an hour of rest; what was told. */
  function flicker(bench: Bench, pressing: (high: boolean) => void): (string | undefined)[] {
    const told: (string | undefined)[] = [];
    for (let s = 0; s < 3600; s += 1) told.push(...bench.look(s % 2 === 0 ? 3.9 : 3.9002));
    for (let s = 0; s < 2400; s += 1) {
      const high = s % 60 < 30;
      pressing(high);
      // It grows: what was there from one minute to the next would be the cycler's doing.
      const share = Math.min(1, s / 1200);
      told.push(...bench.look(high ? 3.9 : 3.9 + 0.005 * share));
    }
    return told.filter((one) => one !== undefined);
  }

  it("is told of while both pressures rest", () => {
    assert.deepEqual(
      flicker(new Bench(), () => undefined),
      ["softShort"],
    );
  });

  it("is not what a programme does that changes the pressure, and the contacts' resistance with it", () => {
    for (const name of ["anode", "cathode"] as const) {
      const bench = new Bench();
      const side = bench[name];
      const base = side.pressureKPa;
      // In ten seconds up, in ten seconds down, and not at rest for the 21 looks that a bend takes.
      const pressing = (high: boolean) => {
        const goal = high ? base : 0.8 * base;
        const left = goal - side.pressureKPa;
        side.pressureKPa += Math.max(-0.02 * base, Math.min(0.02 * base, left));
      };
      assert.deepEqual(flicker(bench, pressing), [], name);
    }
  });
});
