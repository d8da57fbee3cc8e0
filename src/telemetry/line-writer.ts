import { crc16 } from "./crc16.js";

const comma = 44;
const star = 42;
const quote = 34;
const minus = 45;
const zero = 48;
const newline = 10;

/** The codes of "00", "01" to "99", two in a number: two digits are written with one call. */
const digitPairs: readonly number[] = Array.from(
  { length: 100 },
  (_, pair) => ((zero + Math.floor(pair / 10)) << 8) | (zero + (pair % 10)),
);

/** The same of "00" to "FF". */
const hexPairs: readonly number[] = Array.from(
  { length: 256 },
  (_, byte) => (hexDigit(byte >> 4) << 8) | hexDigit(byte & 15),
);

/** The code of one hexadecimal digit. */
function hexDigit(digit: number): number {
  return digit < 10 ? zero + digit : 55 + digit;
}

/** How many decimal digits a whole number from 10^8 on has. */
function digitsOfLarge(n: number): number {
  let digits = 9;
  for (let bound = 1e9; n >= bound; bound *= 10) digits += 1;
  return digits;
}

/**
 * Writes one line of text into a buffer that it keeps. Allocates nothing but in `text`, which is for what is said
 * seldom; rows are integers. What does not fit is cut, and `overflowed` says so.
 */
export class LineWriter {
  readonly bytes: Uint8Array;
  /** Where the line begins in `bytes`, and where it ends so far. */
  start = 0;
  length = 0;
  overflowed = false;
  readonly view: DataView;
  /** Where it must end at the latest. */
  size: number;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.view = new DataView(this.bytes.buffer);
    this.size = size;
  }

  begin(): void {
    this.length = this.start;
    this.overflowed = false;
  }

  /** Lets the next lines begin elsewhere, with so much room. */
  moveTo(start: number, room: number): void {
    this.start = start;
    this.length = start;
    this.size = start + room;
  }

  byte(code: number): void {
    if (this.length >= this.size) {
      this.overflowed = true;
      return;
    }
    this.bytes[this.length] = code;
    this.length += 1;
  }

  comma(): void {
    this.byte(comma);
  }

  /** Printable ASCII; anything else becomes `?`. */
  text(text: string): void {
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      this.byte(code >= 32 && code < 127 ? code : 63);
    }
  }

  /** The text in quotes; quotes within it are doubled (IEEE 488.2, 8.7.8). */
  quoted(text: string): void {
    this.byte(quote);
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === quote) this.byte(quote);
      this.byte(code >= 32 && code < 127 ? code : 63);
    }
    this.byte(quote);
  }

  /** A prepared piece, without touching a string. */
  piece(piece: Uint8Array): void {
    const end = this.length + piece.length;
    if (end > this.size) {
      this.overflowed = true;
      return;
    }
    this.bytes.set(piece, this.length);
    this.length = end;
  }

  /** An integer of up to 15 digits. */
  integer(value: number): void {
    let at = this.length;
    if (at + 18 > this.size) {
      this.overflowed = true;
      return;
    }
    const view = this.view;
    let rest = value;
    if (rest < 0) {
      this.bytes[at] = minus;
      at += 1;
      rest = -rest;
    }
    let write = at;
    if (rest < 10000) write += rest < 100 ? (rest < 10 ? 1 : 2) : rest < 1000 ? 3 : 4;
    else if (rest < 100000000)
      write += rest < 1000000 ? (rest < 100000 ? 5 : 6) : rest < 10000000 ? 7 : 8;
    else write += digitsOfLarge(rest);
    this.length = write;
    let high = 0;
    // Beyond 31 bits the integer instructions do not reach.
    while (rest > 2147483647) {
      high = Math.floor(rest / 100);
      write -= 2;
      view.setUint16(write, digitPairs[rest - high * 100] as number);
      rest = high;
    }
    while (rest >= 100) {
      high = (rest / 100) | 0;
      write -= 2;
      view.setUint16(write, digitPairs[rest - high * 100] as number);
      rest = high;
    }
    if (rest >= 10) view.setUint16(at, digitPairs[rest] as number);
    else this.bytes[at] = zero + rest;
  }

  /** A decimal number with `decimals` places; NaN and infinities as SCPI writes them. */
  decimal(value: number, decimals: number): void {
    if (!(value - value === 0)) {
      // SCPI-99 vol. 1, 7.2.1: not a number is 9.91E37, infinity 9.9E37.
      this.text(Number.isNaN(value) ? "9.91E37" : value > 0 ? "9.9E37" : "-9.9E37");
      return;
    }
    let scale = 1;
    for (let i = 0; i < decimals; i += 1) scale *= 10;
    const size = Math.floor((value < 0 ? -value : value) * scale + 0.5);
    if (value < 0 && size > 0) this.byte(minus);
    const whole = Math.floor(size / scale);
    this.integer(whole);
    if (decimals === 0) return;
    this.byte(46);
    let rest = size - whole * scale;
    for (let place = scale / 10; place >= 1; place /= 10) {
      const digit = Math.floor(rest / place);
      this.byte(zero + digit);
      rest -= digit * place;
    }
  }

  hex4(value: number): void {
    if (this.length + 4 > this.size) {
      this.overflowed = true;
      return;
    }
    this.view.setUint16(this.length, hexPairs[value >> 8] as number);
    this.view.setUint16(this.length + 2, hexPairs[value & 255] as number);
    this.length += 4;
  }

  /** Ends a pushed line: `*`, the CRC of all before it, newline. */
  endWithCrc(): void {
    this.endWith(crc16(this.bytes, this.start, this.length));
  }

  /** As `endWithCrc` where the CRC is known already. */
  endWith(crc: number): void {
    const at = this.length;
    if (at + 6 > this.size) {
      this.overflowed = true;
      return;
    }
    this.bytes[at] = star;
    this.view.setUint16(at + 1, hexPairs[crc >> 8] as number);
    this.view.setUint16(at + 3, hexPairs[crc & 255] as number);
    this.bytes[at + 5] = newline;
    this.length = at + 6;
  }

  /** Ends a reply; a cut one loses one byte more, because a line without an end would never be read. */
  end(): void {
    if (this.length === this.size) {
      this.overflowed = true;
      this.length -= 1;
    }
    this.byte(newline);
  }
}

/** Prepares an ASCII text as bytes, once, so that the tick need not touch the string. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}
