const open = 40;
const close = 41;
const comma = 44;
const colon = 58;
const at = 64;

const one: readonly number[] = [1];
const two: readonly number[] = [2];
/** Lists of one channel. All are made once, because a query of a polling host makes nothing. */
export const singles: readonly (readonly number[])[] = [[], one, two];
/** Lists of two channels, at `2 first + second - 3`. */
const pairs: readonly (readonly number[])[] = [
  [1, 1],
  [1, 2],
  [2, 1],
  [2, 2],
];

/** Channels of `(@1)`, `(@1,2)` and `(@1:2)`, blanks between them or not; undefined when `bytes[start, stop)` is none. */
export function channelList(
  bytes: Uint8Array,
  start: number,
  stop: number,
): readonly number[] | undefined {
  if (stop - start < 4 || bytes[start] !== open || bytes[start + 1] !== at) return undefined;
  if (bytes[stop - 1] !== close) return undefined;
  let first = 0;
  let second = 0;
  let between = 0;
  for (let i = start + 2; i < stop - 1; i += 1) {
    const code = bytes[i] as number;
    if (code === 32 || code === 9) continue;
    if (code === 49 || code === 50) {
      if (first === 0) first = code - 48;
      else if (between !== 0 && second === 0) second = code - 48;
      else return undefined;
    } else if ((code === comma || code === colon) && first !== 0 && between === 0) between = code;
    else return undefined;
  }
  if (first === 0 || (between !== 0 && second === 0)) return undefined;
  if (second === 0 || (between === colon && first === second)) return singles[first];
  return pairs[2 * first + second - 3];
}
