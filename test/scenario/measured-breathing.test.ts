import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { projectFile } from "../../host/project.js";
import {
  type DisplacementTrace,
  readDisplacementTrace,
} from "../../sim/cell/displacement-trace.js";
import { Problems } from "../../src/document/problems.js";
import { WorldOnBench } from "../support/world-of.js";

describe("a measured cell breathes 0.33 mm in a drive cycle", () => {
  let trace: DisplacementTrace | undefined;

  before(() => {
    const problems = new Problems();
    const csv = readFileSync(projectFile("sim", "traces", "NMC1_DriveCycle_1.csv"), "utf8");
    trace = readDisplacementTrace(csv, problems, "trace");
    assert.equal(problems.text, "");
  });

  for (const seed of [1, 2]) {
    it(`the reference rig holds the anode through all of it, seed ${seed}`, () => {
      const bench = new WorldOnBench({ scenario: "measured-breathing", trace, seed });
      // Half an hour of rest, then the trace of 6842.5 s.
      bench.run(8650);
      const { anode, faults } = bench.world.summary();
      assert.deepEqual(faults, []);
      assert.ok(bench.world.truth.anode.growthUm < -300, "the cell did not breathe");
      assert.ok(anode.measuredRmsKPa <= 1.5, `${anode.measuredRmsKPa} kPa RMS`);
      assert.ok(anode.measuredPeakKPa <= 6, `${anode.measuredPeakKPa} kPa peak`);
      // Frozen screws: 0.33 mm x 0.194 N/um = 64 N, 815 kPa.
      assert.ok(anode.uncontrolledPeakKPa > 500, `${anode.uncontrolledPeakKPa} kPa`);
    });
  }
});
