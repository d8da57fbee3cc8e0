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
  /** The converter loses its supply for a moment. */
  loseSupply(): void;
}

/** Goes on for `s` seconds as the rig does, one `read` each 100 ms; all that was read, each in a record of its own. */
function readFor(bench: LoadCellAdcOnBench, s: number): AdcReading[] {
  const readings: AdcReading[] = [];
  for (let i = 0; i < 10 * s; i += 1) {
    bench.pass(0.1);
    const into = makeAdcReading();
    if (bench.adc.read(into) === "sample") readings.push(into);
  }
  return readings;
}

/** A converter takes this long to start, at most, s. */
const startS = 3;

/** What hal/load-cell-adc.ts promises, for any converter. */
export function loadCellAdcContract(make: () => LoadCellAdcOnBench): void {
  describe("LoadCellAdc", () => {
    it("says none when there is nothing new, as often as it is asked", () => {
      const bench = make();
      const into = makeAdcReading();
      for (let i = 0; i < 5; i += 1) assert.equal(bench.adc.read(into), "none");
      readFor(bench, startS);
      for (let i = 0; i < 5; i += 1) assert.equal(bench.adc.read(into), "none");
    });

    it("has started, one step with each read, within 3 s", () => {
      const bench = make();
      readFor(bench, startS);
      assert.ok(readFor(bench, 1).length >= 5);
    });

    it("repeats no code five times when it says that it is noisy", () => {
      const bench = make();
      readFor(bench, startS);
      if (bench.adc.noisy !== true) return;
      let repeats = 0;
      let last: Counts | undefined;
      for (const { counts } of readFor(bench, 60)) {
        repeats = counts === last ? repeats + 1 : 0;
        last = counts;
        assert.ok(repeats < 5);
      }
    });

    it("gives the newest conversion, once, with the time at which it was read", () => {
      const bench = make();
      readFor(bench, startS);
      let count = 0;
      for (let i = 0; i < 50; i += 1) {
        bench.pass(0.1);
        const into = makeAdcReading();
        if (bench.adc.read(into) === "sample") {
          count += 1;
          assert.equal(into.at, bench.nowUs());
        }
        assert.equal(bench.adc.read(into), "none", "the same conversion twice");
      }
      // 5 s: one with each read, or one with each conversion of a converter that is ten percent slow.
      assert.ok(count >= 0.9 * Math.min(50, 5 * bench.rateHz) - 1, `${count}`);
    });

    it("forgets what nobody read in time: after a long silence there is one conversion, not many", () => {
      const bench = make();
      readFor(bench, startS);
      bench.pass(5);
      assert.equal(bench.adc.read(makeAdcReading()), "sample");
      assert.equal(bench.adc.read(makeAdcReading()), "none");
    });

    it("gives signed 24-bit codes that follow the force, whichever way the bridge is wired", () => {
      const bench = make();
      readFor(bench, startS);
      const settled = (forceN: number) => {
        bench.press(forceN);
        readFor(bench, 5);
        const codes = readFor(bench, 5).map(({ counts }) => counts);
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

    it("gives nothing before it has settled: the first conversions are as good as the later ones", () => {
      const bench = make();
      bench.press(100);
      const codes = readFor(bench, 8).map(({ counts }) => counts);
      const mean = codes.reduce((sum, code) => sum + code, 0) / codes.length;
      for (const code of codes) assert.ok(Math.abs(code - mean) < 0.02 * Math.abs(mean));
    });

    it("shows an end of its range when the bridge gives too much", () => {
      const bench = make();
      bench.overload();
      const last = readFor(bench, 5).at(-1);
      assert.ok(last?.counts === codeMin || last?.counts === codeMax);
    });

    it("says fault for a failed access, leaves the code untouched, and does not throw", () => {
      const bench = make();
      readFor(bench, startS);
      bench.breakBus(true);
      let faults = 0;
      const into = makeAdcReading();
      into.counts = 4711 as Counts;
      for (let i = 0; i < 10; i += 1) {
        bench.pass(0.1);
        const said = bench.adc.read(into);
        assert.notEqual(said, "sample");
        assert.equal(into.counts, 4711);
        if (said === "none") continue;
        faults += 1;
        assert.ok(["bus", "powerLost", "gainLost", "other"].includes(into.fault));
      }
      assert.ok(faults >= 1);
    });

    it("converts again when its bus is mended", () => {
      const bench = make();
      readFor(bench, startS);
      bench.breakBus(true);
      readFor(bench, 1);
      bench.breakBus(false);
      readFor(bench, startS);
      assert.ok(readFor(bench, 2).length >= 0.8 * Math.min(20, 2 * bench.rateHz));
    });

    it("tells when the converter lost its supply, and starts it again by itself", () => {
      const bench = make();
      readFor(bench, startS);
      bench.loseSupply();
      const into = makeAdcReading();
      let told = 0;
      for (let i = 0; i < 5; i += 1) {
        bench.pass(0.1);
        if (bench.adc.read(into) === "fault" && into.fault === "powerLost") told += 1;
      }
      assert.equal(told, 1);
      readFor(bench, startS);
      assert.ok(readFor(bench, 2).length >= 0.8 * Math.min(20, 2 * bench.rateHz));
    });
  });
}
