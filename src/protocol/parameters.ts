import { decimalEnd, digitsEnd } from "../document/decimal.js";
import type { ErrorQueue } from "./error-queue.js";
import { type Measure, suffixes, suffixFactor } from "./suffixes.js";

const wholeDigitsMax = 15;

/**
 * The parameters of one message unit. Each reading takes the next one; what is wrong goes to the error queue and the
 * reading gives undefined.
 */
export class Parameters {
  private items: string[] = [];
  private next = 0;
  private readonly errors: ErrorQueue;

  constructor(errors: ErrorQueue) {
    this.errors = errors;
  }

  /** Takes the text behind a header. */
  load(text: string): void {
    this.next = 0;
    this.items = text.trim() === "" ? [] : splitOutsideBrackets(text);
  }

  get count(): number {
    return this.items.length;
  }

  /** A number in the base unit of `measure`. */
  number(measure: Measure): number | undefined {
    const item = this.take();
    if (item === undefined) return undefined;
    const end = decimalEnd(item);
    const suffix = item.slice(end).trim().toUpperCase();
    if (end === 0 || !isSuffix(suffix)) {
      this.errors.push("invalidNumber", clip(item));
      return undefined;
    }
    const factor = suffix === "" ? 1 : suffixFactor(measure, suffix);
    if (factor === undefined) {
      this.errors.push(
        "invalidSuffix",
        `${clip(suffix)}: give ${Object.keys(suffixes[measure]).join(" ")}`,
      );
      return undefined;
    }
    return Number(item.slice(0, end)) * factor;
  }

  /** A quoted string, without its quotes. */
  text(): string | undefined {
    const item = this.take();
    if (item === undefined) return undefined;
    const quote = item[0];
    if (item.length >= 2 && (quote === '"' || quote === "'") && item.endsWith(quote)) {
      return item.slice(1, -1);
    }
    this.errors.push("dataType", `${clip(item)}: give a quoted text`);
    return undefined;
  }

  /** A whole number from `min` to `max`. */
  integer(min: number, max: number): number | undefined {
    const item = this.take();
    if (item === undefined) return undefined;
    if (!isWhole(item)) {
      this.errors.push("invalidNumber", `${clip(item)}: give a whole number`);
      return undefined;
    }
    const value = Number(item);
    if (value >= min && value <= max) return value;
    this.errors.push("outOfRange", `give ${min} to ${max}`);
    return undefined;
  }

  /** `ON`, `OFF`, `1` or `0`. */
  boolean(): boolean | undefined {
    const item = this.take()?.toUpperCase();
    if (item === undefined) return undefined;
    if (item === "ON" || item === "1") return true;
    if (item === "OFF" || item === "0") return false;
    this.errors.push("invalidCharacterData", `${clip(item)}: give ON or OFF`);
    return undefined;
  }

  /** One of `words`, in capitals. */
  word<W extends string>(words: readonly W[]): W | undefined {
    const item = this.take()?.toUpperCase();
    if (item === undefined) return undefined;
    for (const word of words) if (word === item) return word;
    this.errors.push("invalidCharacterData", `${clip(item)}: give ${words.join(" ")}`);
    return undefined;
  }

  /** Channels of `(@1,2)` or `(@1:2)`; `otherwise` when there is no parameter. */
  channels(otherwise: number): number[] | undefined {
    if (this.count === 0) return [otherwise];
    const item = this.take() ?? "";
    const channels = channelList(item);
    if (channels === undefined)
      this.errors.push("dataType", `${clip(item)}: give (@1), (@2) or (@1,2)`);
    return channels;
  }

  /** False, with an error, when there are more parameters than were read. */
  finished(): boolean {
    if (this.next >= this.items.length) return true;
    this.errors.push("parameterNotAllowed", clip(this.items[this.next] ?? ""));
    return false;
  }

  private take(): string | undefined {
    const item = this.items[this.next];
    if (item === undefined || item === "") {
      this.errors.push("missingParameter");
      return undefined;
    }
    this.next += 1;
    return item;
  }
}

/** Splits at commas, but not within a channel list or a quoted text. */
function splitOutsideBrackets(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= text.length; i += 1) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    if (quoted && character !== undefined) continue;
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (character === undefined || (character === "," && depth === 0)) {
      items.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return items;
}

function clip(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}...` : text;
}

/** Letters and the stroke of "MPA/S". */
function isSuffix(capitals: string): boolean {
  for (let i = 0; i < capitals.length; i += 1) {
    const character = capitals[i] as string;
    if (character !== "/" && !(character >= "A" && character <= "Z")) return false;
  }
  return true;
}

function isWhole(item: string): boolean {
  const start = item[0] === "+" || item[0] === "-" ? 1 : 0;
  const digits = item.length - start;
  return digits >= 1 && digits <= wholeDigitsMax && digitsEnd(item, start) === item.length;
}

/** Channels of `(@1)`, `(@1,2)` and `(@1:2)`, blanks between them or not. */
function channelList(item: string): number[] | undefined {
  if (!item.startsWith("(@") || !item.endsWith(")")) return undefined;
  const list = item.slice(2, -1);
  const comma = list.indexOf(",");
  const split = comma >= 0 ? comma : list.indexOf(":");
  const first = channelOf(split < 0 ? list : list.slice(0, split));
  if (first === undefined || split < 0) return first === undefined ? undefined : [first];
  const second = channelOf(list.slice(split + 1));
  if (second === undefined) return undefined;
  return comma < 0 && first === second ? [first] : [first, second];
}

function channelOf(text: string): number | undefined {
  const name = text.trim();
  return name === "1" ? 1 : name === "2" ? 2 : undefined;
}
