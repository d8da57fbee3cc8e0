const doubleQuote = 34;
const singleQuote = 39;
const semicolon = 59;

/** Where the message unit that begins at `from` ends: at a semicolon outside of quotes, or at the end of the line. */
export function unitEnd(line: Uint8Array, from: number, length: number): number {
  let quote = 0;
  let i = from;
  for (; i < length; i += 1) {
    const code = line[i] as number;
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === semicolon) return i;
    else if (code === doubleQuote || code === singleQuote) quote = code;
  }
  return i;
}
