import assert from "node:assert/strict";
import fc from "fast-check";
import { crc32 } from "../../../src/store/crc32.js";

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Bit by bit, as the definition has it. */
function slowly(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe("CRC-32", () => {
  it("gives the check value of CRC-32/ISO-HDLC, and values known from elsewhere", () => {
    assert.equal(crc32(ascii("123456789"), 0, 9), 0xcbf43926);
    assert.equal(crc32(ascii(""), 0, 0), 0);
    assert.equal(crc32(ascii("a"), 0, 1), 0xe8b7be43);
    assert.equal(crc32(new Uint8Array(32), 0, 32), 0x190a55ad);
  });

  it("is that of the definition, for the piece asked for", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(80), fc.nat(80), (bytes, a, b) => {
        const start = Math.min(a, b, bytes.length);
        const end = Math.min(Math.max(a, b), bytes.length);
        assert.equal(crc32(bytes, start, end), slowly(bytes.subarray(start, end)));
      }),
    );
  });

  it("notices every change within any 32 bits in a row", () => {
    const burst = fc.integer({ min: 1, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 5, maxLength: 60 }),
        burst,
        fc.nat(),
        (bytes, flips, n) => {
          const at = n % (bytes.length * 8 - 31);
          const changed = bytes.slice();
          for (let bit = 0; bit < 32; bit += 1) {
            const place = at + bit;
            if ((flips >>> bit) & 1)
              changed[place >> 3] = (changed[place >> 3] ?? 0) ^ (1 << (place & 7));
          }
          assert.notEqual(crc32(changed, 0, changed.length), crc32(bytes, 0, bytes.length));
        },
      ),
      { numRuns: 500 },
    );
  });
});
