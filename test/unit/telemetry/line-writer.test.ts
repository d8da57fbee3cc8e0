import assert from "node:assert/strict";
import fc from "fast-check";
import { crc16 } from "../../../src/telemetry/crc16.js";
import { asciiBytes, LineWriter } from "../../../src/telemetry/line-writer.js";

function written(write: (writer: LineWriter) => void, size = 100): string {
  const writer = new LineWriter(size);
  write(writer);
  return Buffer.from(writer.bytes.subarray(0, writer.length)).toString("latin1");
}

const integer = (value: number) => written((writer) => writer.integer(value));
const decimal = (value: number, places: number) =>
  written((writer) => writer.decimal(value, places));

describe("LineWriter", () => {
  describe("integers", () => {
    it("are written as String writes them, at both sides of every power of ten and of two", () => {
      const edges = [0];
      for (let power = 1; power <= 1e14; power *= 10) edges.push(power - 1, power, power + 1);
      for (let power = 2; power < 1e15; power *= 2) edges.push(power - 1, power, power + 1);
      edges.push(999999999999999);
      for (const edge of edges) {
        assert.equal(integer(edge), String(edge));
        if (edge !== 0) assert.equal(integer(-edge), String(-edge));
      }
    });

    it("are written as String writes them, whatever their size up to 15 digits", () => {
      const digits = fc.integer({ min: 1, max: 15 });
      const value = digits.chain((n) => fc.maxSafeInteger().map((x) => x % 10 ** n));
      fc.assert(
        fc.property(value, (x) => {
          assert.equal(integer(x), String(x + 0));
        }),
        { numRuns: 2000 },
      );
    });

    it("have no sign for zero", () => {
      assert.equal(integer(-0), "0");
    });
  });

  describe("decimals", () => {
    it("have so many places, rounded half away from zero", () => {
      assert.equal(decimal(3.7125, 4), "3.7125");
      assert.equal(decimal(2.5, 0), "3");
      assert.equal(decimal(-2.5, 0), "-3");
      assert.equal(decimal(0.05, 1), "0.1");
      assert.equal(decimal(199.96, 1), "200.0");
      assert.equal(decimal(-0.0049, 2), "0.00");
      assert.equal(decimal(1234.5, 3), "1234.500");
      assert.equal(decimal(0.000001, 6), "0.000001");
      assert.equal(decimal(9.9999999, 6), "10.000000");
    });

    it("are within half a unit of the last place of what they stand for", () => {
      fc.assert(
        fc.property(
          fc.double({ min: -1e6, max: 1e6, noNaN: true }),
          fc.integer({ min: 0, max: 9 }),
          (value, places) => {
            const text = decimal(value, places);
            assert.match(text, places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`));
            assert.doesNotMatch(text, /^-0(\.0*)?$/);
            // Half a place, and what the product with 10^places loses of 16 digits.
            const unit = 10 ** -places;
            assert.ok(Math.abs(Number(text) - value) <= 0.5 * unit + Math.abs(value) * 4e-16);
          },
        ),
      );
    });

    it("that are none are written as SCPI has them: 9.91E37, 9.9E37, -9.9E37", () => {
      assert.equal(decimal(Number.NaN, 3), "9.91E37");
      assert.equal(decimal(Infinity, 3), "9.9E37");
      assert.equal(decimal(-Infinity, 0), "-9.9E37");
    });
  });

  describe("text", () => {
    it("is printable ASCII; what is not becomes a question mark", () => {
      assert.equal(
        written((w) => w.text('a b"~')),
        'a b"~',
      );
      assert.equal(
        written((w) => w.text("\u00b5m \n\u2264")),
        "?m ??",
      );
    });

    it("may be prepared", () => {
      assert.equal(
        written((w) => w.piece(asciiBytes("$D,"))),
        "$D,",
      );
    });
  });

  describe("hexadecimal", () => {
    it("has four digits, letters as capitals", () => {
      for (const value of [0, 0x29b1, 0xffff, 0xa, 0x00f0]) {
        const digits = value.toString(16).toUpperCase().padStart(4, "0");
        assert.equal(
          written((w) => w.hex4(value)),
          digits,
        );
      }
    });
  });

  describe("ends", () => {
    it("of a pushed line have the CRC of all before the star", () => {
      const line = written((writer) => {
        writer.text("$D,1,2");
        writer.endWithCrc();
      });
      const crc = crc16(asciiBytes("$D,1,2"), 0, 6);
      assert.equal(line, `$D,1,2*${crc.toString(16).toUpperCase().padStart(4, "0")}\n`);
    });

    it("of a reply are there even when the line is full", () => {
      assert.equal(
        written((w) => {
          w.text("123456789");
          w.end();
        }, 8),
        "1234567\n",
      );
    });
  });

  describe("a full buffer", () => {
    it("takes no more, says so, and is usable again", () => {
      const writer = new LineWriter(20);
      writer.text("0123456789012345678901234");
      assert.equal(writer.length, 20);
      assert.equal(writer.overflowed, true);
      writer.piece(asciiBytes("x"));
      writer.integer(5);
      assert.equal(writer.length, 20);
      writer.begin();
      assert.equal(writer.overflowed, false);
      writer.integer(5);
      assert.equal(writer.length, 1);
    });

    it("never writes behind its end", () => {
      const step = fc.oneof(
        fc.string({ maxLength: 12 }).map((text) => (w: LineWriter) => w.text(text)),
        fc.maxSafeInteger().map((x) => (w: LineWriter) => w.integer(x % 1e15)),
        fc.double().map((x) => (w: LineWriter) => w.decimal(x % 1e6, 3)),
        fc.constant((w: LineWriter) => w.endWithCrc()),
        fc.constant((w: LineWriter) => w.end()),
      );
      fc.assert(
        fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
          const writer = new LineWriter(40);
          for (const write of steps) write(writer);
          assert.ok(writer.length <= 40);
        }),
      );
    });
  });
});
