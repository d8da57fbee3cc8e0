import { isAbortLine } from "../../src/protocol/abort-line.js";
import { ClientRows } from "./client-rows.js";
import { ErrorList } from "./error-list.js";
import type { Job } from "./job.js";

const lineMax = 256;
/** What a client may have waiting before it is not read any further. */
const queuedBytesMax = 16384;
/** Bytes that a client has not taken: pushed lines are left out from here on, and its messages wait. */
const backlogMax = 65536;
const stoppedError = '-221,"Settings conflict;all motion was stopped before this was carried out"';

/** The way to a client. */
export interface ClientSink {
  write(text: string): void;
  /** Bytes written that the client has not taken. */
  backlog(): number;
  /** Read no further, or go on. */
  pause(paused: boolean): void;
}

export interface ClientEvents {
  /** There is something to do. */
  work(): void;
  /** `!`, or `ABORt` in a line of its own. */
  stop(by: Client): void;
}

/** One of those who share a rig: its own messages, errors and stream. */
export class Client {
  readonly errors = new ErrorList();
  readonly rows = new ClientRows();
  readonly name: string;
  streaming = false;
  /** The message that is being carried out. */
  job: Job | undefined;
  /** Its next message goes ahead of all others'. */
  urgent = false;
  /** Bytes of the line that it has had, or as many as who was served when it had nothing to say. */
  lineBytes = 0;
  /** Pushed lines left out because it did not read. */
  droppedLines = 0;
  readonly queue: string[] = [];
  private queuedBytes = 0;
  private partial = "";
  private overrun = false;
  private paused = false;
  private readonly sink: ClientSink;
  private readonly events: ClientEvents;

  constructor(name: string, sink: ClientSink, events: ClientEvents) {
    this.name = name;
    this.sink = sink;
    this.events = events;
  }

  /** Takes what the client sent. */
  receive(text: string): void {
    let rest = text;
    const bang = rest.lastIndexOf("!");
    if (bang >= 0) {
      // What came before the stop is not meant any more.
      rest = rest.slice(bang + 1);
      this.partial = "";
      this.overrun = false;
      this.clear();
      this.events.stop(this);
    }
    const lines = (this.partial + rest).split(/[\r\n]/u);
    this.partial = lines.pop() ?? "";
    for (const line of lines) this.line(line);
    if (this.partial.length > lineMax) {
      this.partial = "";
      this.overrun = true;
    }
    this.flow();
    this.events.work();
  }

  /** May it be served now? */
  get ready(): boolean {
    return this.sink.backlog() < backlogMax;
  }

  get backlog(): number {
    return this.sink.backlog();
  }

  take(): string | undefined {
    const message = this.queue.shift();
    if (message !== undefined) this.queuedBytes -= message.length + 1;
    this.flow();
    return message;
  }

  reply(line: string): void {
    this.sink.write(`${line}\n`);
  }

  push(line: string): void {
    if (this.ready) this.sink.write(`${line}\n`);
    else this.droppedLines += 1;
  }

  /** All motion was stopped by another client: what would move it again is void. */
  dropOrders(isOrder: (message: string) => boolean): void {
    const kept = this.queue.filter((message) => !isOrder(message));
    const dropped = kept.length < this.queue.length;
    this.clear();
    for (const message of kept) this.enqueue(message);
    if (dropped) this.errors.push(stoppedError);
  }

  private line(line: string): void {
    if (this.overrun || line.length > lineMax) {
      this.overrun = false;
      this.errors.push(`-363,"Input buffer overrun;lines have at most ${lineMax} bytes"`);
      return;
    }
    if (line.trim() === "") return;
    const bytes = Buffer.from(line, "latin1");
    if (isAbortLine(bytes, 0, bytes.length)) {
      this.clear();
      this.urgent = true;
      this.enqueue(line);
      this.events.stop(this);
    } else this.enqueue(line);
  }

  private enqueue(message: string): void {
    this.queue.push(message);
    this.queuedBytes += message.length + 1;
  }

  private clear(): void {
    this.queue.length = 0;
    this.queuedBytes = 0;
  }

  private flow(): void {
    const paused = this.queuedBytes > queuedBytesMax;
    if (paused === this.paused) return;
    this.paused = paused;
    this.sink.pause(paused);
  }
}
