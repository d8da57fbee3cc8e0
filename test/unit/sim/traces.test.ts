import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  type DisplacementTrace,
  readDisplacementTrace,
} from "../../../sim/cell/displacement-trace.js";
import { Problems } from "../../../src/document/problems.js";

const folder = new URL("../../../sim/traces/", import.meta.url);

function shipped(name: string): DisplacementTrace {
  const problems = new Problems();
  const trace = readDisplacementTrace(readFileSync(new URL(name, folder), "utf8"), problems, name);
  assert.equal(problems.text, "");
  assert.ok(trace !== undefined);
  return trace;
}

const rangeUm = (trace: DisplacementTrace) =>
  trace.thicknessUm.reduce((a, b) => Math.max(a, b)) -
  trace.thicknessUm.reduce((a, b) => Math.min(a, b));

describe("the shipped traces", () => {
  it("hold the whole drive cycle: 1.9 h at 0.25 s, 0.33 mm of breathing, 4.18 to 2.75 V", () => {
    const trace = shipped("NMC1_DriveCycle_1.csv");
    assert.equal(trace.timeS.length, 27370);
    assert.equal(trace.timeS.at(-1), 6842.5);
    assert.ok(Math.abs(rangeUm(trace) - 331.14) < 0.01); // 0.33168 - 0.00054 mm
    assert.equal(trace.volts[0], 4.18391);
    assert.equal(trace.volts.at(-1), 2.74936);
  });

  it("hold the dynamic stress test at whole seconds: 4.0 h, 0.35 mm", () => {
    const trace = shipped("NMC1_DST1.csv");
    assert.equal(trace.timeS.length, 14466);
    assert.ok(trace.timeS.every((t, i) => t === i));
    assert.ok(Math.abs(rangeUm(trace) - 348.8) < 0.1); // 0.34771 + 0.00110 mm
  });

  it("carry their licence and say what was changed", () => {
    const notice = readFileSync(new URL("LICENCE-polisoc.txt", folder), "utf8");
    for (const needed of [
      "BSD 3-Clause License",
      "Copyright (c) 2025, Davide Clerici",
      "f75e14a2",
      "resampled",
    ]) {
      assert.ok(notice.includes(needed), needed);
    }
  });
});
