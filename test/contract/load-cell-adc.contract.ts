import assert from "node:assert/strict";
import {
  type AdcReading,
  codeMax,
  codeMin,
  type LoadCellAdc,
  makeAdcReading,
} from "../../hal/load-cell-adc.js";
import type { Counts } from "../../hal/units.js";

export interface LoadCellAdcOnBench {
  readonly adc: LoadCellAdc;
  /** Conversions in a second, nominally. */
  readonly rateHz: number;
  /** The rig's time, us. */
  nowUs(): number;
  pass(s: number): void;
  /** The force in the load cell from now on, N. */
  press(forceN: number): void;
  /** The bridge gives more than the converter can take. */
  overload(): void;
  /** The converter does not answer, or does again. */
  breakBus(broken: boolean): void;
}

/** All conversions that wait, each in a record of its own. */
function readAll(adc: LoadCellAdc): AdcReading[] {
  const readings: AdcReading[] = [];
  for (let i = 0; i < 1000; i += 1) {
    const into = makeAdcReading();
    if (adc.read(into) !== "sample") return readings;
    readings.push(into);
  }
  assert.fail("read never said none");
}

/** What hal/load-cell-adc.ts promises, for any converter. */
export function loadCellAdcContract(make: () => LoadCellAdcOnBench): void {
  describe("LoadCellAdc", () => {
    it("says none when there is nothing new, as often as it is asked", () => {
      const { adc, pass } = make();
      const into = makeAdcReading();
      for (let i = 0; i < 5; i += 1) assert.equal(adc.read(into), "none");
      pass(1);
      readAll(adc);
      for (let i = 0; i < 5; i += 1) assert.equal(adc.read(into), "none");
    });

    it("gives each conversion once, the oldest first, with the time at which it ended", () => {
      const bench = make();
      let lastUs = -1;
      for (let i = 0; i < 50; i += 1) {
        bench.pass(0.1);
        for (const { at } of readAll(bench.adc)) {
          assert.ok(Number.isSafeInteger(at));
          assert.ok(at > lastUs, "the same conversion twice, or the wrong order");
          assert.ok(at <= bench.nowUs(), "a conversion from the future");
          lastUs = at;
        }
      }
      assert.ok(lastUs > bench.nowUs() - 2e6 / bench.rateHz, "the newest is old");
    });

    it("loses none while somebody reads, at a rate within ten percent of the nominal", () => {
      const bench = make();
      let count = 0;
      for (let i = 0; i < 200; i += 1) {
        bench.pass(0.1);
        count += readAll(bench.adc).length;
      }
      // 20 s; one more or less at the ends.
      assert.ok(Math.abs(count - 20 * bench.rateHz) <= 2 * bench.rateHz + 1, `${count}`);
    });

    it("gives signed 24-bit codes that follow the force, whichever way the bridge is wired", () => {
      const bench = make();
      const settled = (forceN: number) => {
        bench.press(forceN);
        bench.pass(5);
        readAll(bench.adc);
        bench.pass(5);
        const codes = readAll(bench.adc).map(({ counts }) => counts);
        for (const code of codes) {
          assert.ok(Number.isInteger(code) && code >= codeMin && code <= codeMax);
        }
        return codes.reduce((sum, code) => sum + code, 0) / codes.length;
      };
      const none = settled(0);
      const some = settled(10);
      const twice = settled(20);
      assert.ok(Math.abs(some - none) > 1000, "it does not feel 10 N");
      // A load cell is straight to well within a percent.
      assert.ok(Math.abs((twice - none) / (some - none) - 2) < 0.02);
    });

    it("shows an end of its range when the bridge gives too much", () => {
      const bench = make();
      bench.overload();
      bench.pass(5);
      const last = readAll(bench.adc).at(-1);
      assert.ok(last?.counts === codeMin || last?.counts === codeMax);
    });

    it("says fault for a failed access, leaves the code untouched, and does not throw", () => {
      const bench = make();
      bench.pass(1);
      readAll(bench.adc);
      bench.breakBus(true);
      let faults = 0;
      const into = makeAdcReading();
      into.counts = 4711 as Counts;
      for (let i = 0; i < 10; i += 1) {
        bench.pass(0.1);
        // A driver may go to the broken bus each time it is asked: then it never says none.
        for (let asked = 0; asked < 50; asked += 1) {
          const said = bench.adc.read(into);
          assert.notEqual(said, "sample");
          assert.equal(into.counts, 4711);
          if (said === "none") break;
          faults += 1;
          assert.ok(["bus", "powerLost", "gainLost", "other"].includes(into.fault));
        }
      }
      assert.ok(faults >= 1);
    });

    it("converts again when its bus is mended", () => {
      const bench = make();
      bench.breakBus(true);
      bench.pass(1);
      bench.adc.read(makeAdcReading());
      bench.breakBus(false);
      let count = 0;
      for (let i = 0; i < 20; i += 1) {
        bench.pass(0.1);
        count += readAll(bench.adc).length;
      }
      // 2 s, of which the first may go to starting anew.
      assert.ok(count >= 0.8 * bench.rateHz, `${count}`);
    });
  });
}
