import assert from "node:assert/strict";
import { faultCases } from "../../bench/faults/cases.js";
import { runCase, titleOf } from "../../bench/faults/run.js";
import { unseenFaults } from "../../host/docs/unseen-faults.js";

/** Rows for which the rig lacks something: docs/faults.md says why. */
const open = new Set<string>();

const keyOf = (one: (typeof faultCases)[number]) =>
  `${one.row} ${titleOf(one)} ${one.hal ?? "contract"}`;

describe("the rows of physics 7", () => {
  it("are all there", () => {
    const rows = new Set(faultCases.map(({ row }) => row));
    for (let row = 1; row <= 56; row += 1) assert.ok(rows.has(row), `row ${row}`);
  });

  it("say in docs/faults.md why one is not as asked", () => {
    const explained = unseenFaults.map(({ row, name }) => `${row} ${name} contract`);
    for (const key of open) assert.ok(explained.includes(key), key);
    for (const key of open)
      assert.ok(
        faultCases.some((one) => keyOf(one) === key),
        key,
      );
  });

  for (const one of faultCases) {
    if (open.has(keyOf(one))) continue;
    it(`${keyOf(one)}: ${one.expect.reaction}`, () => {
      assert.deepEqual(runCase(one).complaints, []);
    });
  }
});
