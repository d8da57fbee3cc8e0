import type { Store } from "../../hal/store.js";
import type { Uart } from "../../hal/uart.js";
import { OrderKind } from "../order.js";
import type { Rig } from "../rig.js";
import { asciiBytes } from "../telemetry/line-writer.js";
import type { Outbox } from "../telemetry/outbox.js";
import { isAbortLine } from "./abort-line.js";
import { Call, Wait } from "./call.js";
import type { CommandSpec } from "./command-spec.js";
import { commands } from "./commands.js";
import { pending } from "./conditions.js";
import { ErrorQueue } from "./error-queue.js";
import { HeaderProblem, HeaderReader, headerTree } from "./header.js";
import { giveHeaders } from "./header-list.js";
import { HeldBytes } from "./held-bytes.js";
import { asciiText } from "./number-text.js";
import { StatusRegisters } from "./status-registers.js";
import { StatusWatch } from "./status-watch.js";
import { unitEnd } from "./unit-end.js";

export type { Call } from "./call.js";

const lineMax = 256;
const errorsMax = 16;
/** Bytes looked at in one call: a flood must not delay the tick. */
const bytesPerCallMax = 512;
/** Conditions are looked at this often, when orders, faults and programmes change them, and when the host asks. */
const lookEveryUs = 5e6;
/** The one command that is obeyed behind a mistake. */
const abortHeader = "ABORt";
const bang = 33;
const semicolon = 59;
const questionMark = 63;

/** The headers of all commands: made at load, so that they live in flash and not in memory. */
const headers = headerTree(commands);

/**
 * The conversation on the serial line: bytes in, replies out. Exactly one line for a message that holds a query, none
 * for one that does not; mistakes go to the error queue. `!` is obeyed as it arrives, ahead of the parser. `*WAI` and
 * `*OPC?` hold back the rest of their message, and what is sent after it, until nothing is pending.
 */
export class Console {
  readonly errors: ErrorQueue;
  readonly watch: StatusWatch;
  private readonly input = new Uint8Array(64);
  private readonly line = new Uint8Array(lineMax);
  private readonly call: Call;
  private readonly reader = new HeaderReader<CommandSpec>(headers);
  private readonly uart: Uart;
  private readonly outbox: Outbox;
  private readonly rig: Rig;
  /** Made when it is first needed. */
  private held: HeldBytes | undefined;
  private length = 0;
  /** Where the next unit of the message begins. */
  private cursor = 0;
  private overrun = false;
  /** A command of this message was refused or not understood. */
  private mistaken = false;
  /** Headers of a list that have been given. */
  private listed = 0;
  /** When conditions are looked at again, or a message that waits goes on; 0 is at once. */
  dueUs = 0;

  constructor(rig: Rig, uart: Uart, outbox: Outbox, store: Store) {
    this.rig = rig;
    this.uart = uart;
    this.outbox = outbox;
    const status = new StatusRegisters();
    this.errors = new ErrorQueue(errorsMax, status);
    this.watch = new StatusWatch(rig, outbox, store, status);
    this.call = new Call(rig, this, this.errors, status);
  }

  /** Takes in what the UART has received. */
  receive(): void {
    if (this.rig.atUs >= this.dueUs) this.wake();
    for (let seen = 0; seen < bytesPerCallMax; ) {
      const count = this.uart.read(this.input);
      if (count === 0) return;
      seen += count;
      for (let i = 0; i < count; i += 1) this.take(this.input[i] as number);
    }
  }

  /** Conditions are looked at, and a message that waits goes on if it may; done in each tick while one waits. */
  private wake(): void {
    this.watch.look();
    if (this.call.wait !== Wait.none) this.goOn();
    this.dueUs = this.call.wait === Wait.none ? this.rig.atUs + lookEveryUs : 0;
  }

  /** `SYSTem:HELP:HEADers?`: the message goes on when all are on their way. */
  listHeaders(): void {
    this.listed = 0;
    this.call.wait = Wait.listing;
  }

  /** The command that a header means; undefined when there is none. */
  commandOf(header: string): CommandSpec | undefined {
    const bytes = asciiBytes(header);
    const query = bytes[bytes.length - 1] === questionMark;
    const reader = new HeaderReader<CommandSpec>(headers);
    const found = reader.read(bytes, 0, query ? bytes.length - 1 : bytes.length, query);
    return found ? reader.entry : undefined;
  }

  private take(byte: number): void {
    if (byte === bang) {
      // What was half said before the stop is not meant any more.
      this.rig.stopMotion();
      this.forget();
      return;
    }
    if (this.call.wait !== Wait.none) {
      this.hold(byte);
      return;
    }
    if (byte === 10 || byte === 13) {
      if (this.overrun) {
        this.errors.push("inputOverrun", `lines have at most ${lineMax} bytes`);
        this.length = 0;
      }
      this.overrun = false;
      if (this.length > 0) this.message();
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
    const { call } = this;
    call.reply.begin();
    call.answers = 0;
    this.cursor = 0;
    this.mistaken = false;
    this.reader.toRoot();
    this.proceed();
  }

  /** Carries out units up to the end of the message, or up to one that has to wait. */
  private proceed(): void {
    let whole = false;
    try {
      while (this.cursor <= this.length) {
        const from = this.cursor;
        const to = unitEnd(this.line, from, this.length);
        this.cursor = to + 1;
        this.unit(from, to);
        if (this.call.wait === Wait.none) continue;
        if (!this.waitIsOver()) {
          this.dueUs = 0;
          whole = true;
          return;
        }
        this.answerWait();
      }
      this.finish();
      whole = true;
    } finally {
      // Also when our own code threw: the next line must not be appended to this one.
      if (!whole || this.call.wait === Wait.none) this.length = 0;
      if (!whole) this.call.wait = Wait.none;
    }
  }

  private finish(): void {
    const { reply } = this.call;
    if (this.call.answers === 0) return;
    reply.end();
    if (reply.overflowed) {
      this.errors.push("queryDeadlocked", `a reply has at most ${reply.size} bytes`);
    }
    if (this.outbox.open) this.outbox.lastPiece(reply.bytes, reply.length);
    else this.outbox.line(reply.bytes, reply.length);
  }

  /**
   * One message unit. Behind a mistake commands are left alone, because they may have been meant for what was refused; queries
   * are answered, because the host waits for their line (IEEE 488.2, 6.3), and ABORt stops.
   */
  private unit(from: number, to: number): void {
    const { line, call, reader } = this;
    let start = from;
    while (start < to && isBlank(line[start] as number)) start += 1;
    if (start === to) return;
    let end = start;
    while (end < to && !isBlank(line[end] as number)) end += 1;
    const query = line[end - 1] === questionMark;
    if (!reader.read(line, start, query ? end - 1 : end, query)) {
      this.misread(start, end, query);
      return;
    }
    const spec = reader.entry as CommandSpec;
    if (this.mistaken && !query && spec.header !== abortHeader) return;
    const before = this.errors.pushed;
    call.suffix = reader.suffix;
    call.parameters.load(line, end, to);
    if (reader.suffix < 1 || reader.suffix > 2)
      this.errors.push("suffixOutOfRange", "1 is the anode, 2 the cathode");
    else if (spec.parameters !== "" || call.parameters.finished()) this.run(spec, query);
    if (!query && this.errors.pushed !== before) this.mistaken = true;
  }

  /** A header that nothing is called by; one entry is enough for a line of rubbish. */
  private misread(start: number, end: number, query: boolean): void {
    if (this.mistaken && !query) return;
    this.mistaken = true;
    const tooLong = this.reader.problem === HeaderProblem.tooLong;
    const header = asciiText(this.line, start, end);
    this.errors.push(tooLong ? "mnemonicTooLong" : "undefinedHeader", header);
  }

  private run(spec: CommandSpec, query: boolean): void {
    const { call } = this;
    const { reply } = call;
    const mark = reply.length;
    if (query && call.answers > 0) reply.byte(semicolon);
    const answered = reply.length;
    spec.run(call);
    if (!query) return;
    if (reply.length > answered) call.answers += 1;
    else reply.length = mark;
  }

  /** A byte that comes while a message waits; `ABORt` in a line of its own does not wait. */
  private hold(byte: number): void {
    this.held ??= new HeldBytes();
    const { held } = this;
    held.add(byte);
    const from = held.endedLine(byte);
    if (from < 0 || !isAbortLine(held.bytes, from, held.count - 1)) return;
    this.rig.stopMotion();
    this.rig.orders.push(OrderKind.abort, 0, 0);
    this.forget();
  }

  /** Half a line, a message that waits and what was held back behind it are void; a query among it has its line. */
  private forget(): void {
    const { call } = this;
    this.held?.clear();
    if (call.wait !== Wait.none) {
      this.answerWait();
      this.finish();
    }
    this.length = 0;
    this.overrun = false;
  }

  /** Goes on with a message that waits, if its wait is over, and with what came meanwhile. */
  private goOn(): void {
    if (!this.waitIsOver()) return;
    this.answerWait();
    this.proceed();
    const { held } = this;
    if (held === undefined || this.call.wait !== Wait.none) return;
    const { count, overrun, cut } = held;
    held.clear();
    // What a new wait holds back goes to the same place, but never ahead of where it is read from.
    for (let i = 0; i < count; i += 1) this.take(held.bytes[i] as number);
    if (!overrun) return;
    this.errors.push("inputOverrun", "a message waits: wait for its end");
    this.length = 0;
    this.overrun = cut;
  }

  private waitIsOver(): boolean {
    if (this.call.wait !== Wait.listing) return !pending(this.rig);
    this.listed = giveHeaders(this.call, this.outbox, commands, this.listed);
    return (
      this.listed === commands.length &&
      this.outbox.pending + this.call.reply.size <= this.outbox.size
    );
  }

  private answerWait(): void {
    const { call } = this;
    if (call.wait === Wait.answer) {
      if (call.answers > 0) call.reply.byte(semicolon);
      call.reply.integer(1);
    }
    if (call.wait !== Wait.complete) call.answers += 1;
    call.wait = Wait.none;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
