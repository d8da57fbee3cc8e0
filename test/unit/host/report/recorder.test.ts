import assert from "node:assert/strict";
import fc from "fast-check";
import { Recorder } from "../../../../host/report/recorder.js";
import { RunRecord } from "../../../../host/report/run-record.js";

const finite = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));

describe("Recorder", () => {
  it("keeps every sample while there is room", () => {
    const recorder = new Recorder(1, 8);
    for (let i = 0; i < 8; i += 1) recorder.add(i, [i * i]);
    assert.deepEqual(recorder.times(), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(recorder.values(0), [0, 1, 4, 9, 16, 25, 36, 49]);
  });

  it("halves its resolution when full, and gives the extreme that came first first", () => {
    const recorder = new Recorder(1, 4);
    // Pairs after halving: (5, 1), (2, 8), then (3) alone in a bucket that is not full.
    for (const [i, value] of [5, 1, 2, 8, 3].entries()) recorder.add(i * 10, [value]);
    assert.equal(recorder.span, 2);
    assert.deepEqual(recorder.values(0), [5, 1, 2, 8, 3, 3]);
    assert.deepEqual(recorder.times(), [0, 10, 20, 30, 40, 50]);
  });

  it("keeps the extremes of every series, in any run", () => {
    const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 2,
      maxLength: 2,
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 300 }), (samples) => {
        const recorder = new Recorder(2, 16);
        for (const [i, values] of samples.entries()) recorder.add(i, values);
        for (const series of [0, 1]) {
          const all = samples.map((values) => values[series] ?? 0);
          const kept = recorder.values(series);
          assert.equal(Math.min(...kept), Math.min(...all));
          assert.equal(Math.max(...kept), Math.max(...all));
          assert.ok(kept.every((value) => all.includes(value)));
          assert.equal(kept.length, recorder.times().length);
        }
      }),
    );
  });

  it("keeps each extreme within its bucket of time", () => {
    const recorder = new Recorder(1, 8);
    for (let i = 0; i < 1000; i += 1) recorder.add(i, [i === 437 ? 99 : 0]);
    const at = recorder.times()[recorder.values(0).indexOf(99)] ?? 0;
    assert.ok(Math.abs(at - 437) <= recorder.span, `${at}`);
  });

  it("never needs more room, however long the run", () => {
    const recorder = new Recorder(3, 64);
    for (let i = 0; i < 100_000; i += 1) recorder.add(i, [i, -i, 0]);
    assert.ok(recorder.buckets <= 64);
    assert.ok(recorder.times().length <= 128);
    // 100,000 samples in at most 64 buckets of 2^n: 2^11 = 2048 samples each.
    assert.equal(recorder.span, 2048);
  });

  it("takes a missing value for no extreme", () => {
    const recorder = new Recorder(1, 2);
    for (const [i, value] of [Number.NaN, 3, Number.NaN, Number.NaN, 7, -1].entries()) {
      recorder.add(i, [value]);
    }
    assert.deepEqual(finite(recorder.values(0)), [3, 3, 7, -1]);
  });
});

describe("RunRecord", () => {
  const series = [{ key: "t", decimals: 1, of: (source: { t: number }) => source.t }];

  it("keeps the first quarter of an hour second by second, whatever follows", () => {
    const record = new RunRecord(series);
    for (let t = 1; t <= 50_000; t += 1) record.add(t, { t });
    assert.deepEqual(record.times().slice(0, 900), record.values(0).slice(0, 900));
    assert.equal(record.times()[899], 900);
  });

  it("keeps the last ten minutes second by second", () => {
    const record = new RunRecord(series);
    for (let t = 1; t <= 50_000; t += 1) record.add(t, { t });
    assert.deepEqual(record.times().slice(-600), record.values(0).slice(-600));
    assert.equal(record.times().at(-600), 49_401);
    assert.equal(record.times().at(-1), 50_000);
  });

  it("keeps an extreme wherever it is, also where buckets and closing samples meet", () => {
    for (const spike of [1, 450, 900, 901, 20_000, 49_390, 49_400, 49_401, 49_999, 50_000]) {
      const record = new RunRecord([
        { key: "spike", decimals: 0, of: (source: { t: number }) => (source.t === spike ? 9 : 0) },
      ]);
      for (let t = 1; t <= 50_000; t += 1) record.add(t, { t });
      const at = record.times()[record.values(0).indexOf(9)] ?? 0;
      // 49,100 samples in 1248 buckets: 64 seconds each.
      assert.ok(Math.abs(at - spike) <= 64, `${spike} is shown at ${at}`);
    }
  });

  it("has at most 4000 points a series after a thousand hours", () => {
    const record = new RunRecord(series);
    for (let t = 1; t <= 3_600_000; t += 1) record.add(t, { t });
    assert.ok(record.times().length <= 4000);
    assert.equal(record.values(0).length, record.times().length);
    assert.equal(record.values(0).at(-1), 3_600_000);
  });

  it("has times that grow, and a value for each, whatever the length", () => {
    for (const length of [1, 899, 900, 901, 1000, 1500, 1501, 5_000, 7_777]) {
      const record = new RunRecord(series);
      for (let t = 1; t <= length; t += 1) record.add(t, { t });
      const times = record.times();
      assert.ok(
        times.every((at, i) => i === 0 || at > (times[i - 1] ?? 0)),
        `${length}`,
      );
      assert.equal(record.values(0).length, times.length);
    }
  });
});
