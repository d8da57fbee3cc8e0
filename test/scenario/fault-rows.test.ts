import assert from "node:assert/strict";
import { faultCases } from "../../bench/faults/cases.js";
import { runCase, titleOf } from "../../bench/faults/run.js";

/** Rows for which the rig lacks something yet: `npm run faults` says what. */
const open = new Set([
  "10 motionNoise contract",
  "15 motorsSwapped contract",
  "21 looseCoupling contract",
  "26 springBroken contract",
  "27 contactLost cathode (within 20 s, at a drift of the stack) contract",
  "34 insulationLeak contract",
  "35 voids contract",
  "37 infeasiblePair contract",
  "53 mouldLoose, hard rig contract",
]);

const keyOf = (one: (typeof faultCases)[number]) =>
  `${one.row} ${titleOf(one)} ${one.hal ?? "contract"}`;

describe("the rows of physics 7", () => {
  it("are all there", () => {
    const rows = new Set(faultCases.map(({ row }) => row));
    for (let row = 1; row <= 56; row += 1) assert.ok(rows.has(row), `row ${row}`);
  });

  for (const one of faultCases) {
    if (open.has(keyOf(one))) continue;
    it(`${keyOf(one)}: ${one.expect.reaction}`, () => {
      assert.deepEqual(runCase(one).complaints, []);
    });
  }
});
