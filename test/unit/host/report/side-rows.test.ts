import assert from "node:assert/strict";
import { DataTable } from "../../../../host/data/table.js";
import { sideRows } from "../../../../host/report/recording/side-rows.js";

/** Rows of which only the flags are known. */
function holding(side: "anode" | "cathode", ...flags: number[]): number[] {
  const values = Float64Array.from(flags);
  const rows = new DataTable([{ label: "Flags / 1", values }], flags.length);
  const recording = { path: "x", format: "csv", rows, notes: [] };
  return [...sideRows(recording, side, 1).holding];
}

describe("a side of a recording", () => {
  it("holds where its mode is 2 and its phase 2, and it is no programmed spring (bits 18 and 19)", () => {
    const held = 0b1010;
    const gap = 0b0001;
    assert.deepEqual(holding("anode", held, gap, held | (1 << 18), held | (1 << 19)), [1, 0, 0, 1]);
    const both = held | (held << 4);
    assert.deepEqual(
      holding("cathode", both, held, both | (1 << 18), both | (1 << 19)),
      [1, 0, 1, 0],
    );
    assert.deepEqual(holding("anode", Number.NaN), [0]);
  });
});
