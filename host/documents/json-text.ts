// JSON with errors that a person can act on: V8's messages name no line, and it takes a key given twice.

import { quoted } from "../../src/document/quantity-text.js";

/** Where a text stops being JSON, and why. Lines and columns count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type JsonResult = { readonly value: unknown } | { readonly fault: JsonFault };

/** Deeper than any document of ours, shallower than the call stack. */
const depthLimit = 64;

class Stop {
  readonly at: number;
  readonly message: string;
  constructor(at: number, message: string) {
    this.at = at;
    this.message = message;
  }
}

/** Reads one JSON text (RFC 8259) in which no object has a key twice. Never throws. */
export function readJsonText(text: string): JsonResult {
  const reader = new JsonReader(text);
  try {
    return { value: reader.document() };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const before = text.slice(0, stop.at).split("\n");
    const column = (before[before.length - 1] ?? "").length + 1;
    return { fault: { line: before.length, column, message: stop.message } };
  }
}

const blank = /[ \t\r\n]*/uy;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/uy;
const word = /[A-Za-z_$][A-Za-z0-9_$]*/uy;

class JsonReader {
  readonly text: string;
  at = 0;
  depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): unknown {
    const value = this.value();
    this.blanks();
    if (this.at < this.text.length) this.stop(`${this.found()} after the end of the document`);
    return value;
  }

  private value(): unknown {
    this.blanks();
    const first = this.text[this.at];
    if (first === "{") return this.nested(() => this.object());
    if (first === "[") return this.nested(() => this.list());
    if (first === '"') return this.string("a text");
    const digits = this.match(number);
    if (digits !== undefined) return Number(digits);
    for (const [name, value] of literals) {
      if (this.peek(word) === name) {
        this.at += name.length;
        return value;
      }
    }
    return this.stop(`a value is wanted here, not ${this.found()}`);
  }

  private nested(read: () => unknown): unknown {
    this.depth += 1;
    if (this.depth > depthLimit) this.stop(`is nested deeper than ${depthLimit} levels`);
    const value = read();
    this.depth -= 1;
    return value;
  }

  private object(): unknown {
    const object = {};
    this.at += 1;
    if (this.took("}")) return object;
    for (;;) {
      this.blanks();
      const place = this.at;
      const key = this.string("a key in double quotes");
      if (Object.hasOwn(object, key)) this.stop(`${quoted(key)} is given twice`, place);
      if (!this.took(":")) this.stop(`":" is wanted after a key, not ${this.found()}`);
      const value = this.value();
      // Defined, not assigned: "__proto__" is a key like any other and sets no prototype.
      Object.defineProperty(object, key, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
      if (this.took("}")) return object;
      if (!this.took(",")) this.stop(`"," or "}" is wanted here, not ${this.found()}`);
    }
  }

  private list(): unknown {
    const list: unknown[] = [];
    this.at += 1;
    if (this.took("]")) return list;
    for (;;) {
      list.push(this.value());
      if (this.took("]")) return list;
      if (!this.took(",")) this.stop(`"," or "]" is wanted here, not ${this.found()}`);
    }
  }

  private string(what: string): string {
    const place = this.at;
    if (this.text[place] !== '"') this.stop(`${what} is wanted here, not ${this.found()}`);
    const literal = this.match(string);
    if (literal === undefined) {
      this.stop("this text does not end, or holds a line break or an unknown escape", place);
    }
    return JSON.parse(literal) as string;
  }

  private took(sign: string): boolean {
    this.blanks();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private blanks(): void {
    this.match(blank);
  }

  private peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  private match(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private found(): string {
    if (this.at >= this.text.length) return "the end of the file";
    return quoted(this.peek(word) ?? String.fromCodePoint(this.text.codePointAt(this.at) ?? 0));
  }

  private stop(message: string, at = this.at): never {
    throw new Stop(at, message);
  }
}

const literals: readonly (readonly [string, unknown])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];
