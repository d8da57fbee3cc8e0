import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatQuantity,
  nameOf,
  type QuantityBounds,
  quoted,
  readQuantity,
} from "../../../src/document/quantity-text.js";
import { conversion, unitsLike, unitsOfText } from "../../../src/document/units-of-text.js";
import { nearShare } from "../../support/near.js";

const wide = (unit: string): QuantityBounds => ({ unit, min: -1e300, max: 1e300 });
const force: QuantityBounds = { unit: "N", min: 0, max: 500 };
const ratio: QuantityBounds = { unit: "1", min: 0, max: 0.95 };

/** The number read; fails with the sentence when there is none. */
function read(text: unknown, bounds: QuantityBounds): number {
  const number = readQuantity(text, bounds);
  if (typeof number === "string") assert.fail(`${JSON.stringify(text)} ${number}`);
  return number;
}

/** The sentence that says what is wrong; fails when all is well. */
function refusal(text: unknown, bounds: QuantityBounds = force): string {
  const sentence = readQuantity(text, bounds);
  if (typeof sentence === "number") assert.fail(`${JSON.stringify(text)} was read as ${sentence}`);
  return sentence;
}

const symbols = unitsOfText.map((u) => u.symbol);
/** Any size but the subnormal ones, which lose digits in every conversion. */
const finite = fc
  .double({ min: -1e12, max: 1e12, noNaN: true })
  .filter((x) => x === 0 || Math.abs(x) > 1e-290);

describe("quantities as text", () => {
  describe("reading", () => {
    it("converts between the units of one dimension", () => {
      assert.equal(read("2.5 MPa", wide("kPa")), 2500);
      assert.equal(read("0.05 MPa/s", wide("kPa/s")), 50);
      assert.equal(read("2 bar", wide("kPa")), 200);
      assert.equal(read("24 h", wide("s")), 86400);
      assert.equal(read("2 mm", wide("um")), 2000);
      assert.equal(read("50 mN", wide("N")), 0.05);
      assert.equal(read("200 N/mm", wide("N/um")), 0.2);
      nearShare(read("6 um/h", wide("nm/s")), 6000 / 3600, 1e-12);
      nearShare(read("3 MPa/min", wide("kPa/s")), 3000 / 60, 1e-12);
    });

    it("reads what formatQuantity wrote to within 1e-12, in every unit that is known", () => {
      fc.assert(
        fc.property(fc.constantFrom(...symbols), finite, (unit, value) => {
          nearShare(read(formatQuantity(value, unit), wide(unit)), value, 1e-12);
        }),
        { numRuns: 5000 },
      );
    });

    it("gives the same quantity whichever unit of the dimension it is written in", () => {
      fc.assert(
        fc.property(fc.constantFrom(...symbols), finite, (unit, value) => {
          for (const other of unitsLike(unit)) {
            const inOther = read(`${value} ${unit}`, wide(other));
            nearShare(read(`${inOther} ${other}`, wide(unit)), value, 1e-12);
          }
        }),
        { numRuns: 1000 },
      );
    });

    it("takes every form of a decimal number, with or without a blank before the unit", () => {
      for (const text of ["5 N", "5N", " 5 N ", "+5 N", "5. N", "5.0 N", "50e-1 N", "0.5E1\tN"]) {
        assert.equal(read(text, force), 5);
      }
      assert.equal(read(".5 N", force), 0.5);
      assert.equal(read("-3 N", wide("N")), -3);
    });

    it("takes both micro signs and the u that stands for them", () => {
      for (const text of ["7 um", "7 µm", "7 μm"]) assert.equal(read(text, wide("um")), 7);
      assert.equal(read("7 µm/s", wide("um/s")), 7);
    });

    it("takes a ratio as a bare number, a bare text, percent or ppm", () => {
      assert.equal(read(0.8, ratio), 0.8);
      assert.equal(read("0.8", ratio), 0.8);
      assert.equal(read("80 %", ratio), 0.8);
      nearShare(read("800 ppm", ratio), 8e-4, 1e-12);
    });

    it("takes the bound itself in any unit, though the conversion rounds past it", () => {
      assert.equal(95 * 0.01 > 0.95, true); // 0.9500000000000001
      assert.equal(read("95 %", ratio), 0.95);
      assert.equal(read("60 MPa/min", { unit: "kPa/s", min: 0.01, max: 1000 }), 1000);
      assert.equal(read("100000 us", { unit: "s", min: 0.1, max: 10 }), 0.1);
      assert.equal(read("-95 %", { unit: "1", min: -0.95, max: 0 }), -0.95);
    });
  });

  describe("refusing", () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [5, /has no unit; write it as text, "5 N"/],
      [Number.NaN, /has no unit/],
      ["5", /"5" has no unit; give one of N, kN, mN$/],
      ["5 kPa", /"5 kPa" has a wrong unit; give one of N, kN, mN$/],
      ["5 n", /wrong unit/],
      ["5 Newton", /wrong unit/],
      ["5 N N", /wrong unit/],
      ["5 constructor", /wrong unit/],
      ["5 __proto__", /wrong unit/],
      ["5,5 N", /wrong unit/],
      ["0x10 N", /wrong unit/],
      ["501 N", /"501 N" is out of range; give 0 N to 500 N$/],
      ["-0.001 N", /out of range; give 0 N to 500 N$/],
      ["500.0000001 N", /out of range/],
      ["1 kN", /"1 kN" is out of range/],
      ["1e999 N", /out of range/],
      ["-1e999 N", /out of range/],
      ["", /"" is not a number with a unit, for example "500 N"$/],
      ["   ", /not a number with a unit/],
      ["N", /not a number with a unit/],
      ["N 5", /not a number with a unit/],
      ["five N", /not a number with a unit/],
      ["NaN N", /not a number with a unit/],
      ["Infinity N", /not a number with a unit/],
      ["- 5 N", /not a number with a unit/],
      ["−5 N", /not a number with a unit/],
      ["٥ N", /not a number with a unit/],
      [".N", /not a number with a unit/],
      ["e5 N", /not a number with a unit/],
      [`5 ${" ".repeat(70)}N`, /not a number with a unit/],
      [null, /must be a text such as "0 N", not null$/],
      [undefined, /not nothing$/],
      [true, /not boolean true$/],
      [[5, "N"], /not a list$/],
      [{ value: 5 }, /not an object$/],
    ];
    for (const [value, sentence] of wrong) {
      it(`says what is wrong with ${quoted(String(value))}`, () => {
        assert.match(refusal(value), sentence);
      });
    }

    it("names both bounds, in the unit of the bounds, for a ratio too", () => {
      assert.match(refusal(0.96, ratio), /^0.96 is out of range; give 0 to 0.95$/);
      assert.match(refusal("96 %", ratio), /^"96 %" is out of range; give 0 to 0.95$/);
      assert.match(refusal(Number.NaN, ratio), /^NaN is out of range/);
      assert.match(refusal(Infinity, ratio), /^Infinity is out of range/);
      assert.match(refusal("0.5 N", ratio), /wrong unit; give one of 1, %, ppm$/);
    });

    it("never throws, and gives a number within the bounds or one short line", () => {
      const pieces = fc.constantFrom(
        ..."0123456789.+-eE NkPMumsh/%µ°\t\n\0\u202e\ud800𝟙",
        ...symbols,
        "__proto__",
        "1e",
        "e-",
      );
      const junk = fc.oneof(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.array(pieces, { maxLength: 12 }).map((some) => some.join("")),
        fc.anything(),
      );
      fc.assert(
        fc.property(junk, fc.constantFrom(force, ratio, wide("kPa")), (value, bounds) => {
          const result = readQuantity(value, bounds);
          if (typeof result === "number") {
            assert.ok(result >= bounds.min && result <= bounds.max);
          } else {
            assert.ok(result.length > 0 && result.length < 250, result);
          }
        }),
        { numRuns: 10000 },
      );
    });
  });

  describe("units", () => {
    it("are written in one way each", () => {
      assert.equal(new Set(symbols).size, symbols.length);
    });

    it("convert there and back to the same", () => {
      for (const from of symbols) {
        for (const to of unitsLike(from)) {
          nearShare((conversion(from, to) ?? 0) * (conversion(to, from) ?? 0), 1, 1e-12);
        }
      }
    });

    it("do not convert across dimensions, nor when one is unknown", () => {
      assert.equal(conversion("N", "kPa"), undefined);
      assert.equal(conversion("degC", "K"), undefined);
      assert.equal(conversion("furlong", "m"), undefined);
      assert.equal(conversion("m", "furlong"), undefined);
      assert.equal(conversion("furlong", "furlong"), undefined);
      assert.equal(conversion("constructor", "constructor"), undefined);
    });

    it("are listed with the wanted one first", () => {
      assert.deepEqual(unitsLike("kPa"), ["kPa", "Pa", "MPa", "bar"]);
    });
  });

  describe("a user's text in a message", () => {
    it("is cut after forty characters", () => {
      assert.equal(quoted("x".repeat(40)), `"${"x".repeat(40)}"`);
      assert.equal(quoted("x".repeat(41)), `"${"x".repeat(40)}..."`);
    });

    it("brings no control characters to the terminal", () => {
      assert.equal(quoted("a\x1b[2Jb\r\n\x7f\0"), '"a?[2Jb????"');
    });

    it("is named by its kind when it is no text", () => {
      assert.equal(nameOf(null), "null");
      assert.equal(nameOf(undefined), "nothing");
      assert.equal(nameOf([]), "a list");
      assert.equal(nameOf({}), "an object");
      assert.equal(nameOf("x"), '"x"');
      assert.equal(nameOf(3), "number 3");
      assert.equal(nameOf(true), "boolean true");
    });
  });
});
