// A drawing as PNG: what is in the picture, read back by an inflater of Node's own.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { panels } from "../../../../host/report/page/panels.js";
import { plotPrinter } from "../../../../host/report/png.js";
import { crc32 } from "../../../../src/store/crc32.js";

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Chunks of a PNG; each must have its CRC right. */
function chunksOf(png: Uint8Array): Chunk[] {
  const bytes = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    assert.equal(bytes.readUInt32BE(end), crc32(bytes, at + 4, end));
    chunks.push({
      type: bytes.toString("latin1", at + 4, at + 8),
      data: bytes.subarray(at + 8, end),
    });
    at = end + 4;
  }
  return chunks;
}

/** The picture's bytes before they were packed: not all zero where ink is, and the same for the same picture. */
function picture(png: Uint8Array): string {
  const data = chunksOf(png).flatMap((chunk) => (chunk.type === "IDAT" ? [chunk.data] : []));
  return createHash("sha256")
    .update(inflateSync(Buffer.concat(data)))
    .digest("hex");
}

const drawing = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="12.7mm" viewBox="0 0 100 50" font-family="Helvetica, Arial, sans-serif" font-size="30">${inside}</svg>`;
const word = (text: string, more = "") =>
  drawing(`<text x="10" y="35"${more}>${text.replace("&", "&amp;")}</text>`);

describe("a plot as PNG", () => {
  it("has the dots that its width on paper asks for, and says how large it is", async () => {
    // An inch at 300 dots per inch; half of it high.
    const chunks = chunksOf((await plotPrinter(300))(drawing(""), 25.4));
    assert.deepEqual(
      chunks.map(({ type }) => type),
      ["IHDR", "pHYs", "IDAT", "IEND"],
    );
    const [header, physical] = chunks;
    assert.deepEqual([header?.data.readUInt32BE(0), header?.data.readUInt32BE(4)], [300, 150]);
    // 300 / 0.0254 m, both ways; unit 1 is the metre.
    const { data } = physical as Chunk;
    assert.deepEqual([data.readUInt32BE(0), data.readUInt32BE(4), data[8]], [11811, 11811, 1]);
  });

  it("has letters of the fonts that come with Isobar, regular and bold, and nobody else's", async () => {
    const print = await plotPrinter(100);
    const text = (more: string) => picture(print(word("kPa", more), 25.4));
    // Fonts of the machine are not asked: an unknown family falls back to ours, as Helvetica and Arial do.
    assert.equal(text(""), text(' font-family="Arimo"'));
    assert.equal(text(""), text(' font-family="DejaVu Sans, sans-serif"'));
    assert.notEqual(text(""), text(' font-weight="bold"'));
  });

  it("has a letter for every sign that a plot may ask for", async () => {
    const print = await plotPrinter(100);
    const written = panels
      .flatMap((panel) => [
        panel.title,
        panel.unit,
        panel.rightUnit ?? "",
        panel.band?.label ?? "",
        ...panel.lines.map(({ label }) => label),
      ])
      .join("");
    const signs = new Set(`${written}0123456789.:\u2212`.replaceAll(" ", ""));
    const empty = picture(print(word(""), 25.4));
    // What the font does not have is drawn as one and the same box, or not at all.
    const missing = picture(print(word("\uE123"), 25.4));
    for (const sign of signs) {
      const seen = picture(print(word(sign), 25.4));
      assert.ok(seen !== empty && seen !== missing, `U+${sign.codePointAt(0)?.toString(16)}`);
    }
    // The thin space between thousands takes room without ink.
    const spaced = picture(print(word("2\u202f5"), 25.4));
    assert.notEqual(spaced, picture(print(word("25"), 25.4)));
    assert.notEqual(spaced, picture(print(word("2\uE1235"), 25.4)));
  });
});
