/** One mnemonic of a header: its two spellings, and whether a number may follow. */
interface Node {
  readonly short: readonly number[];
  readonly long: readonly number[];
  readonly numbered: boolean;
}

/** What a header matched. */
export interface HeaderMatch {
  /** Number behind the mnemonic that takes one; 1 when none was given. */
  suffix: number;
}

const colon = 58;

/**
 * A header pattern as the SCPI documents write it: capitals are the short form, `[...]` may be left out, `#` takes
 * a number, a trailing `?` makes it a query. `[SOURce]:PRESsure#[:LEVel]` matches `PRES2`, `sour:pressure1:lev`.
 */
export class HeaderPattern {
  readonly query: boolean;
  readonly common: boolean;
  private readonly alternatives: readonly (readonly Node[])[];

  constructor(pattern: string) {
    this.query = pattern.endsWith("?");
    this.common = pattern.startsWith("*");
    const bare = this.query ? pattern.slice(0, -1) : pattern;
    this.alternatives = expand(bare).map((text) =>
      text
        .split(":")
        .filter((part) => part !== "")
        .map(nodeOf),
    );
  }

  /** Does `bytes[start, end)`, without the question mark and a leading colon, fit? */
  matches(bytes: Uint8Array, start: number, end: number, into: HeaderMatch): boolean {
    for (let i = 0; i < this.alternatives.length; i += 1) {
      const nodes = this.alternatives[i] as readonly Node[];
      into.suffix = 1;
      let at = start;
      let fits = true;
      for (let n = 0; n < nodes.length && fits; n += 1) {
        let stop = at;
        while (stop < end && bytes[stop] !== colon) stop += 1;
        fits = matchNode(nodes[n] as Node, bytes, at, stop, into);
        const last = n === nodes.length - 1;
        if (last) fits = fits && stop === end;
        else if (stop === end) fits = false;
        at = stop + 1;
      }
      if (fits) return true;
    }
    return false;
  }
}

/** All spellings of a pattern with its optional parts in and out; the one with all parts in comes first. */
function expand(pattern: string): string[] {
  const open = pattern.indexOf("[");
  if (open < 0) return [pattern];
  const close = pattern.indexOf("]", open);
  const before = pattern.slice(0, open);
  const inner = pattern.slice(open + 1, close);
  const after = pattern.slice(close + 1);
  return [...expand(`${before}${inner}${after}`), ...expand(`${before}${after}`)];
}

function nodeOf(part: string): Node {
  const numbered = part.endsWith("#");
  const name = numbered ? part.slice(0, -1) : part;
  const short = Array.from(name)
    .filter((character) => character < "a" || character > "z")
    .join("");
  return { short: codesOf(short), long: codesOf(name.toUpperCase()), numbered };
}

/** Character codes as a plain list, which may be made at load and live in flash; a typed array may not. */
function codesOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function matchNode(
  node: Node,
  bytes: Uint8Array,
  at: number,
  stop: number,
  into: HeaderMatch,
): boolean {
  let letters = stop;
  if (node.numbered) {
    while (letters > at && isDigit(bytes[letters - 1] as number)) letters -= 1;
    if (letters < stop) into.suffix = numberOf(bytes, letters, stop);
  }
  return same(node.short, bytes, at, letters) || same(node.long, bytes, at, letters);
}

function same(word: readonly number[], bytes: Uint8Array, at: number, stop: number): boolean {
  if (stop - at !== word.length) return false;
  for (let i = 0; i < word.length; i += 1) {
    let code = bytes[at + i] as number;
    if (code >= 97 && code <= 122) code -= 32;
    if (code !== word[i]) return false;
  }
  return true;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Bounded: a suffix of many digits must not overflow into a valid one. */
function numberOf(bytes: Uint8Array, at: number, stop: number): number {
  let value = 0;
  for (let i = at; i < stop && value < 1e6; i += 1)
    value = value * 10 + ((bytes[i] as number) - 48);
  return value;
}
