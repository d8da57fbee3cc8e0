import assert from "node:assert/strict";
import fc from "fast-check";
import { greatestCommonDivisor } from "../../../src/maths/greatest-common-divisor.js";

describe("greatest common divisor", () => {
  it("of 6994 and 4196 is 2, of a number and 0 the number", () => {
    // 6994 = 4196 + 2798, 4196 = 2798 + 1398, 2798 = 2 x 1398 + 2, 1398 = 699 x 2.
    assert.equal(greatestCommonDivisor(6994, 4196), 2);
    assert.equal(greatestCommonDivisor(2097, 0), 2097);
    assert.equal(greatestCommonDivisor(0, 2097), 2097);
  });

  it("divides both, and nothing larger does", () => {
    const size = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(size, size, (a, b) => {
        const divisor = greatestCommonDivisor(a, b);
        const common = (n: number) => a % n === 0 && b % n === 0;
        assert.ok(common(divisor));
        for (let n = divisor + 1; n <= Math.min(a, b); n += 1) assert.ok(!common(n));
      }),
    );
  });
});
