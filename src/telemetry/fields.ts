import { afterOneByte, afterThreeBytes, afterTwoBytes } from "./crc16.js";
import type { LineWriter } from "./line-writer.js";

const comma = 44;
const minus = 45;
const zero = 48;

/** A comma, a sign and the 15 digits of 48 bits, and a byte that may be written over. */
const longestField = 18;

/** The codes of "000" to "999", three in a number. */
const digitTriples: readonly number[] = Array.from(
  { length: 1000 },
  (_, n) =>
    ((zero + Math.floor(n / 100)) << 16) |
    ((zero + (Math.floor(n / 10) % 10)) << 8) |
    (zero + (n % 10)),
);

/**
 * Appends `count` whole numbers to a line, a comma before each, and returns the CRC of the line so far, given the one
 * before. Text and CRC are made in one pass, up to three characters at a time and without calls: on XS most of what a row
 * costs is spent here (docs/flashing.md). A line too short for all of them is cut and says so.
 */
export function appendFields(
  line: LineWriter,
  values: Float64Array,
  count: number,
  crcBefore: number,
): number {
  const { bytes, view } = line;
  const one = afterOneByte;
  const two = afterTwoBytes;
  const three = afterThreeBytes;
  const triples = digitTriples;
  const last = line.size - longestField;
  let crc = crcBefore;
  let at = line.length;
  let value = 0;
  let rest = 0;
  let lead = 0;
  let scale = 0;
  let text = 0;
  let mark = 0;
  let i = 0;
  while (i < count) {
    value = values[i] as number;
    // What integer instructions do not reach comes seldom.
    if (at > last || (value | 0) !== value) break;
    i += 1;
    mark = comma;
    rest = value;
    if (value < 0) {
      bytes[at] = comma;
      at += 1;
      crc = ((crc << 8) & 65535) ^ (one[(crc >> 8) ^ comma] as number);
      mark = minus;
      rest = -value;
    }
    scale = rest < 1e3 ? 1 : rest < 1e6 ? 1e3 : rest < 1e9 ? 1e6 : 1e9;
    lead = (rest / scale) | 0;
    text = triples[lead] as number;
    if (lead >= 100) {
      bytes[at] = mark;
      at += 1;
      crc = ((crc << 8) & 65535) ^ (one[(crc >> 8) ^ mark] as number);
    } else if (lead >= 10) text = (mark << 16) | (text & 65535);
    else {
      text = (mark << 8) | (text & 255);
      view.setUint16(at, text);
      at += 2;
      text ^= crc;
      crc = (two[text >> 8] as number) ^ (one[text & 255] as number);
      if (scale === 1) continue;
      rest -= lead * scale;
      scale /= 1e3;
      lead = (rest / scale) | 0;
      text = triples[lead] as number;
    }
    for (;;) {
      // The fourth byte is overwritten by what follows.
      view.setInt32(at, text << 8);
      at += 3;
      mark = crc ^ (text >> 8);
      crc =
        (three[mark >> 8] as number) ^ (two[mark & 255] as number) ^ (one[text & 255] as number);
      if (scale === 1) break;
      rest -= lead * scale;
      scale /= 1e3;
      lead = (rest / scale) | 0;
      text = triples[lead] as number;
    }
  }
  line.length = at;
  return i === count ? crc : appendRest(line, values, i, count, crc);
}

/** Numbers that integer instructions do not reach, or a line that is full. */
function appendRest(
  line: LineWriter,
  values: Float64Array,
  from: number,
  count: number,
  crcBefore: number,
): number {
  let crc = crcBefore;
  for (let i = from; i < count; i += 1) {
    let at = line.length;
    if (at + longestField > line.size) {
      line.overflowed = true;
      return crc;
    }
    line.comma();
    line.integer(values[i] as number);
    for (; at < line.length; at += 1) {
      const high = (crc >> 8) ^ (line.bytes[at] as number);
      crc = ((crc << 8) & 65535) ^ (afterOneByte[high] as number);
    }
  }
  return crc;
}
