import {
  arcsine,
  cos,
  exp,
  expMinusOne,
  log,
  log10,
  power,
  scaleByPowerOfTwo,
  sin,
  tanh,
} from "../../src/maths/elementary.js";

/** Arguments for each function; the edges come first, then pseudo-random ones. */
export const sweepLength = 10_000;

const edges = [0, -0, 1, -1, 0.5, 2, 1e-300, 5e-324, 1e300, 709.7, 709.8, -745.2, -708.4];
edges.push(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);

interface Sweep {
  readonly low: number;
  readonly high: number;
  /** Edges at which the function is defined to end; sine and cosine reduce their argument and need it finite. */
  readonly edges: readonly number[];
  value(x: number, y: number): number;
}

const small = [0, -0, 1, -1, 0.5, -0.5, 1e-300];

const sweeps: Record<string, Sweep> = {
  exp: { low: -750, high: 715, edges, value: (x) => exp(x) },
  expMinusOne: { low: -2, high: 2, edges, value: (x) => expMinusOne(x) },
  log: { low: -3, high: 1e6, edges, value: (x) => log(x) },
  logOfTiny: { low: 0, high: 1e-200, edges, value: (x) => log(x) },
  log10: { low: 0, high: 1e9, edges, value: (x) => log10(x) },
  power: { low: 0, high: 50, edges, value: (x, y) => power(x < 0 ? -x : x, 8 * y - 4) },
  tanh: { low: -25, high: 25, edges, value: (x) => tanh(x) },
  sin: { low: -1e6, high: 1e6, edges: small, value: (x) => sin(x) },
  cos: { low: -1e6, high: 1e6, edges: small, value: (x) => cos(x) },
  arcsine: { low: -1.001, high: 1.001, edges, value: (x) => arcsine(x) },
  scaleByPowerOfTwo: {
    low: -1e9,
    high: 1e9,
    edges: small,
    value: (x, y) => scaleByPowerOfTwo(x, Math.floor(1200 * y) - 600),
  },
};

/** The functions that are swept. */
export const sweepNames: readonly string[] = Object.keys(sweeps);

/** Values of one function over its arguments, as the bytes of doubles. */
export function sweep(name: string): Uint8Array {
  const of = sweeps[name];
  if (of === undefined) throw new Error(`no function ${name}`);
  const values = new Float64Array(sweepLength);
  // xorshift32 (Marsaglia 2003): the same arguments on every engine.
  let state = 2463534242;
  for (let i = 0; i < sweepLength; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const share = (state >>> 0) / 4294967296;
    const y = ((state >>> 8) & 0xffff) / 65536;
    const x = i < of.edges.length ? of.edges[i]! : of.low + (of.high - of.low) * share;
    values[i] = of.value(x, y);
  }
  return new Uint8Array(values.buffer);
}
