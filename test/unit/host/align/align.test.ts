// Measured voltages, seen by two instruments whose clocks are 137 s and 40 ppm apart.

import assert from "node:assert/strict";
import { type Alignment, align } from "../../../../host/align/align.js";
import { type Trace, traceOf } from "../../../../host/align/trace.js";
import { type Instrument, measuredTrace, recorded } from "../../../support/voltage-trace.js";

const clock = { lagS: 137, driftPpm: 40 };
const cyclerNoise = { noiseV: 0.2e-3, digitV: 0.1e-3 };

describe("the alignment of rig and cycler", () => {
  const dst = measuredTrace("NMC1_DST1");
  const drive = measuredTrace("NMC1_DriveCycle_1");

  const between = (truth: Trace, rig: Instrument, cycler: Instrument) =>
    align(recorded(truth, rig, 1), recorded(truth, { ...clock, ...cyclerNoise, ...cycler }, 2));
  const finds = (found: Alignment, lagWithinS: number, driftWithinPpm: number) => {
    assert.equal(found.why, "");
    assert.ok(found.match && found.confidence > 0.9, `confidence ${found.confidence}`);
    assert.ok(Math.abs(found.lagS - 137) < lagWithinS, `lag ${found.lagS}`);
    assert.ok(Math.abs(found.driftPpm - 40) < driftWithinPpm, `drift ${found.driftPpm}`);
  };

  for (const [name, truth] of [
    ["dynamic stress test", dst],
    ["drive cycle", drive],
  ] as const) {
    it(`recovers 137 s within 1 s and 40 ppm within 2 ppm from a measured ${name}`, () => {
      // Off the steps of the current, which come every 2.5 s: a row just before a step tells the lag to one side only.
      finds(between(truth, { everyS: 0.1 }, { everyS: 10, fromS: 3.1 }), 1, 2);
    });
  }

  it("does so when the rig has the slower rows", () => {
    finds(between(dst, { everyS: 10 }, { everyS: 1 }), 1, 2);
  });

  it("does so with offsets and gains of two calibrations", () => {
    const cycler = { everyS: 10, offsetV: 0.012, gain: 1.003 };
    finds(between(dst, { everyS: 1 }, cycler), 1, 2);
  });

  it("does so across gaps in both files", () => {
    const gapped = between(
      dst,
      { everyS: 1, gap: [3000, 5000] },
      { everyS: 10, gap: [8000, 8600] },
    );
    finds(gapped, 1, 2);
  });

  it("does so where the files overlap in part", () => {
    // 4,000 s overlap: 2 ppm of it are 8 ms, which rows of 1 s do not tell.
    finds(between(dst, { everyS: 1, toS: 10000 }, { everyS: 10, fromS: 6000 }), 1, 30);
  });

  it("tells ten times the noise with less certainty", () => {
    const found = between(dst, { everyS: 1, noiseV: 5e-3 }, { everyS: 10 });
    finds(found, 1, 10);
    assert.ok(Math.abs(found.driftPpm - 40) < 3 * found.driftSigmaPpm, `${found.driftSigmaPpm}`);
  });

  it("does so when the clocks are days apart", () => {
    const far = align(
      recorded(dst, { everyS: 1, lagS: 86400 }, 1),
      recorded(dst, { everyS: 10, ...cyclerNoise, lagS: -500000, driftPpm: 40 }, 2),
    );
    // The cycler shows -500,000 s where the rig shows 86,400 s.
    assert.ok(far.match);
    assert.ok(Math.abs(far.lagS + 500000 + 86400 * (1 + 40e-6)) < 1, `${far.lagS}`);
  });

  it("says no match for the file of another test, whichever is longer", () => {
    for (const [rig, cycler] of [
      [dst, drive],
      [drive, dst],
    ] as const) {
      const found = align(recorded(rig, { everyS: 1 }), recorded(cycler, { everyS: 10, ...clock }));
      assert.equal(found.match, false);
      assert.equal(found.why, "the two files show different voltages");
      assert.ok(found.confidence <= 0.5);
    }
  });

  it("says no match where nothing happens, or hardly anything was recorded", () => {
    const rest = { timeS: new Float64Array([0, 20000]), volts: new Float64Array([3.7, 3.7]) };
    const still = traceOf(
      Float64Array.from({ length: 2000 }, (_, i) => i * 10),
      Float64Array.from({ length: 2000 }, () => rest.volts[0] as number),
    );
    assert.equal(align(still, still).match, false);
    const short = traceOf(new Float64Array([1, 2, 3]), new Float64Array([3, 4, 3]));
    assert.match(align(short, recorded(dst, { everyS: 10 })).why, /rig's file has 3 rows/);
  });
});
