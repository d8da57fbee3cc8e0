const zero = 48;
const plus = 43;
const minus = 45;
const dot = 46;
const capitalE = 69;
const smallE = 101;

/**
 * Where the decimal number ends that begins at `from`: a sign, digits with or without a dot, an exponent. No hexadecimal, no
 * "Infinity", no "NaN". It is `from` itself when no number begins there.
 *
 * A scanner and not a regular expression: one that is preloaded into flash takes memory for each match that it never
 * gives back, and corrupts the heap when the collector runs meanwhile (`fxAllocateRegExpData` of the Moddable SDK 8.2.3).
 */
export function decimalEnd(text: string, from = 0): number {
  const start = afterSign(text, from);
  const dotAt = digitsEnd(text, start);
  let end = dotAt;
  if (text.charCodeAt(dotAt) === dot) {
    end = digitsEnd(text, dotAt + 1);
    if (dotAt === start && end === dotAt + 1) return from;
  } else if (dotAt === start) {
    return from;
  }
  const letter = text.charCodeAt(end);
  if (letter !== capitalE && letter !== smallE) return end;
  const power = afterSign(text, end + 1);
  const powerEnd = digitsEnd(text, power);
  return powerEnd > power ? powerEnd : end;
}

/** Is the text as a whole a decimal number? */
export function isDecimal(text: string): boolean {
  return text !== "" && decimalEnd(text) === text.length;
}

function afterSign(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code === plus || code === minus ? at + 1 : at;
}

/** Behind the last of the digits that begin at `at`. */
export function digitsEnd(text: string, at: number): number {
  let end = at;
  // Behind the end of the text the code is NaN, and neither comparison holds.
  for (;;) {
    const digit = text.charCodeAt(end) - zero;
    if (!(digit >= 0 && digit <= 9)) return end;
    end += 1;
  }
}
