import type { Uart } from "../../hal/uart.js";
import type { Rig } from "../rig.js";
import { LineWriter } from "../telemetry/line-writer.js";
import type { Outbox } from "../telemetry/outbox.js";
import type { CommandSpec } from "./command-spec.js";
import { commands } from "./commands.js";
import { ErrorQueue } from "./error-queue.js";
import { type HeaderMatch, HeaderPattern } from "./header.js";
import { Parameters } from "./parameters.js";

const lineMax = 256;
const replyMax = 1600;
/** Bytes looked at in one call: a flood must not delay the tick. */
const bytesPerCallMax = 512;
const bang = 33;
const colon = 58;
const questionMark = 63;

interface Entry {
  readonly pattern: HeaderPattern;
  readonly spec: CommandSpec;
}

/** The commands with their headers taken apart: made at load, so that they live in flash and not in memory. */
const entries: readonly Entry[] = commands.map((spec) => ({
  pattern: new HeaderPattern(spec.header),
  spec,
}));

/** What a command's handler works with. */
export interface Call {
  readonly rig: Rig;
  readonly errors: ErrorQueue;
  readonly parameters: Parameters;
  /** The reply of a query. */
  readonly reply: LineWriter;
  /** A line to write something into before it goes into the reply. */
  readonly scratch: LineWriter;
  /** Numeric suffix of the header: 1 anode, 2 cathode. */
  suffix: number;
}

/**
 * The conversation on the serial line: bytes in, replies out. Exactly one line for a message that holds a query, none
 * for one that does not; mistakes go to the error queue. `!` is obeyed as it arrives, ahead of the parser.
 */
export class Console {
  readonly errors = new ErrorQueue();
  private readonly input = new Uint8Array(64);
  private readonly line = new Uint8Array(lineMax);
  private readonly reply = new LineWriter(replyMax);
  private readonly call: Call;
  private readonly match: HeaderMatch = { suffix: 1 };
  private readonly uart: Uart;
  private readonly outbox: Outbox;
  private readonly rig: Rig;
  private length = 0;
  private overrun = false;
  private answers = 0;

  constructor(rig: Rig, uart: Uart, outbox: Outbox) {
    this.rig = rig;
    this.uart = uart;
    this.outbox = outbox;
    this.call = {
      rig,
      errors: this.errors,
      parameters: new Parameters(this.errors),
      reply: this.reply,
      scratch: new LineWriter(320),
      suffix: 1,
    };
  }

  /** Takes in what the UART has received. */
  receive(): void {
    for (let seen = 0; seen < bytesPerCallMax; ) {
      const count = this.uart.read(this.input);
      if (count === 0) return;
      seen += count;
      for (let i = 0; i < count; i += 1) this.take(this.input[i] as number);
    }
  }

  private take(byte: number): void {
    if (byte === bang) {
      // What was half said before the stop is not meant any more.
      this.rig.stopMotion();
      this.length = 0;
      return;
    }
    if (byte === 10 || byte === 13) {
      if (this.overrun) {
        this.errors.push("inputOverrun", `lines have at most ${lineMax} bytes`);
        this.length = 0;
      }
      this.overrun = false;
      try {
        if (this.length > 0) this.message();
      } finally {
        // Also when our own code threw: the next line must not be appended to this one.
        this.length = 0;
      }
      return;
    }
    if (this.length === lineMax) {
      this.overrun = true;
      return;
    }
    this.line[this.length] = byte;
    this.length += 1;
  }

  /** One program message: units separated by semicolons, one reply line for all its queries. */
  private message(): void {
    this.reply.begin();
    this.answers = 0;
    let start = 0;
    let quoted = false;
    let valid = true;
    for (let i = 0; i <= this.length && valid; i += 1) {
      const code = i < this.length ? (this.line[i] as number) : 59;
      if (i < this.length && code === 34) quoted = !quoted;
      if (code !== 59 || (quoted && i < this.length)) continue;
      valid = this.unit(start, i);
      start = i + 1;
    }
    if (this.answers > 0) {
      this.reply.end();
      if (this.reply.overflowed) {
        this.errors.push("queryDeadlocked", `a reply has at most ${replyMax} bytes`);
      }
      this.outbox.line(this.reply.bytes, this.reply.length);
    }
  }

  /** One message unit; false when the rest of the message is to be left alone (IEEE 488.2, 6.1.11). */
  private unit(from: number, to: number): boolean {
    let start = from;
    while (start < to && isBlank(this.line[start] as number)) start += 1;
    if (start === to) return true;
    let end = start;
    while (end < to && !isBlank(this.line[end] as number)) end += 1;
    const query = this.line[end - 1] === questionMark;
    const headerStart = this.line[start] === colon ? start + 1 : start;
    const entry = this.find(headerStart, query ? end - 1 : end, query);
    if (entry === undefined) {
      this.errors.push("undefinedHeader", this.textOf(start, end));
      return false;
    }
    if (this.match.suffix < 1 || this.match.suffix > 2) {
      this.errors.push("suffixOutOfRange", "1 is the anode, 2 the cathode");
      return false;
    }
    this.call.suffix = this.match.suffix;
    this.call.parameters.load(this.textOf(end, to));
    const before = this.errors.pushed;
    if (entry.spec.parameters !== "" || this.call.parameters.finished()) {
      this.run(entry.spec, query);
    }
    return this.errors.pushed === before || query;
  }

  private run(spec: CommandSpec, query: boolean): void {
    const { reply } = this;
    const mark = reply.length;
    if (query && this.answers > 0) reply.text(";");
    const answered = reply.length;
    spec.run(this.call);
    if (query && reply.length > answered) this.answers += 1;
    else if (query) reply.length = mark;
  }

  private find(start: number, end: number, query: boolean): Entry | undefined {
    for (let i = 0; i < entries.length; i += 1) {
      const entry = entries[i] as Entry;
      if (entry.pattern.query !== query) continue;
      if (entry.pattern.matches(this.line, start, end, this.match)) return entry;
    }
    return undefined;
  }

  private textOf(start: number, end: number): string {
    let text = "";
    for (let i = start; i < end; i += 1) {
      const code = this.line[i] as number;
      if (isBlank(code)) text += " ";
      else text += code > 32 && code < 127 ? String.fromCharCode(code) : "?";
    }
    return text;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
