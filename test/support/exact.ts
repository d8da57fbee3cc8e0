// True values of the elementary functions in integers with 256 binary places: the yardstick for errors below the last
// bit of a double, where Math itself may be wrong by one.

const places = 256n;
const one = 1n << places;

/** A true value, `mantissa / 2^256 * 2^exponent`. */
export interface Exact {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** `x * 2^n` with 256 binary places. */
function fixed(x: number, n = 0): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : fraction | 0x10000000000000n;
  // The mantissa counts in 2^(exponent - 1075); a subnormal number has the exponent 1.
  const shift = (exponent === 0n ? 1n : exponent) - 1075n + places + BigInt(n);
  const wide = shift >= 0n ? size << shift : size >> -shift;
  return x < 0 ? -wide : wide;
}

const times = (a: bigint, b: bigint) => (a * b) >> places;
const ratio = (a: bigint, b: bigint) => (a << places) / b;
const magnitude = (a: bigint) => (a < 0n ? -a : a);

function floored(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

/** Sum of the series that begins with `first` and goes on by `term x / divisor(n)`. */
function series(first: bigint, x: bigint, divisor: (n: bigint) => bigint): bigint {
  let sum = first;
  let term = first;
  for (let n = 1n; magnitude(term) > 1n; n += 1n) {
    term = times(term, x) / divisor(n);
    sum += term;
  }
  return sum;
}

/** `ln((1 + s) / (1 - s)) = 2 (s + s^3/3 + s^5/5 + ...)`. */
function logOfRatio(s: bigint): bigint {
  const square = times(s, s);
  let sum = 0n;
  let power = s;
  for (let n = 1n; magnitude(power) > 1n; n += 2n) {
    sum += power / n;
    power = times(power, square);
  }
  return 2n * sum;
}

/** `arctan(1/n) = 1/n - 1/(3 n^3) + ...`. */
function arctangentOfInverse(n: bigint): bigint {
  let sum = 0n;
  let power = one / n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
}

const ln2 = logOfRatio(one / 3n);
/** Machin 1706: pi = 16 arctan(1/5) - 4 arctan(1/239). */
const pi = 16n * arctangentOfInverse(5n) - 4n * arctangentOfInverse(239n);

function expOf(wide: bigint): Exact {
  const n = floored(wide + ln2 / 2n, ln2);
  return { mantissa: series(one, wide - n * ln2, (k) => k), exponent: Number(n) };
}

function logOf(x: number): bigint {
  let m = x;
  let k = 0;
  for (; m >= 1.5; m /= 2) k += 1;
  for (; m < 0.75; m *= 2) k -= 1;
  return BigInt(k) * ln2 + logOfRatio(ratio(fixed(m) - one, fixed(m) + one));
}

function sineOf(wide: bigint): bigint {
  const r = wide - floored(wide + pi, 2n * pi) * 2n * pi;
  return series(r, times(r, r), (n) => -(2n * n) * (2n * n + 1n));
}

function expMinusOneOf(x: number): bigint {
  const { mantissa, exponent } = expOf(fixed(x));
  const whole = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
  return whole - one;
}

const plain = (mantissa: bigint): Exact => ({ mantissa, exponent: 0 });

export const exactExp = (x: number): Exact => expOf(fixed(x));
export const exactExpMinusOne = (x: number): Exact => plain(expMinusOneOf(x));
export const exactLog = (x: number): Exact => plain(logOf(x));
export const exactLog10 = (x: number): Exact => plain(ratio(logOf(x), logOf(10)));
export const exactPower = (x: number, y: number): Exact => expOf(times(fixed(y), logOf(x)));
export const exactSin = (x: number): Exact => plain(sineOf(fixed(x)));
export const exactCos = (x: number): Exact => plain(sineOf(fixed(x) + pi / 2n));

export function exactTanh(x: number): Exact {
  const t = expMinusOneOf(2 * x);
  return plain(ratio(t, t + 2n * one));
}

/** Newton from Math's value, whose 52 bits each step doubles: three give all 256 but for the very edge. */
export function exactArcsine(x: number): Exact {
  let y = fixed(Math.asin(x));
  for (let i = 0; i < 3; i += 1) y -= ratio(sineOf(y) - fixed(x), sineOf(y + pi / 2n));
  return plain(y);
}

/** A positive fixed-point number as a double, by its top 64 bits. */
function toNumber(wide: bigint): number {
  const cut = Math.max(0, wide.toString(2).length - 64);
  return Number(wide >> BigInt(cut)) * 2 ** (cut - Number(places));
}

/** How wrong `actual` is, as a share of the true value. */
export function relativeError(actual: number, exact: Exact): number {
  const error = magnitude(fixed(actual, -exact.exponent) - exact.mantissa);
  return error === 0n ? 0 : toNumber(ratio(error, magnitude(exact.mantissa)));
}

/** How wrong `actual` is, for true values with the exponent 0. */
export function absoluteError(actual: number, exact: Exact): number {
  return toNumber(magnitude(fixed(actual, -exact.exponent) - exact.mantissa));
}
