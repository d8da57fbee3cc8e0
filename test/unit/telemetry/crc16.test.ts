import assert from "node:assert/strict";
import fc from "fast-check";
import { crc16 } from "../../../src/telemetry/crc16.js";
import { asciiBytes } from "../../../src/telemetry/line-writer.js";

/** The definition, bit by bit: divide the message by x^16 + x^12 + x^5 + 1, the register starting at all ones. */
function crcByBits(bytes: Uint8Array): number {
  let register = 0xffff;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const carry = ((register >> 15) & 1) !== ((byte >> bit) & 1);
      register = (register << 1) & 0xffff;
      if (carry) register ^= 0x1021;
    }
  }
  return register;
}

describe("CRC-16/CCITT-FALSE", () => {
  it("has the published check value: 0x29B1 of the text 123456789", () => {
    assert.equal(crc16(asciiBytes("123456789"), 0, 9), 0x29b1);
  });

  it("of nothing is the start value", () => {
    assert.equal(crc16(new Uint8Array(4), 2, 2), 0xffff);
  });

  it("is that of the definition for every message", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        assert.equal(crc16(bytes, 0, bytes.length), crcByBits(bytes));
      }),
    );
  });

  it("is that of the piece alone, whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 20 }),
        fc.uint8Array({ maxLength: 60 }),
        fc.uint8Array({ maxLength: 20 }),
        (before, piece, behind) => {
          const all = Uint8Array.from([...before, ...piece, ...behind]);
          assert.equal(crc16(all, before.length, before.length + piece.length), crcByBits(piece));
        },
      ),
    );
  });

  it("sees every single wrong bit, every two of them, and every burst of up to 16 bits in a row", () => {
    // Burst detection up to the length of the register is a property of every CRC with a constant term.
    const message = fc.uint8Array({ minLength: 3, maxLength: 100 });
    fc.assert(
      fc.property(message, fc.nat(), fc.integer({ min: 1, max: 0xffff }), (bytes, place, burst) => {
        const wrong = bytes.slice();
        const at = place % (bytes.length - 2);
        wrong[at] = (wrong[at] ?? 0) ^ (burst >> 8);
        wrong[at + 1] = (wrong[at + 1] ?? 0) ^ (burst & 255);
        assert.notEqual(crc16(wrong, 0, wrong.length), crc16(bytes, 0, bytes.length));
      }),
    );
  });
});
