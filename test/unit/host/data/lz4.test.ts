import assert from "node:assert/strict";
import { lz4Block } from "../../../../host/data/lz4.js";

const bytes = (text: string) => [...Buffer.from(text, "latin1")];
const text = (block: readonly number[], length: number) =>
  Buffer.from(lz4Block(Uint8Array.from(block), length)).toString("latin1");

describe("LZ4 blocks", () => {
  it("are literals, and copies that may overlap themselves", () => {
    assert.equal(text([0x50, ...bytes("hello")], 5), "hello");
    // One literal, then 4 + 4 bytes from 1 back; then five literals end the block.
    assert.equal(text([0x14, 97, 1, 0, 0x50, ...bytes("bbbbb")], 14), "aaaaaaaaabbbbb");
    // Two literals, then 4 + 2 bytes from 2 back.
    assert.equal(text([0x22, ...bytes("xy"), 2, 0, 0x10, 122], 9), "xyxyxyxyz");
  });

  it("have lengths beyond 14 in further bytes, of which 255 asks for one more", () => {
    // 15 + 255 + 30 = 300 literals.
    assert.equal(text([0xf0, 255, 30, ...bytes("q".repeat(300))], 300), "q".repeat(300));
    // One literal, 4 + 15 + 255 + 0 = 274 bytes from 1 back, one literal.
    assert.equal(text([0x1f, 97, 1, 0, 255, 0, 0x10, 98], 276), `${"a".repeat(275)}b`);
  });

  it("that are damaged are refused: cut off, copied from before the beginning, too long or too short", () => {
    for (const [block, length] of [
      [[0x50, 104], 5],
      [[0x14, 97, 2, 0, 0x10, 98], 10],
      [[0x14, 97, 0, 0, 0x10, 98], 10],
      [[0x20, 97, 98], 1],
      [[0x20, 97, 98], 3],
    ] as const)
      assert.throws(() => text(block, length), /damaged LZ4 block/);
  });
});
