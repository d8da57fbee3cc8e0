import { channelList, singles } from "./channel-list.js";
import type { ErrorQueue } from "./error-queue.js";
import { classOf, mnemonicMax, mnemonicOf, shortForm } from "./mnemonic.js";
import { asciiText, NumberText } from "./number-text.js";
import { baseUnit, type Measure, suffixes, suffixFactor } from "./suffixes.js";

const comma = 44;
const doubleQuote = 34;
const singleQuote = 39;
const open = 40;
const close = 41;

/** What may stand in place of a number (SCPI-99 volume 1, 7.2.1). */
export const Extreme = { none: 0, min: 1, max: 2, default: 3 } as const;
export type Extreme = (typeof Extreme)[keyof typeof Extreme];

const extremes = ["MINimum", "MAXimum", "DEFault"].map((word) => ({
  short: mnemonicOf(shortForm(word)),
  long: mnemonicOf(word.toUpperCase()),
}));

/**
 * The parameters of one message unit, read in place out of the received line. Each reading takes the next one; what is
 * wrong goes to the error queue and the reading gives undefined.
 */
export class Parameters {
  private bytes: Uint8Array = new Uint8Array(0);
  private next = 0;
  private end = 0;
  /** There is one more to read, if only an empty one. */
  private more = false;
  private start = 0;
  private stop = 0;
  private head = 0;
  private tail = 0;
  private readonly numberText = new NumberText();
  private readonly errors: ErrorQueue;

  constructor(errors: ErrorQueue) {
    this.errors = errors;
  }

  /** Takes the bytes behind a header. */
  load(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.end = end;
    this.next = start;
    this.skipBlanks();
    this.more = this.next < end;
  }

  /** Parameters that are not read yet. */
  get count(): number {
    if (!this.more) return 0;
    const from = this.next;
    let count = 0;
    while (this.more) {
      this.find();
      count += 1;
    }
    this.next = from;
    this.more = true;
    return count;
  }

  /** A number in the base unit of `measure`. */
  number(measure: Measure): number | undefined {
    return this.take() ? this.numberHere(measure) : undefined;
  }

  /** A number from `min` to `max`, or MINimum, MAXimum or DEFault. */
  within(measure: Measure, min: number, max: number, otherwise: number): number | undefined {
    if (!this.take()) return undefined;
    const extreme = this.extremeHere();
    if (extreme !== Extreme.none) return pick(extreme, min, max, otherwise);
    const value = this.numberHere(measure);
    if (value === undefined) return undefined;
    if (value >= min && value <= max) return value;
    const unit = baseUnit(measure);
    this.errors.push("outOfRange", `give ${short(min)} to ${short(max)} ${unit}`.trim());
    return undefined;
  }

  /** What a query asks for: the value, or what it may be at least, at most or by default. */
  extreme(): Extreme | undefined {
    if (!this.more) return Extreme.none;
    if (!this.take()) return undefined;
    const extreme = this.extremeHere();
    if (extreme !== Extreme.none) return extreme;
    this.errors.push("invalidCharacterData", `${this.clipped()}: give MIN MAX DEF`);
    return undefined;
  }

  /** Is the next one a quoted string? */
  get quotes(): boolean {
    this.skipBlanks();
    const code = this.bytes[this.next];
    return this.more && (code === doubleQuote || code === singleQuote);
  }

  /** A quoted string, without its quotes; a quote within it is doubled, or is of the other kind. */
  text(): string | undefined {
    if (!this.take()) return undefined;
    const quote = this.bytes[this.start] as number;
    if (quote !== doubleQuote && quote !== singleQuote) {
      this.errors.push("dataType", `${this.clipped()}: give a quoted text`);
      return undefined;
    }
    let text = "";
    let from = this.start + 1;
    for (let i = from; i < this.stop; i += 1) {
      if (this.bytes[i] !== quote) continue;
      text += asciiText(this.bytes, from, i);
      if (i + 1 === this.stop) return text;
      if (this.bytes[i + 1] !== quote) break;
      from = i + 1;
      i += 1;
    }
    this.errors.push("invalidString", `${this.clipped()}: a quote has no end`);
    return undefined;
  }

  /** A whole number from `min` to `max`. */
  integer(min: number, max: number): number | undefined {
    if (!this.take()) return undefined;
    if (!this.numberText.readWhole(this.bytes, this.start, this.stop)) {
      this.errors.push("invalidNumber", `${this.clipped()}: give a whole number`);
      return undefined;
    }
    const { value } = this.numberText;
    if (value >= min && value <= max) return value;
    this.errors.push("outOfRange", `give ${min} to ${max}`);
    return undefined;
  }

  /** `ON`, `OFF`, `1` or `0`. */
  boolean(): boolean | undefined {
    if (!this.take()) return undefined;
    if (this.isWord("ON") || this.isWord("1")) return true;
    if (this.isWord("OFF") || this.isWord("0")) return false;
    this.errors.push("invalidCharacterData", `${this.clipped()}: give ON or OFF`);
    return undefined;
  }

  /** One of `words`; their capitals are the short form. */
  word<W extends string>(words: readonly W[]): W | undefined {
    if (!this.take()) return undefined;
    for (let i = 0; i < words.length; i += 1) if (this.isWord(words[i] as W)) return words[i];
    this.errors.push("invalidCharacterData", `${this.clipped()}: give ${words.join(" ")}`);
    return undefined;
  }

  /** Channels of `(@1,2)` or `(@1:2)`; `otherwise` when there is no parameter. */
  channels(otherwise: number): readonly number[] | undefined {
    if (!this.more) return singles[otherwise];
    const channels = this.take() ? channelList(this.bytes, this.start, this.stop) : undefined;
    if (channels === undefined)
      this.errors.push("dataType", `${this.clipped()}: give (@1), (@2) or (@1,2)`);
    return channels;
  }

  /** False, with an error, when there are more parameters than were read. */
  finished(): boolean {
    if (!this.more) return true;
    this.find();
    this.errors.push("parameterNotAllowed", this.clipped());
    return false;
  }

  /** Goes to the next parameter; false, with an error, when there is none. */
  private take(): boolean {
    this.start = this.next;
    this.stop = this.next;
    if (this.more) this.find();
    if (this.start < this.stop) return true;
    this.errors.push("missingParameter");
    return false;
  }

  /** Finds the end of the next parameter: a comma that is neither in quotes nor in brackets. */
  private find(): void {
    const { bytes, end } = this;
    this.skipBlanks();
    this.start = this.next;
    let depth = 0;
    let quote = 0;
    let i = this.next;
    let stop = i;
    for (; i < end; i += 1) {
      const code = bytes[i] as number;
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === comma) {
        if (depth === 0) break;
      } else if (code === doubleQuote || code === singleQuote) quote = code;
      else if (code === open) depth += 1;
      else if (code === close) depth -= 1;
      if (code !== 32 && code !== 9) stop = i + 1;
    }
    this.stop = stop;
    this.more = i < end;
    this.next = i + 1;
  }

  private skipBlanks(): void {
    while (this.next < this.end && isBlank(this.bytes[this.next] as number)) this.next += 1;
  }

  private numberHere(measure: Measure): number | undefined {
    const { bytes, stop } = this;
    const text = this.numberText;
    let i = this.start;
    if (text.read(bytes, i, stop)) {
      i = text.end;
      while (i < stop && isBlank(bytes[i] as number)) i += 1;
      if (i === stop) return text.value;
      if (this.mnemonic(i)) return this.scaled(measure, i);
    }
    this.errors.push("invalidNumber", this.clipped());
    return undefined;
  }

  private scaled(measure: Measure, from: number): number | undefined {
    const factor = suffixFactor(measure, this.head, this.tail);
    if (factor !== 0) return this.numberText.value * factor;
    const sent = clip(asciiText(this.bytes, from, this.stop)).toUpperCase();
    this.errors.push("invalidSuffix", `${sent}: give ${Object.keys(suffixes[measure]).join(" ")}`);
    return undefined;
  }

  /** Reads letters and strokes to the end of the parameter as a mnemonic; false when it is none. */
  private mnemonic(from: number): boolean {
    let head = 0;
    let tail = 0;
    for (let i = from; i < this.stop; i += 1) {
      const kind = classOf[this.bytes[i] as number] as number;
      if (kind === 0 || kind === 27 || kind > 28) return false;
      if (i - from < 6) head = (head << 5) | kind;
      else tail = (tail << 5) | kind;
    }
    this.head = head;
    this.tail = tail;
    return this.stop - from <= mnemonicMax;
  }

  private extremeHere(): Extreme {
    if (!this.mnemonic(this.start)) return Extreme.none;
    const { head, tail } = this;
    for (let i = 0; i < extremes.length; i += 1) {
      const { short, long } = extremes[i] as (typeof extremes)[number];
      if ((tail === 0 && short.head === head) || (long.head === head && long.tail === tail))
        return (i + 1) as Extreme;
    }
    return Extreme.none;
  }

  /** Is the parameter `word`, in its long form or in its capitals alone? */
  private isWord(word: string): boolean {
    return this.spells(word, true) || this.spells(word, false);
  }

  private spells(word: string, long: boolean): boolean {
    let i = this.start;
    for (let w = 0; w < word.length; w += 1) {
      const code = word.charCodeAt(w);
      if (!long && code >= 97 && code <= 122) continue;
      if (i >= this.stop || capital(this.bytes[i] as number) !== capital(code)) return false;
      i += 1;
    }
    return i === this.stop;
  }

  private clipped(): string {
    return clip(asciiText(this.bytes, this.start, this.stop));
  }
}

/** The value that a word stands for. */
export function pick(extreme: Extreme, min: number, max: number, otherwise: number): number {
  if (extreme === Extreme.min) return min;
  return extreme === Extreme.max ? max : otherwise;
}

function clip(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}...` : text;
}

/** Seven digits are enough to say what a limit is. */
function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function capital(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
