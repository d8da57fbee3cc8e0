/** A header of the protocol's table as a host may write it: long, short, and in small letters, with and without what may be left out. */
export function spellings(header: string): readonly string[] {
  const whole = header.replaceAll(/[[\]]/g, "");
  // A common command has one form; a leading colon is the root's.
  const least = header.replaceAll(/\[[^\]]*\]/g, "").replace(/^:/, "");
  const short = (text: string) => text.replaceAll(/[a-z]/g, "");
  return [...new Set([short(least), whole.toUpperCase(), short(whole).toLowerCase()])];
}

/** A header's spelling for a side; the anode's number may be left out. */
export function sided(spelling: string, side: 1 | 2, told = true): string {
  return spelling.replaceAll("#", told || side === 2 ? String(side) : "");
}

/** The words that stand in place of the last parameter, in short and long form: of `ON|OFF`, of `<time>|MINimum|MAXimum`. */
export function wordsOf(parameters: string): readonly string[] {
  const last = splitParameters(parameters).at(-1) ?? "";
  const words = last.split("|").map((word) => word.replaceAll(/[[\]]/g, ""));
  return words
    .filter((word) => /^[A-Z]+[a-z]*$/.test(word))
    .flatMap((word) => [...new Set([word.replaceAll(/[a-z]/g, ""), word.toUpperCase()])]);
}

/** Parameters between their commas; what is in quotes or in a channel list stays whole. */
export function splitParameters(text: string): readonly string[] {
  return text.match(/(?:"[^"]*"|'[^']*'|\([^)]*\)|[^,])+/g) ?? [];
}
