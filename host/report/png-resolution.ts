import { crc32 } from "../../src/store/crc32.js";

/** Signature of 8 bytes, then IHDR: length 4, type 4, 13 bytes, CRC 4 (PNG specification 11.2.1). */
const afterHeader = 8 + 4 + 4 + 13 + 4;
/** Chunk pHYs: length 4, type 4, 9 bytes, CRC 4 (11.3.4.3). */
const physLength = 9;

/** A PNG with the chunk that says how large it is on paper: `dpi` dots per inch, both ways. */
export function withResolution(png: Uint8Array, dpi: number): Uint8Array {
  const chunk = new Uint8Array(4 + 4 + physLength + 4);
  const view = new DataView(chunk.buffer);
  const perMetre = Math.round(dpi / 0.0254);
  view.setUint32(0, physLength);
  chunk.set([112, 72, 89, 115], 4); // "pHYs"
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  view.setUint8(16, 1); // dots a metre
  view.setUint32(17, crc32(chunk, 4, 17));
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, afterHeader));
  out.set(chunk, afterHeader);
  out.set(png.subarray(afterHeader), afterHeader + chunk.length);
  return out;
}
