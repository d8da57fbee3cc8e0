import { classOf, type Mnemonic, mnemonicMax, mnemonicOf, shortForm } from "./mnemonic.js";

const colon = 58;
const asterisk = 42;
const firstDigit = 32;
const star = 27;

/** What a header leads to, and which of its mnemonics may have a number: bit n for the n-th from the root. */
interface Leaf<E> {
  readonly entry: E;
  readonly numbered: number;
}

/** A mnemonic at its place in the tree, in both spellings, and what may follow it. */
interface Branch<E> {
  readonly short: Mnemonic;
  readonly long: Mnemonic;
  /** Class of its first character. */
  readonly letter: number;
  readonly branches: Branch<E>[];
  command: Leaf<E> | undefined;
  query: Leaf<E> | undefined;
}

/** All headers of a table, by the first letter of their first mnemonic: few branches have to be looked at. */
export interface HeaderTree<E> {
  readonly byLetter: readonly (readonly Branch<E>[])[];
}

/**
 * The tree of headers as the SCPI documents write them: capitals are the short form, `[...]` may be left out, `#` takes a
 * number, a trailing `?` makes it a query. `[SOURce]:PRESsure#[:LEVel]` is met by `PRES2` and `sour:pressure1:lev`.
 */
export function headerTree<E extends { readonly header: string }>(
  entries: readonly E[],
): HeaderTree<E> {
  const roots: Branch<E>[] = [];
  for (const entry of entries) {
    const query = entry.header.endsWith("?");
    const bare = query ? entry.header.slice(0, -1) : entry.header;
    for (const spelling of spellings(bare)) insert(roots, spelling, entry, query);
  }
  const byLetter = Array.from({ length: firstDigit }, (_, letter) =>
    roots.filter((root) => root.letter === letter),
  );
  return { byLetter };
}

/** A pattern with its optional parts in and out. */
export function spellings(pattern: string): string[] {
  const open = pattern.indexOf("[");
  if (open < 0) return [pattern];
  const close = pattern.indexOf("]", open);
  const before = pattern.slice(0, open);
  const inner = pattern.slice(open + 1, close);
  const after = pattern.slice(close + 1);
  return [...spellings(`${before}${inner}${after}`), ...spellings(`${before}${after}`)];
}

function insert<E>(roots: Branch<E>[], spelling: string, entry: E, query: boolean): void {
  const words = spelling.split(":").filter((word) => word !== "");
  let branches = roots;
  let numbered = 0;
  words.forEach((word, depth) => {
    const name = word.endsWith("#") ? word.slice(0, -1) : word;
    if (name !== word) numbered |= 1 << depth;
    const branch = branchOf(branches, name);
    branches = branch.branches;
    if (depth < words.length - 1) return;
    const leaf = { entry, numbered };
    if (query) branch.query ??= leaf;
    else branch.command ??= leaf;
  });
}

function branchOf<E>(branches: Branch<E>[], name: string): Branch<E> {
  const long = mnemonicOf(name.toUpperCase());
  const known = branches.find(({ long: other }) => same(other, long));
  if (known !== undefined) return known;
  const short = mnemonicOf(shortForm(name));
  const letter = classOf[name.charCodeAt(0)] as number;
  const made = { short, long, letter, branches: [], command: undefined, query: undefined };
  branches.push(made);
  return made;
}

function same(a: Mnemonic, b: Mnemonic): boolean {
  return a.head === b.head && a.tail === b.tail;
}

/** Why a header was not found. */
export const HeaderProblem = { undefined: 1, tooLong: 2 } as const;

/**
 * Reads headers by walking the tree (SCPI-99 volume 1, 6.2.4): one that does not begin with a colon continues where the
 * header before it in the same message ended, less its last mnemonic. What is not found there is looked for from the root,
 * which leaves every standard message as it is and forgives a forgotten colon. Makes no object.
 */
export class HeaderReader<E> {
  entry: E | undefined;
  /** Number behind the mnemonic that takes one; 1 when none was given. */
  suffix = 1;
  problem: number = HeaderProblem.undefined;
  private readonly tree: HeaderTree<E>;
  /** Where the last header ended, less its last mnemonic; undefined at the root. */
  private path: Branch<E> | undefined;
  private pathDepth = 0;
  private pathSuffix = 1;
  private pathNumbers = 0;

  constructor(tree: HeaderTree<E>) {
    this.tree = tree;
  }

  /** A new message begins at the root. */
  toRoot(): void {
    this.path = undefined;
    this.pathDepth = 0;
    this.pathSuffix = 1;
    this.pathNumbers = 0;
  }

  /** Reads `bytes[start, end)`, without the question mark; false when nothing is called so. */
  read(bytes: Uint8Array, start: number, end: number, query: boolean): boolean {
    const first = bytes[start];
    if (first === colon) return this.walk(bytes, start + 1, end, query, true);
    if (this.path === undefined || first === asterisk)
      return this.walk(bytes, start, end, query, true);
    return this.walk(bytes, start, end, query, false) || this.walk(bytes, start, end, query, true);
  }

  private walk(
    bytes: Uint8Array,
    start: number,
    end: number,
    query: boolean,
    fromRoot: boolean,
  ): boolean {
    const classes = classOf;
    let branch = fromRoot ? undefined : this.path;
    let depth = fromRoot ? 0 : this.pathDepth;
    let suffix = fromRoot ? 1 : this.pathSuffix;
    let numbers = fromRoot ? 0 : this.pathNumbers;
    let at = start;
    this.problem = HeaderProblem.undefined;
    for (;;) {
      const wordAt = at;
      let head = 0;
      let tail = 0;
      let kind = 0;
      while (at < end) {
        kind = classes[bytes[at] as number] as number;
        if (kind === 0 || kind >= firstDigit) break;
        if (at - wordAt < 6) head = (head << 5) | kind;
        else tail = (tail << 5) | kind;
        at += 1;
      }
      if (at - wordAt > mnemonicMax) {
        this.problem = HeaderProblem.tooLong;
        return false;
      }
      if (at < end && kind >= firstDigit) {
        numbers |= 1 << depth;
        suffix = 0;
        // Bounded: a number of many digits must not overflow into a valid one.
        for (; at < end; at += 1) {
          kind = classes[bytes[at] as number] as number;
          if (kind < firstDigit) break;
          if (suffix < 1e6) suffix = suffix * 10 + kind - firstDigit;
        }
      }
      const next =
        branch === undefined
          ? find(this.tree.byLetter[classes[bytes[wordAt] as number] as number], head, tail)
          : find(branch.branches, head, tail);
      if (next === undefined) return false;
      if (at === end) return this.arrive(next, branch, depth, suffix, numbers, query);
      if (bytes[at] !== colon) return false;
      branch = next;
      depth += 1;
      at += 1;
    }
  }

  private arrive(
    at: Branch<E>,
    from: Branch<E> | undefined,
    depth: number,
    suffix: number,
    numbers: number,
    query: boolean,
  ): boolean {
    const leaf = query ? at.query : at.command;
    // A number where none belongs is as unknown as a word where none belongs.
    if (leaf === undefined || (numbers & ~leaf.numbered) !== 0) return false;
    this.entry = leaf.entry;
    this.suffix = suffix;
    // A common command leaves the path alone (IEEE 488.2, A.1.1).
    if (at.letter !== star) this.keep(from, depth, suffix, numbers);
    return true;
  }

  private keep(from: Branch<E> | undefined, depth: number, suffix: number, numbers: number): void {
    // What the last mnemonic's own number was does not belong to the path.
    const inPath = numbers & ((1 << depth) - 1);
    this.path = from;
    this.pathDepth = depth;
    this.pathNumbers = inPath;
    this.pathSuffix = inPath === 0 ? 1 : suffix;
  }
}

function find<E>(
  branches: readonly Branch<E>[] | undefined,
  head: number,
  tail: number,
): Branch<E> | undefined {
  if (branches === undefined) return undefined;
  for (let i = 0; i < branches.length; i += 1) {
    const one = branches[i] as Branch<E>;
    if (one.short.head === head && one.short.tail === tail) return one;
    if (one.long.head === head && one.long.tail === tail) return one;
  }
  return undefined;
}
