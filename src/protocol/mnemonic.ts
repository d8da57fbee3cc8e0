// A mnemonic as two integers: five bits a character, six characters an integer, no two mnemonics the same. So a word is
// compared with one or two comparisons, and none is ever made a string.

/** IEEE 488.2, 7.6.1: a program mnemonic has at most twelve characters. */
export const mnemonicMax = 12;
const half = 6;

const star = 27;
const stroke = 28;
const underscore = 29;

/** What a byte is within a mnemonic: 1 to 26 a letter of either case, 27 to 29 a mark, 32 to 41 a digit, 0 nothing. */
export const classOf: readonly number[] = Array.from({ length: 256 }, (_, code) => {
  if (code >= 65 && code <= 90) return code - 64;
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 48 && code <= 57) return 32 + code - 48;
  if (code === 42) return star;
  if (code === 47) return stroke;
  return code === 95 ? underscore : 0;
});

/** The first six characters and the rest, as integers. */
export interface Mnemonic {
  readonly head: number;
  readonly tail: number;
}

export function mnemonicOf(text: string): Mnemonic {
  let head = 0;
  let tail = 0;
  for (let i = 0; i < text.length; i += 1) {
    const kind = classOf[text.charCodeAt(i)] as number;
    if (i < half) head = (head << 5) | kind;
    else tail = (tail << 5) | kind;
  }
  return { head, tail };
}

/** The short form of a word as SCPI documents write it: what is left without its small letters. */
export function shortForm(word: string): string {
  return Array.from(word)
    .filter((character) => character < "a" || character > "z")
    .join("");
}
