import assert from "node:assert/strict";
import fc from "fast-check";
import { decimalEnd, digitsEnd, isDecimal } from "../../../src/document/decimal.js";

/** The same in a regular expression, which the firmware may not use. */
const shape = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;

describe("decimal number in a text", () => {
  it("ends where its last digit ends", () => {
    for (const [text, end] of [
      ["2.5 MPa", 3],
      ["-1e-3", 5],
      ["+.5", 3],
      ["7.", 2],
      ["5e", 1],
      ["5e+", 1],
      ["1.5.3", 3],
      ["0x10", 1],
      ["2E3s", 3],
    ] as const) {
      assert.equal(decimalEnd(text), end, text);
    }
  });

  it("is not there in what only looks like one", () => {
    for (const text of ["", " 1", ".", "+", "-.", "e5", ".e5", "NaN", "Infinity", "\u0661"]) {
      assert.equal(decimalEnd(text), 0, text);
      assert.equal(isDecimal(text), false, text);
    }
  });

  it("may begin anywhere", () => {
    assert.equal(decimalEnd("at 12.5 N", 3), 7);
    assert.equal(decimalEnd("at 12.5 N", 0), 0);
    assert.equal(digitsEnd("a123b", 1), 4);
  });

  it("is what the regular expression takes it for, whatever the text", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0159+-.eE Nx"), maxLength: 12 });
    fc.assert(
      fc.property(text, (one) => {
        const match = shape.exec(one)?.[0] ?? "";
        assert.equal(decimalEnd(one), match.length);
        assert.equal(isDecimal(one), match !== "" && match === one);
      }),
      { numRuns: 2000 },
    );
  });
});
