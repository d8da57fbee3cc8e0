// Numbers as text, straight into bytes: Number.toFixed makes a string for each of six million fields.

const powers: readonly number[] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const largestExact = 2 ** 53;
const minus = 45;
const point = 46;
const zero = 48;

/** The most bytes that one number takes. */
export const decimalBytes = 32;

/** The most decimals that a column may have. */
export const decimalsMax = powers.length - 1;

/**
 * Writes `value` at `bytes[at]` with at most `decimals` decimals, trailing zeros left out, halves rounded away
 * from zero. Returns where the text ends. What is not a finite number leaves the field empty.
 */
export function putDecimal(bytes: Uint8Array, at: number, value: number, decimals: number): number {
  if (value - value !== 0) return at;
  let places = decimals;
  let scaled = Math.floor(Math.abs(value) * (powers[places] ?? 1) + 0.5);
  if (scaled >= largestExact) return putText(bytes, at, String(value));
  while (places > 0 && scaled % 10 === 0) {
    scaled /= 10;
    places -= 1;
  }
  let start = at;
  if (value < 0 && scaled > 0) bytes[start++] = minus;
  const length = Math.max(digitsOf(scaled), places + 1);
  const end = start + length + (places > 0 ? 1 : 0);
  for (let i = end - 1, digit = 0; i >= start; i -= 1) {
    if (places > 0 && digit === places) {
      bytes[i] = point;
      i -= 1;
    }
    const next = Math.floor(scaled / 10);
    bytes[i] = zero + (scaled - next * 10);
    scaled = next;
    digit += 1;
  }
  return end;
}

function digitsOf(whole: number): number {
  let digits = 1;
  for (let bound = 10; whole >= bound; bound *= 10) digits += 1;
  return digits;
}

function putText(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i += 1) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}
