import assert from "node:assert/strict";
import { faultNames, faults } from "../../src/faults.js";

describe("table of faults", () => {
  it("gives each fault a number of its own", () => {
    const codes = faultNames.map((name) => faults[name].code);
    assert.equal(new Set(codes).size, codes.length);
  });

  it("is in the order of criticality: the numbers rise", () => {
    const codes = faultNames.map((name) => faults[name].code);
    assert.deepEqual(
      codes,
      [...codes].sort((a, b) => a - b),
    );
    assert.equal(faultNames[0], "estop");
    assert.equal(faultNames[1], "overForce");
  });

  it("says what happened and what is still true, in lines that the serial line can carry", () => {
    for (const name of faultNames) {
      const { text, stillTrue, debounce } = faults[name];
      for (const line of [text, stillTrue]) assert.match(line, /^[\x20-\x7e]{10,110}$/, name);
      assert.doesNotMatch(text, /["*]/);
      assert.ok(debounce >= 1);
    }
  });
});
