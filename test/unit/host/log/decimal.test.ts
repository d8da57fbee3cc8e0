import assert from "node:assert/strict";
import fc from "fast-check";
import { decimalBytes, putDecimal } from "../../../../host/log/decimal.js";

const text = (value: number, decimals: number): string => {
  const bytes = new Uint8Array(decimalBytes);
  return new TextDecoder().decode(bytes.subarray(0, putDecimal(bytes, 0, value, decimals)));
};

describe("putDecimal", () => {
  it("writes a pressure to the decimals of its column", () => {
    assert.equal(text(2499.98765, 4), "2499.9877");
    assert.equal(text(-0.4601, 4), "-0.4601");
    assert.equal(text(196.35, 0), "196");
  });

  it("leaves trailing zeros out", () => {
    assert.equal(text(200, 4), "200");
    assert.equal(text(0.5, 4), "0.5");
    assert.equal(text(100, 0), "100");
  });

  it("keeps the zeros behind the point that lead", () => {
    assert.equal(text(0.00012, 5), "0.00012");
    assert.equal(text(1.05, 2), "1.05");
  });

  it("writes no negative zero", () => {
    assert.equal(text(-0, 3), "0");
    assert.equal(text(-0.00001, 3), "0");
  });

  it("leaves the field of what is no number empty", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      assert.equal(text(value, 3), "");
    }
  });

  it("writes what is too large for exact digits as JavaScript does", () => {
    assert.equal(text(1e22, 4), "1e+22");
    assert.equal(text(-(2 ** 53), 0), String(-(2 ** 53)));
  });

  it("never strays by more than half of the last decimal, and reads back as a number", () => {
    const decimals = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), decimals, (value, places) => {
        const written = text(value, places);
        assert.match(written, /^-?\d+(\.\d*[1-9])?$/u);
        // Half a unit of the last place, and the error of a double that large.
        const tolerance = 0.5 * 10 ** -places + Math.abs(value) * 2e-16;
        assert.ok(Math.abs(Number(written) - value) <= tolerance, written);
      }),
      { numRuns: 2000 },
    );
  });

  it("never takes more bytes than reserved", () => {
    fc.assert(
      fc.property(fc.double(), fc.integer({ min: 0, max: 9 }), (value, places) => {
        const bytes = new Uint8Array(64);
        assert.ok(putDecimal(bytes, 0, value, places) <= decimalBytes);
      }),
      { numRuns: 2000 },
    );
  });

  it("starts where it is told and touches nothing before", () => {
    const bytes = new Uint8Array(40).fill(120);
    const end = putDecimal(bytes, 3, -1.5, 2);
    assert.equal(new TextDecoder().decode(bytes.subarray(0, end)), "xxx-1.5");
  });
});
