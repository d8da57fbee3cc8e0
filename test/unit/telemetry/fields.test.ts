import assert from "node:assert/strict";
import fc from "fast-check";
import { crc16 } from "../../../src/telemetry/crc16.js";
import { appendFields } from "../../../src/telemetry/fields.js";
import { asciiBytes, LineWriter } from "../../../src/telemetry/line-writer.js";

/** The line `$D` with these fields, written at `start` of a buffer, and what its CRC is said to be. */
function written(values: readonly number[], start = 0, room = 400) {
  const line = new LineWriter(start + room);
  line.moveTo(start, room);
  line.begin();
  line.piece(asciiBytes("$D"));
  const before = crc16(line.bytes, line.start, line.length);
  const crc = appendFields(line, Float64Array.from(values), values.length, before);
  const text = String.fromCharCode(...line.bytes.slice(line.start, line.length));
  return { line, crc, text };
}

// The widest column keeps 48 bits: 15 digits.
const widest = 140737488355327;
const whole = fc.oneof(
  fc.integer({ min: -2147483648, max: 2147483647 }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -widest, max: widest }),
);

describe("the fields of a row", () => {
  it("are the numbers as JavaScript writes them, a comma before each, and the CRC of the line", () => {
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 20 }), fc.nat(9), (values, start) => {
        const { line, crc, text } = written(values, start);
        assert.equal(text, `$D${values.map((value) => `,${value}`).join("")}`);
        assert.equal(crc, crc16(line.bytes, line.start, line.length));
        assert.equal(line.overflowed, false);
      }),
      { numRuns: 2000 },
    );
  });

  it("are right on both sides of each power of ten and of 31 bits", () => {
    for (let power = 1; power < widest; power *= 10) {
      for (const value of [power - 1, power, 1 - power, -power]) {
        assert.equal(written([value, 7]).text, `$D,${value},7`.replace("-0", "0"));
      }
    }
    for (const value of [2147483647, 2147483648, -2147483647, -2147483648, -2147483649]) {
      const { text, line, crc } = written([1, value, -2]);
      assert.equal(text, `$D,1,${value},-2`);
      assert.equal(crc, crc16(line.bytes, line.start, line.length));
    }
  });

  it("never go beyond the room of their line, and say when they do not fit", () => {
    fc.assert(
      fc.property(
        fc.array(whole, { maxLength: 12 }),
        fc.integer({ min: 2, max: 80 }),
        (values, room) => {
          const { line, text } = written(values, 3, room);
          assert.ok(line.length <= line.start + room);
          const full = `$D${values.map((value) => `,${value}`).join("")}`;
          assert.ok(full.startsWith(text));
          assert.equal(line.overflowed, text !== full);
        },
      ),
    );
  });
});
