import { log } from "../src/maths/elementary.js";

/**
 * FNV-1a over the seed's two 32-bit halves and the stream's characters: one word that names the
 * pair.
 */
function wordOf(seed: number, stream: string): number {
  const low = seed >>> 0;
  const high = Math.floor(seed / 4294967296) >>> 0;
  let hash = Math.imul(0x811c9dc5 ^ low, 0x01000193);
  hash = Math.imul(hash ^ (low >>> 16), 0x01000193);
  hash = Math.imul(hash ^ high, 0x01000193);
  for (let i = 0; i < stream.length; i += 1) {
    hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** The finaliser of splitmix32: a bijection on 32-bit words whose outputs look independent. */
function mix(word: number): number {
  let z = word;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) | 0;
}

const goldenGamma = 0x9e3779b9;

/**
 * The only randomness of the simulated world: xoshiro128** 1.1 (Blackman and Vigna,
 * prng.di.unimi.it).
 *
 * Each consumer takes a stream of its own by name, so that one consumer more or one draw more
 * elsewhere never changes what the others get. Integer arithmetic alone decides the words: every
 * engine draws the same.
 */
export class Prng {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #spare = 0;
  #hasSpare = false;

  constructor(seed: number, stream: string) {
    const word = wordOf(seed, stream);
    this.restart(
      mix(word + goldenGamma),
      mix(word + 2 * goldenGamma),
      mix(word + 3 * goldenGamma),
      mix(word + 4 * goldenGamma),
    );
  }

  /**
   * Puts the generator into a given state, as published test vectors do. Not all four may be zero.
   */
  restart(a: number, b: number, c: number, d: number): void {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
    this.#hasSpare = false;
  }

  /** The generator's own output: an integer from 0 to 2^32 - 1. */
  word(): number {
    const times5 = Math.imul(this.#b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** Uniform in [0, 1) with 53 random bits. */
  next(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Uniform in [low, high). */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Normal with mean 0 and variance 1, by Marsaglia's polar method, which needs no sine. */
  normal(): number {
    if (this.#hasSpare) {
      this.#hasSpare = false;
      return this.#spare;
    }
    let x = 0;
    let y = 0;
    let square = 0;
    do {
      x = 2 * this.next() - 1;
      y = 2 * this.next() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * log(square)) / square);
    this.#spare = y * factor;
    this.#hasSpare = true;
    return x * factor;
  }

  /** Either sign with the same probability. */
  pickSign(): 1 | -1 {
    return this.word() >= 2147483648 ? 1 : -1;
  }
}
