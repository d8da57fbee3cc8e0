// Cuts of a measured drive cycle whose current steps each second: the lag and drift that `align` tells are as sure as it says.

import assert from "node:assert/strict";
import fc from "fast-check";
import { align } from "../../../../host/align/align.js";
import { measuredTrace, recorded } from "../../../support/voltage-trace.js";

const drive = measuredTrace("NMC1_DriveCycle_1");
const lengthS = drive.timeS.at(-1) ?? 0;

/** Rows of the rig and of the cycler, s, and what the cycler's rows begin on, s: steps of the current, or anywhere. */
const instruments = [
  { rigS: 0.1, cyclerS: 10, onS: 2.5 },
  { rigS: 1, cyclerS: 10, onS: 0.001 },
  { rigS: 1, cyclerS: 2.5, onS: 2.5 },
] as const;

const cut = fc.record({
  share: fc.double({ min: 0.4, max: 1, noNaN: true }),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  lagS: fc.double({ min: -1000, max: 1000, noNaN: true }),
  driftPpm: fc.double({ min: -80, max: 80, noNaN: true }),
});

describe("what align says of its own uncertainty", () => {
  for (const { rigS, cyclerS, onS } of instruments) {
    it(`holds for a rig's rows of ${rigS} s and a cycler's of ${cyclerS} s that begin on ${onS} s`, () => {
      const off: number[] = [];
      for (const [i, { share, place, lagS, driftPpm }] of fc
        .sample(cut, { numRuns: 4, seed: 711 })
        .entries()) {
        const fromS = Math.round((place * (1 - share) * lengthS) / onS) * onS;
        const cycler = { noiseV: 0.2e-3, digitV: 0.1e-3, fromS, toS: fromS + share * lengthS };
        const found = align(
          recorded(drive, { everyS: rigS }, 2 * i + 101),
          recorded(drive, { everyS: cyclerS, lagS, driftPpm, ...cycler }, 2 * i + 102),
        );
        assert.equal(found.why, "");
        // Sure enough to be of use.
        assert.ok(found.lagSigmaS < 3, `${found.lagSigmaS} s`);
        off.push((found.lagS - lagS) / found.lagSigmaS);
        off.push((found.driftPpm - driftPpm) / found.driftSigmaPpm);
      }
      // Eight figures, one in 370 of which is beyond 3 when errors are normal.
      assert.ok(
        off.every((z) => Math.abs(z) < 3),
        off.map((z) => z.toFixed(2)).join(" "),
      );
      // Their RMS is 1 when the sigmas are right; 2.1 has a chance of 1 in 10,000 for eight.
      const rms = Math.hypot(...off) / Math.sqrt(off.length);
      assert.ok(rms < 2.1, `${rms}`);
    });
  }
});
