const lengthMax = 15;
const matchMin = 4;

/**
 * The bytes of an LZ4 block of known length (LZ4 block format 1.6.2): sequences of a token, literals, and a copy of what was written
 * before. Throws on a block that is none.
 */
export function lz4Block(block: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  const next = () => block[from++] ?? wrong();
  const lengthOf = (nibble: number) => {
    let sum = nibble;
    for (let more = nibble === lengthMax ? 255 : 0; more === 255; sum += more) more = next();
    return sum;
  };
  while (from < block.length) {
    const token = next();
    const literals = lengthOf(token >> 4);
    if (from + literals > block.length || to + literals > length) wrong();
    out.set(block.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    // The last sequence has literals only.
    if (from === block.length) break;
    const back = next() + 256 * next();
    const end = to + lengthOf(token & lengthMax) + matchMin;
    if (back === 0 || back > to || end > length) wrong();
    // A copy may overlap itself: byte by byte.
    for (; to < end; to += 1) out[to] = out[to - back] as number;
  }
  if (to !== length) wrong();
  return out;
}

function wrong(): never {
  throw new Error("a damaged LZ4 block");
}
