import assert from "node:assert/strict";
import fc from "fast-check";
import { codeMax, codeMin, makeAdcReading } from "../../../hal/load-cell-adc.js";
import { counts, instant } from "../../../hal/units.js";
import { Prng } from "../../../sim/prng.js";
import type { JsonObject } from "../../../src/document/table.js";
import { ForceSensor } from "../../../src/sensing/force-sensor.js";
import { near, nearShare } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

/** A sensor and its converter, ten conversions a second. */
class Bench {
  readonly sensor: ForceSensor;
  atUs = 1_000_000;
  private readonly reading = makeAdcReading();

  constructor(loadCell: JsonObject = {}, loop: JsonObject = {}) {
    this.sensor = new ForceSensor(settingsWith({ anode: { loadCell, loop } }).anode);
  }

  take(code: number, still = true, afterUs = 100_000): void {
    this.atUs += afterUs;
    this.reading.at = instant(this.atUs);
    this.reading.counts = counts(code);
    this.sensor.take(this.reading, still);
  }
}

const unfiltered = { filterTime: "0 s" };

describe("force sensor", () => {
  it("turns codes into newtons by tare and sensitivity", () => {
    const bench = new Bench({ countsPerNewton: "8590 counts/N", tare: "-1200 counts" });
    bench.take(8590 * 196 - 1200);
    near(bench.sensor.rawN, 196, 1e-9);
    assert.equal(bench.sensor.counts, 8590 * 196 - 1200);
  });

  it("reads a bridge wired the other way round: pressing lowers the code and raises the force", () => {
    const bench = new Bench({ countsPerNewton: "-8590 counts/N", tare: "500 counts" });
    bench.take(500 - 8590 * 10);
    near(bench.sensor.rawN, 10, 1e-9);
    bench.take(500 - 8590 * 11);
    near(bench.sensor.rawN, 11, 1e-9);
  });

  it("gives the force back from its code for every calibration of either sign", () => {
    const sensitivity = fc
      .tuple(fc.double({ min: 100, max: 1e5, noNaN: true }), fc.boolean())
      .map(([size, negative]) => (negative ? -size : size));
    fc.assert(
      fc.property(
        sensitivity,
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: -8_000_000, max: 8_000_000 }),
        (perNewton, tare, code) => {
          const bench = new Bench({
            countsPerNewton: `${perNewton} counts/N`,
            tare: `${tare} counts`,
          });
          bench.take(code);
          // Rounding is of the larger of code and tare: a code of 0 comes back as some 1e-13 beside a tare of 386.
          const size = Math.abs(code) + Math.abs(tare);
          near(bench.sensor.rawN * perNewton + tare, code, 1e-12 * size);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("lets no single spike through to median and filter", () => {
    const bench = new Bench();
    for (let i = 0; i < 20; i += 1) bench.take(i === 10 ? 4_000_000 : 859_000);
    near(bench.sensor.medianN, 100, 1e-9); // 859000 / 8590
    near(bench.sensor.filteredN, 100, 1e-9);
  });

  it("filters with the time between conversions, not with a period it assumes", () => {
    const bench = new Bench({ countsPerNewton: "1000 counts/N" });
    for (let i = 0; i < 3; i += 1) bench.take(0);
    bench.take(100_000);
    bench.take(100_000, true, 250_000); // median now at 100 N
    near(bench.sensor.filteredN, (100 * 0.25) / (0.5 + 0.25), 1e-9);
  });

  describe("at the end of the converter's range", () => {
    for (const rail of [codeMin, codeMax]) {
      it(`says saturated at ${rail} and leaves the last forces as they were`, () => {
        const bench = new Bench();
        for (let i = 0; i < 5; i += 1) bench.take(859_000);
        bench.take(rail);
        const { sensor } = bench;
        assert.equal(sensor.saturated, true);
        assert.equal(sensor.counts, rail);
        near(sensor.rawN, 100, 1e-9);
        near(sensor.medianN, 100, 1e-9);
        near(sensor.filteredN, 100, 1e-9);
        assert.equal(sensor.samples, 6);
        near(sensor.ageS(bench.atUs), 0, 1e-12);
      });
    }

    it("takes the first force behind a rail as it is: nothing was there to be smoothed", () => {
      const bench = new Bench();
      bench.take(codeMax);
      bench.take(859_000);
      assert.equal(bench.sensor.filteredN, 100);
    });

    it("recovers with the first code inside the range", () => {
      const bench = new Bench();
      for (let i = 0; i < 5; i += 1) bench.take(859_000);
      bench.take(codeMax);
      bench.take(859_000);
      assert.equal(bench.sensor.saturated, false);
      near(bench.sensor.medianN, 100, 1e-9);
    });

    it("takes the codes beside the rails for measurements", () => {
      const bench = new Bench();
      bench.take(codeMax - 1);
      assert.equal(bench.sensor.saturated, false);
      bench.take(codeMin + 1);
      assert.equal(bench.sensor.saturated, false);
    });
  });

  describe("age", () => {
    it("has no bound before the first conversion", () => {
      assert.equal(new Bench().sensor.ageS(5_000_000), Infinity);
    });

    it("counts from the end of the newest conversion", () => {
      const bench = new Bench();
      bench.take(0);
      near(bench.sensor.ageS(bench.atUs + 730_000), 0.73, 1e-12);
    });
  });

  describe("sigma of the filtered force", () => {
    it("begins with 25 ppm of capacity behind the filter", () => {
      const bench = new Bench();
      bench.take(0);
      bench.take(0);
      // One difference of zero leaves 63 / 64 of the variance; a = 0.1 / 0.6 and a / (2 - a) = 1 / 11; 1.1 for the median.
      near(bench.sensor.sigmaN, 1.1 * 500 * 25e-6 * Math.sqrt(63 / 64 / 11), 1e-12);
    });

    it("is what the filtered force really scatters by, to 15 %", () => {
      const prng = new Prng(2, "noise");
      const bench = new Bench({ countsPerNewton: "8590 counts/N" });
      let sum = 0;
      let squares = 0;
      let told = 0;
      const count = 20000;
      for (let i = -500; i < count; i += 1) {
        bench.take(Math.round(859_000 + 100 * prng.normal()));
        if (i < 0) continue;
        const error = bench.sensor.filteredN - 100;
        sum += error;
        squares += error * error;
        told += bench.sensor.sigmaN;
      }
      const scatter = Math.sqrt(squares / count - (sum / count) ** 2);
      nearShare(told / count, scatter, 0.15);
    });

    it("shrinks with a slower filter and grows with rarer conversions: sqrt(a / (2 - a))", () => {
      const sigma = (filterTime: string, periodUs: number) => {
        const bench = new Bench({}, { filterTime });
        const prng = new Prng(3, "noise");
        for (let i = 0; i < 300; i += 1)
          bench.take(Math.round(1000 * prng.normal()), true, periodUs);
        return bench.sensor.sigmaN;
      };
      const factor = (tauS: number, dtS: number) => {
        const a = dtS / (tauS + dtS);
        return Math.sqrt(a / (2 - a));
      };
      // The same noise each time: only the filter differs.
      nearShare(
        sigma("2 s", 100_000) / sigma("0.5 s", 100_000),
        factor(2, 0.1) / factor(0.5, 0.1),
        1e-9,
      );
      nearShare(
        sigma("0.5 s", 300_000) / sigma("0.5 s", 100_000),
        factor(0.5, 0.3) / factor(0.5, 0.1),
        1e-9,
      );
      nearShare(sigma("0 s", 100_000) / sigma("0.5 s", 100_000), 1 / factor(0.5, 0.1), 1e-9);
    });

    it("does not take motion for noise", () => {
      const moving = new Bench();
      moving.take(0);
      moving.take(0);
      const quiet = moving.sensor.sigmaN;
      for (let i = 0; i < 100; i += 1) moving.take(i * 50_000, false);
      nearShare(moving.sensor.sigmaN, quiet, 1e-9);
    });
  });

  describe("whose codes come in steps", () => {
    // 12 bits over -500 to 500 N at 8590 counts/N: 2097 counts are a step of 0.2441 N.
    const step = 2097;
    const coarse = () => {
      const bench = new Bench({ countsPerNewton: "8590 counts/N", tare: "0 counts" });
      for (let i = 0; i < 60; i += 1) bench.take(step * (800 + (i % 13 === 0 ? 1 : 0)));
      return bench;
    };

    it("keeps what it has seen of the step, though nothing shows between two of them", () => {
      const bench = coarse();
      for (let i = 0; i < 2000; i += 1) bench.take(step * 800);
      near(bench.sensor.codeStepN, 0.2441, 0.0001);
    });

    it("is known from eight changes in motion, as what they have in common, when nothing changes at rest", () => {
      const bench = new Bench({ countsPerNewton: "8590 counts/N", tare: "0 counts" });
      const steps = [800, 804, 810, 806, 816, 819, 821, 827];
      for (const at of steps) bench.take(step * at, false);
      // Seven changes by now; 4, 6, -4, 10, 3: 4, 2, 2, 2, 1.
      near(bench.sensor.codeStepN, 1 / 8590, 1e-12);
      bench.take(step * 830, false);
      near(bench.sensor.codeStepN, step / 8590, 1e-12);
    });

    it("is given up when a change is no whole number of it", () => {
      const bench = new Bench({ countsPerNewton: "8590 counts/N", tare: "0 counts" });
      for (let i = 0; i < 20; i += 1) bench.take(step * (800 + i), false);
      bench.take(step * 820 + 1, false);
      near(bench.sensor.codeStepN, 1 / 8590, 1e-12);
    });

    it("takes neither motion nor a fall of a tenth of the force for the step", () => {
      const bench = new Bench({ countsPerNewton: "8590 counts/N", tare: "0 counts" });
      // A fine code in motion: 2097.3 counts a conversion, rounded.
      for (let i = 0; i < 20; i += 1) bench.take(Math.round(2097.3 * (800 + i)), false);
      bench.take(step * 800, false);
      for (let i = 0; i < 20; i += 1) bench.take(i < 10 ? step * 800 : step * 720);
      // Nothing but whole counts is known.
      near(bench.sensor.codeStepN, 1 / 8590, 1e-12);
    });

    it("is as fine as before where noise differs by single counts", () => {
      const prng = new Prng(3, "fine codes");
      const bench = new Bench({ countsPerNewton: "8590 counts/N", tare: "0 counts" });
      for (let i = 0; i < 600; i += 1) bench.take(1_700_000 + Math.round(100 * prng.normal()));
      // Noise of 100 counts behind median and low-pass leaves 1.1 x 100 / 8590 x sqrt(1 / 11) = 3.9 mN.
      nearShare(bench.sensor.sigmaN, 0.00386, 0.2);
      assert.ok(bench.sensor.codeStepN < 0.3 * bench.sensor.sigmaN);
    });
  });

  it("stays finite when two conversions carry the same instant and nothing filters", () => {
    const bench = new Bench({}, unfiltered);
    bench.take(8590);
    bench.take(8590, true, 0);
    bench.take(8590);
    bench.take(8590, true, 0);
    near(bench.sensor.filteredN, 1, 1e-9);
  });
});
