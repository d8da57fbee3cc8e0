import assert from "node:assert/strict";
import { makeAdcReading } from "../../../hal/load-cell-adc.js";
import { counts, instant } from "../../../hal/units.js";
import { Prng } from "../../../sim/prng.js";
import { ForceSensor } from "../../../src/sensing/force-sensor.js";
import { settingsWith } from "../../support/settings-with.js";

/** 500 N, 8590 counts/N, ten conversions a second. */
class Bench {
  readonly sensor: ForceSensor;
  private readonly reading = makeAdcReading();
  private readonly prng = new Prng(4, "noise");
  private atUs = 1_000_000;

  constructor(noisy?: boolean) {
    this.sensor = new ForceSensor(settingsWith().anode, noisy);
  }

  take(newtons: number, noiseCounts = 100, still = true, afterUs = 100_000): void {
    this.atUs += afterUs;
    this.reading.at = instant(this.atUs);
    const code = newtons * 8590 + noiseCounts * this.prng.normal();
    this.reading.counts = counts(Math.floor(code + 0.5));
    this.sensor.take(this.reading, still);
  }

  /** One while the screw goes on in free air. */
  takeFree(newtons: number, noiseCounts = 100): void {
    this.atUs += 100_000;
    this.reading.at = instant(this.atUs);
    this.reading.counts = counts(
      Math.floor(newtons * 8590 + noiseCounts * this.prng.normal() + 0.5),
    );
    this.sensor.free = true;
    this.sensor.take(this.reading, false);
  }

  /** The very code of the last conversion. */
  repeat(still = true): void {
    this.take((this.reading.counts as number) / 8590, 0, still);
  }
}

/** A converter that has shown its noise for ten seconds. */
function lively(newtons = 100, noiseCounts = 100): Bench {
  const bench = new Bench();
  for (let i = 0; i < 100; i += 1) bench.take(newtons, noiseCounts);
  return bench;
}

describe("a code that repeats itself", () => {
  it("means nothing in a search either where the noise is a fraction of a code", () => {
    const bench = new Bench();
    for (let i = 0; i < 3000; i += 1) {
      bench.takeFree(0, 0.3);
      assert.equal(bench.sensor.ready, i >= 2, `${i}`);
    }
  });

  it("is told also of a converter that has shown its noise in a search for contact alone", () => {
    const bench = new Bench();
    for (let i = 0; i < 60; i += 1) bench.takeFree(0);
    assert.equal(bench.sensor.ready, true);
    for (let i = 0; i < 5; i += 1) bench.repeat(false);
    assert.equal(bench.sensor.ready, false);
  });

  it("five times is no reading any more, and one change makes it one again", () => {
    const bench = lively();
    for (let i = 1; i <= 4; i += 1) {
      bench.repeat();
      assert.equal(bench.sensor.ready, true, `${i}`);
    }
    bench.repeat();
    assert.equal(bench.sensor.ready, false);
    for (let i = 6; i <= 10; i += 1) bench.repeat();
    assert.equal(bench.sensor.repeats, 10);
    bench.take(100);
    assert.equal(bench.sensor.ready, true);
    assert.equal(bench.sensor.repeats, 0);
  });

  it("is seen while the screw moves, too", () => {
    const bench = lively();
    for (let i = 1; i <= 10; i += 1) bench.repeat(false);
    assert.equal(bench.sensor.repeats, 10);
  });

  it("means nothing of a plant without noise, however long it rests, nor of one that drifts by a count a second", () => {
    const bench = new Bench();
    for (let s = 0; s < 600; s += 1) {
      for (let i = 0; i < 10; i += 1) bench.take((850_000 + s) / 8590, 0);
    }
    assert.equal(bench.sensor.ready, true);
    assert.equal(bench.sensor.repeats, 0);
  });

  it("means nothing of a converter whose noise is below its own step", () => {
    const bench = new Bench();
    for (let i = 0; i < 20_000; i += 1) {
      bench.take(100, 0.3);
      assert.equal(bench.sensor.ready, i >= 2, `${i}`);
    }
  });

  it("is told from the first on of a converter that is known to be noisy: it got stuck before it showed anything", () => {
    for (const shown of [0, 1, 3]) {
      const bench = new Bench(true);
      for (let i = 0; i <= shown; i += 1) bench.take(5);
      for (let i = 1; i <= 1000; i += 1) {
        bench.repeat();
        if (i >= 5) assert.equal(bench.sensor.ready, false, `${shown} ${i}`);
      }
      assert.ok(bench.sensor.repeats >= 10);
    }
  });

  it("means nothing of one that nobody knows to be noisy: 86 and 33 counts may be the steps of a screw", () => {
    const bench = new Bench();
    for (const code of [43_145, 43_231, 43_198]) bench.take(code / 8590, 0);
    for (let i = 0; i < 1000; i += 1) bench.repeat();
    assert.equal(bench.sensor.ready, true);
  });

  it("does not come about in a day of a noisy one whose noise is ten counts", () => {
    const bench = new Bench(true);
    for (let i = 0; i < 864_000; i += 1) {
      bench.take(100, 10);
      assert.ok(bench.sensor.repeats < 5);
    }
  });

  it("does not come about by the noise of a good converter in a day", () => {
    const bench = new Bench();
    for (let i = 0; i < 864_000; i += 1) {
      bench.take(100, 60);
      assert.ok(bench.sensor.repeats < 5);
    }
  });
});

describe("a reading that jumps", () => {
  it("by more than 5 % of capacity is not acted upon, and twice in a row away from zero counts", () => {
    const bench = lively(100);
    // 30 N a conversion; the median follows one behind.
    bench.take(130);
    assert.equal(bench.sensor.jumps, 0);
    bench.take(160);
    assert.deepEqual([bench.sensor.ready, bench.sensor.jumps], [false, 1]);
    bench.take(190);
    assert.deepEqual([bench.sensor.ready, bench.sensor.jumps], [false, 2]);
    bench.take(190);
    bench.take(190);
    assert.deepEqual([bench.sensor.ready, bench.sensor.jumps], [true, 0]);
  });

  it("through zero and beyond counts, towards zero it is left to the guard against sudden loss", () => {
    const bench = lively(100);
    for (const newtons of [70, 40, 10]) bench.take(newtons);
    assert.deepEqual([bench.sensor.ready, bench.sensor.jumps], [false, 0]);
    for (const newtons of [-30, -60, -90, -120]) bench.take(newtons);
    assert.ok(bench.sensor.jumps >= 2);
  });

  it("once, as a spike, does not even pass the median", () => {
    const bench = lively(100);
    bench.take(400);
    bench.take(100);
    bench.take(100);
    assert.equal(bench.sensor.ready, true);
    assert.equal(bench.sensor.jumps, 0);
  });

  it("is none after a gap, in which the force had time", () => {
    const bench = lively(100);
    bench.take(130, 100, true, 900_000);
    bench.take(160, 100, true, 900_000);
    assert.equal(bench.sensor.ready, true);
  });

  it("is none at 24 N a conversion, faster than any screw here and slower than 5 % of 500 N", () => {
    const bench = lively(100);
    for (let i = 1; i <= 8; i += 1) {
      bench.take(100 + 24 * i);
      assert.equal(bench.sensor.ready, true);
    }
  });
});
