import assert from "node:assert/strict";
import fc from "fast-check";
import {
  arcsine,
  cos,
  exp,
  expMinusOne,
  log,
  log10,
  pi,
  power,
  scaleByPowerOfTwo,
  sin,
  tanh,
} from "../../../src/maths/elementary.js";
import {
  absoluteError,
  type Exact,
  exactArcsine,
  exactCos,
  exactExp,
  exactExpMinusOne,
  exactLog,
  exactLog10,
  exactPower,
  exactSin,
  exactTanh,
  relativeError,
} from "../../support/exact.js";
import { near, nearShare } from "../../support/near.js";

type Wrongness = (actual: number, exact: Exact) => number;

/** A bit of Math's own: V8 promises to be within one unit in the last place, 2^-52. */
const mathError = 2 ** -52;
const smallest = 5e-324;
const largest = Number.MAX_VALUE;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Numbers of every size in [-max, max], tiny ones as often as large ones. */
const ofAnySize = (max: number) =>
  fc
    .tuple(between(-1, 1), between(-20, 0))
    .map(([mantissa, exponent]) => max * mantissa * 10 ** exponent);

/** Positive doubles from the smallest subnormal to the largest, all exponents alike. */
const positive = fc
  .tuple(between(1, 2), fc.integer({ min: -1074, max: 1023 }))
  .map(([mantissa, exponent]) => mantissa * 2 ** exponent)
  .filter((x) => x > 0 && x <= largest);

/** Every drawn argument gives the true value of 256 bits within `bound`. */
function isTrue(
  drawn: fc.Arbitrary<number>,
  f: (x: number) => number,
  exact: (x: number) => Exact,
  wrongness: Wrongness,
  bound: (x: number) => number,
): void {
  const property = fc.property(drawn, (x) => {
    const error = wrongness(f(x), exact(x));
    assert.ok(error <= bound(x), `at ${x}: ${f(x)} is wrong by ${error}`);
  });
  fc.assert(property, { numRuns: 1500 });
}

/** Every drawn argument gives what Math gives, up to the function's own error and Math's. */
function isMath(
  drawn: fc.Arbitrary<number>,
  f: (x: number) => number,
  math: (x: number) => number,
  bound: number,
): void {
  const property = fc.property(drawn, (x) => nearShare(f(x), math(x), bound + mathError));
  fc.assert(property, { numRuns: 5000 });
}

describe("elementary functions", () => {
  describe("exp", () => {
    it("is true to 3e-16 of the value for |x| < 700", () => {
      isTrue(between(-700, 700), exp, exactExp, relativeError, () => 3e-16);
      isTrue(ofAnySize(1), exp, exactExp, relativeError, () => 3e-16);
    });

    it("is true to 3e-16 up to the largest double and down to the smallest normal one", () => {
      // ln 2^1024 = 709.78; ln 2^-1022 = -708.40
      isTrue(between(700, 709.782712893384), exp, exactExp, relativeError, () => 3e-16);
      isTrue(between(-708.3, -700), exp, exactExp, relativeError, () => 3e-16);
    });

    it("agrees with Math.exp", () => isMath(between(-700, 700), exp, Math.exp, 3e-16));

    it("goes through the subnormal numbers to zero, one of their steps off at most", () => {
      fc.assert(
        fc.property(between(-746, -708), (x) => near(exp(x), Math.exp(x), smallest)),
        { numRuns: 3000 },
      );
      assert.equal(exp(-745.1332191019411), smallest);
      assert.equal(exp(-745.1332191019412), 0);
    });

    it("is infinite beyond the largest double, zero far below, and NaN of NaN", () => {
      assert.ok(exp(709.782712893384) < Infinity);
      assert.equal(exp(709.7827128933841), Infinity);
      assert.equal(exp(Infinity), Infinity);
      assert.equal(exp(-Infinity), 0);
      assert.equal(exp(largest), Infinity);
      assert.equal(exp(-largest), 0);
      assert.ok(Number.isNaN(exp(Number.NaN)));
    });

    it("is exactly 1 at zero and beside it", () => {
      for (const x of [0, -0, smallest, -smallest, 1e-17, -1e-17]) assert.equal(exp(x), 1);
    });
  });

  describe("expMinusOne", () => {
    it("is true to 1e-15 of the value, above all near zero", () => {
      isTrue(between(-1, 1), expMinusOne, exactExpMinusOne, relativeError, () => 1e-15);
      isTrue(ofAnySize(0.3), expMinusOne, exactExpMinusOne, relativeError, () => 1e-15);
      isTrue(between(-40, 700), expMinusOne, exactExpMinusOne, relativeError, () => 1e-15);
    });

    it("agrees with Math.expm1", () => {
      isMath(between(-5, 5), expMinusOne, Math.expm1, 1e-15);
      isMath(ofAnySize(1e-3), expMinusOne, Math.expm1, 1e-15);
    });

    it("keeps the smallest numbers, ends at -1 and at Infinity", () => {
      assert.equal(expMinusOne(0), 0);
      assert.equal(expMinusOne(smallest), smallest);
      assert.equal(expMinusOne(-Infinity), -1);
      assert.equal(expMinusOne(Infinity), Infinity);
      assert.ok(Number.isNaN(expMinusOne(Number.NaN)));
    });

    it("has no step where the series ends and the difference begins", () => {
      // e^0.3 is the slope there: 1.35 times 2e-12 between the two arguments
      near(expMinusOne(0.3 + 1e-12) - expMinusOne(0.3 - 1e-12), 1.34986 * 2e-12, 1e-15);
      near(expMinusOne(-0.3 + 1e-12) - expMinusOne(-0.3 - 1e-12), 0.74082 * 2e-12, 1e-15);
    });
  });

  describe("log", () => {
    it("is true to 4e-16 of the value for every positive double", () => {
      isTrue(positive, log, exactLog, relativeError, () => 4e-16);
    });

    it("is true to 4e-16 of the value beside 1, where it vanishes", () => {
      const beside = ofAnySize(0.4).map((x) => 1 + x);
      isTrue(
        beside.filter((x) => x !== 1),
        log,
        exactLog,
        relativeError,
        () => 4e-16,
      );
    });

    it("agrees with Math.log", () => isMath(positive, log, Math.log, 4e-16));

    it("has -Infinity at zero, NaN below, and the ends of the doubles", () => {
      assert.equal(log(0), -Infinity);
      assert.equal(log(-0), -Infinity);
      assert.ok(Number.isNaN(log(-smallest)));
      assert.ok(Number.isNaN(log(-Infinity)));
      assert.ok(Number.isNaN(log(Number.NaN)));
      assert.equal(log(Infinity), Infinity);
      assert.equal(log(1), 0);
      nearShare(log(smallest), -1074 * Math.LN2, 4e-16 + mathError); // 2^-1074
      nearShare(log(largest), 1024 * Math.LN2, 4e-16 + mathError); // just below 2^1024
    });

    it("undoes exp", () => {
      // The error of the argument, 3e-16 relative, is an absolute one of the logarithm.
      fc.assert(fc.property(between(-700, 700), (x) => near(log(exp(x)), x, 1e-15 + 5e-16 * 700)));
    });
  });

  describe("log10", () => {
    it("is true to 1e-15 of the value", () => {
      // log (4e-16), the constant and the product (1.1e-16 each)
      isTrue(
        positive.filter((x) => Math.abs(x - 1) > 1e-3),
        log10,
        exactLog10,
        relativeError,
        () => 1e-15,
      );
    });

    it("finds the powers of ten", () => {
      for (let n = -300; n <= 300; n += 1) near(log10(Number(`1e${n}`)), n, 1e-15 * Math.abs(n));
    });
  });

  describe("power", () => {
    const bases = between(-20, 20).map((exponent) => 10 ** exponent);

    it("is true to 1e-15 (1 + |y log x|) of the value", () => {
      fc.assert(
        fc.property(bases, between(-10, 10), (x, y) => {
          const error = relativeError(power(x, y), exactPower(x, y));
          const bound = 1e-15 * (1 + Math.abs(y * Math.log(x)));
          assert.ok(error <= bound, `${x}^${y} is wrong by ${error}`);
        }),
        { numRuns: 3000 },
      );
    });

    it("knows squares, roots and inverses", () => {
      near(power(3, 2), 9, 9 * 4e-15);
      near(power(2, 0.5), Math.SQRT2, 2e-15);
      near(power(4, -1), 0.25, 1e-15);
      near(power(1000, 1 / 3), 10, 1e-13);
    });

    it("has the limits at zero that a power law needs", () => {
      assert.equal(power(0, 1.9), 0);
      assert.equal(power(0, -1), Infinity);
      assert.equal(power(0, 0), 1);
      assert.equal(power(7, 0), 1);
      assert.equal(power(1, 1e300), 1);
      assert.equal(power(Infinity, 2), Infinity);
      assert.equal(power(Infinity, -2), 0);
    });

    it("hides no NaN and no negative base", () => {
      assert.ok(Number.isNaN(power(2, Number.NaN)));
      assert.ok(Number.isNaN(power(Number.NaN, 2)));
      assert.ok(Number.isNaN(power(0, Number.NaN)));
      assert.ok(Number.isNaN(power(-1, 2)));
    });
  });

  describe("tanh", () => {
    it("is true to 4e-16", () => {
      isTrue(between(-25, 25), tanh, exactTanh, absoluteError, () => 4e-16);
      isTrue(ofAnySize(1), tanh, exactTanh, absoluteError, () => 4e-16);
    });

    it("agrees with Math.tanh, is odd, and never leaves [-1, 1]", () => {
      fc.assert(
        fc.property(between(-1e3, 1e3), (x) => {
          near(tanh(x), Math.tanh(x), 4e-16 + mathError);
          near(tanh(-x), -tanh(x), 0);
          assert.ok(Math.abs(tanh(x)) <= 1);
        }),
      );
    });

    it("ends at exactly 1, and keeps the smallest numbers", () => {
      assert.equal(tanh(Infinity), 1);
      assert.equal(tanh(-Infinity), -1);
      assert.equal(tanh(1e-300), 1e-300);
      assert.ok(Number.isNaN(tanh(Number.NaN)));
    });
  });

  describe("sin and cos", () => {
    const bound = (x: number) => 3e-16 * (1 + Math.abs(x) / 1e6);
    const angles = fc.oneof(between(-1e6, 1e6), between(-10, 10), ofAnySize(1));

    it("are true to 3e-16 (1 + |x| / 1e6) for |x| < 1e6", () => {
      isTrue(angles, sin, exactSin, absoluteError, bound);
      isTrue(angles, cos, exactCos, absoluteError, bound);
    });

    it("are true beside the multiples of pi / 2, where one of them vanishes", () => {
      const besideQuarters = fc
        .tuple(fc.integer({ min: -600000, max: 600000 }), ofAnySize(1e-3))
        .map(([k, x]) => (k * Math.PI) / 2 + x);
      isTrue(besideQuarters, sin, exactSin, absoluteError, bound);
      isTrue(besideQuarters, cos, exactCos, absoluteError, bound);
    });

    it("agree with Math", () => {
      fc.assert(
        fc.property(angles, (x) => {
          near(sin(x), Math.sin(x), bound(x) + mathError);
          near(cos(x), Math.cos(x), bound(x) + mathError);
        }),
        { numRuns: 5000 },
      );
    });

    it("lie on the unit circle", () => {
      fc.assert(
        fc.property(angles, (x) => {
          const s = sin(x);
          const c = cos(x);
          near(s * s + c * c, 1, 4 * bound(x));
        }),
      );
    });

    it("keep the smallest numbers and have no value at Infinity", () => {
      assert.equal(sin(0), 0);
      assert.equal(sin(smallest), smallest);
      assert.equal(cos(0), 1);
      for (const x of [Infinity, -Infinity, Number.NaN]) {
        assert.ok(Number.isNaN(sin(x)));
        assert.ok(Number.isNaN(cos(x)));
      }
    });
  });

  describe("arcsine", () => {
    it("is true to 2e-15 all over [-1, 1]", () => {
      isTrue(between(-0.999, 0.999), arcsine, exactArcsine, absoluteError, () => 2e-15);
      isTrue(ofAnySize(1), arcsine, exactArcsine, absoluteError, () => 2e-15);
    });

    it("is true at the ends, where its slope has no bound", () => {
      const besideOne = between(-16, -1).map((exponent) => 1 - 10 ** exponent);
      fc.assert(
        fc.property(besideOne, (x) => {
          near(arcsine(x), Math.asin(x), 2e-15 + 2 * mathError);
          near(arcsine(-x), -Math.asin(x), 2e-15 + 2 * mathError);
        }),
        { numRuns: 3000 },
      );
      near(arcsine(1), pi / 2, 1e-15);
      near(arcsine(-1), -pi / 2, 1e-15);
      near(arcsine(0.5), pi / 6, 2e-15);
    });

    it("has no value outside", () => {
      for (const x of [1.0000000000000002, -1.0000000000000002, Infinity, Number.NaN]) {
        assert.ok(Number.isNaN(arcsine(x)));
      }
    });
  });

  describe("scaleByPowerOfTwo", () => {
    it("is exact wherever the result is a normal number", () => {
      const cases = fc
        .tuple(between(1, 2), fc.integer({ min: -1022, max: 1022 }), fc.boolean())
        .map(([mantissa, n, negative]) => ({ x: negative ? -mantissa : mantissa, n }));
      fc.assert(
        fc.property(cases, ({ x, n }) => assert.equal(scaleByPowerOfTwo(x, n), x * 2 ** n)),
      );
    });

    it("comes back exactly from the far end of the exponents", () => {
      assert.equal(scaleByPowerOfTwo(scaleByPowerOfTwo(1.5, 1000), -1000), 1.5);
      assert.equal(scaleByPowerOfTwo(smallest, 1074), 1);
      assert.equal(scaleByPowerOfTwo(1, -1074), smallest);
      assert.equal(scaleByPowerOfTwo(1, 1024), Infinity);
      assert.equal(scaleByPowerOfTwo(1, -1076), 0);
    });

    it("keeps zero, Infinity and NaN", () => {
      assert.equal(scaleByPowerOfTwo(0, 5000), 0);
      assert.equal(scaleByPowerOfTwo(Infinity, -5000), Infinity);
      assert.ok(Number.isNaN(scaleByPowerOfTwo(Number.NaN, 3)));
    });
  });
});
