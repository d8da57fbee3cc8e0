import { classOf } from "./mnemonic.js";

const plus = 43;
const minus = 45;
const dot = 46;
const hash = 35;
const letterE = 5;
const firstDigit = 32;
/** Digits that a double holds without rounding, and the powers of ten that it holds exactly. */
const exactDigits = 15;
const powers: readonly number[] = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * Reads decimal numbers as IEEE 488.2 (7.7.2) writes them, out of bytes. The result is the double next to the decimal,
 * as `Number` gives it: short numbers by one exact multiplication or division (Clinger 1990), others by `Number`.
 */
export class NumberText {
  value = 0;
  /** Where the number ended; where it was to begin when there is none. */
  end = 0;

  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.end = start;
    let at = start;
    let digits = 0;
    let decimals = 0;
    let mantissa = 0;
    let significant = 0;
    const sign = bytes[at];
    if (at < end && (sign === plus || sign === minus)) at += 1;
    let behindDot = false;
    for (; at < end; at += 1) {
      const code = bytes[at] as number;
      if (code === dot && !behindDot) {
        behindDot = true;
        continue;
      }
      if (code < 48 || code > 57) break;
      digits += 1;
      if (behindDot) decimals += 1;
      if (significant > 0 || code > 48) significant += 1;
      if (significant <= exactDigits) mantissa = mantissa * 10 + code - 48;
    }
    if (digits === 0) return false;
    const powerAt = at;
    const power = this.readPower(bytes, at, end);
    at = this.end;
    const scale = power - decimals;
    if (significant > exactDigits || scale < -22 || scale > 22) {
      this.value = Number(asciiText(bytes, start, at));
    } else {
      const size =
        scale < 0 ? mantissa / (powers[-scale] as number) : mantissa * (powers[scale] as number);
      this.value = sign === minus ? -size : size;
    }
    if (at === powerAt) this.end = at;
    return true;
  }

  /** The power of ten behind an E, 0 when there is none; `end` is left behind it. */
  private readPower(bytes: Uint8Array, start: number, end: number): number {
    this.end = start;
    if (start >= end || classOf[bytes[start] as number] !== letterE) return 0;
    let at = start + 1;
    const negative = bytes[at] === minus;
    if (at < end && (negative || bytes[at] === plus)) at += 1;
    let power = 0;
    const first = at;
    for (; at < end; at += 1) {
      const code = bytes[at] as number;
      if (code < 48 || code > 57) break;
      if (power < 100000) power = power * 10 + code - 48;
    }
    if (at === first) return 0;
    this.end = at;
    return negative ? -power : power;
  }

  /** A whole number, decimal or as `#H2F`, `#Q57`, `#B101` (IEEE 488.2, 7.7.4); false when `bytes[start, end)` is none. */
  readWhole(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start] === hash) return this.readBased(bytes, start + 1, end);
    const sign = bytes[start];
    let at = sign === plus || sign === minus ? start + 1 : start;
    if (at >= end || end - at > exactDigits) return false;
    let size = 0;
    for (; at < end; at += 1) {
      const code = bytes[at] as number;
      if (code < 48 || code > 57) return false;
      size = size * 10 + code - 48;
    }
    this.value = sign === minus ? -size : size;
    return true;
  }

  private readBased(bytes: Uint8Array, start: number, end: number): boolean {
    const letter = classOf[bytes[start] as number];
    const base = letter === 8 ? 16 : letter === 17 ? 8 : letter === 2 ? 2 : 0;
    if (base === 0 || start + 1 >= end || end - start > 12) return false;
    let value = 0;
    for (let at = start + 1; at < end; at += 1) {
      const kind = classOf[bytes[at] as number] as number;
      const digit = kind >= firstDigit ? kind - firstDigit : kind > 0 && kind < 7 ? 9 + kind : base;
      if (digit >= base) return false;
      value = value * base + digit;
    }
    this.value = value;
    return true;
  }
}

/** Printable ASCII as text, anything else as `?`. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i += 1) {
    const code = bytes[i] as number;
    if (code === 9) text += " ";
    else text += code >= 32 && code < 127 ? String.fromCharCode(code) : "?";
  }
  return text;
}
