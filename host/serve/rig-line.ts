import { isPushed } from "../rig-data/pushed-line.js";
import { errorsIn, partsOf } from "./quoted.js";

/** A line that the rig takes has at most so many bytes. */
const lineMax = 256;
/** Bytes that the rig has not answered for: the receive buffer of an ESP32 has 128. */
const unansweredMax = 96;
/** After this time, more than a tick, the rig has read what it was sent. */
const pieceMs = 120;
const quietMs = 250;
/** A shorter pull of the cable is not told to the clients: their messages wait. */
const deadMs = 4000;
const patienceMs = 5000;
const syncEveryMs = 1000;
const syncsMax = 5;
const replyBytesMax = 65536;
const drain = "SYST:ERR:ALL?";

/** What came of a message. */
export interface Outcome {
  /** The reply line; undefined when there was none. */
  readonly reply: string | undefined;
  readonly errors: readonly string[];
}

export interface RigLineEvents {
  send(text: string): void;
  /** A line that the rig sent unasked. */
  pushed(line: string): void;
  /** Another message can be sent. */
  free(): void;
  /** The line has fallen silent: open it anew. */
  silent(): void;
}

interface Exchange {
  reply: string | undefined;
  /** The errors come in a line of their own. */
  readonly apart: boolean;
  readonly sinceMs: number;
  readonly done: (outcome: Outcome) => void;
}

type State = "down" | "settling" | "free" | "busy" | "syncing";

/**
 * The conversation with a rig, one message at a time. `SYST:ERR:ALL?` rides on each message, so that each has exactly one
 * answer, commands too, and what went wrong is known to be its own.
 */
export class RigLine {
  timeouts = 0;
  private state: State = "down";
  private exchange: Exchange | undefined;
  private pieces: string[] = [];
  private heard = "";
  private sinceMs = performance.now();
  private dead = false;
  private pieceAtMs = 0;
  private syncs = 0;
  private nonce = 0;
  private readonly events: RigLineEvents;

  constructor(events: RigLineEvents) {
    this.events = events;
  }

  get isFree(): boolean {
    return this.state === "free";
  }

  /** Nobody answers, and has not for longer than it takes to open a line again. */
  get isDown(): boolean {
    return this.dead;
  }

  /** Only while it is free. `lone`: the reply may fill a line of its own. */
  ask(text: string, lone: boolean, nowMs: number, done: (outcome: Outcome) => void): void {
    const together = `${text};:${drain}\n`;
    const apart = lone || together.length > lineMax;
    this.state = "busy";
    this.exchange = { reply: undefined, apart, sinceMs: nowMs, done };
    const bytes = apart ? `${text}\n${drain}\n` : together;
    this.pieces = [];
    for (let at = 0; at < bytes.length; at += unansweredMax)
      this.pieces.push(bytes.slice(at, at + unansweredMax));
    this.sendPiece(nowMs);
  }

  /** `!` goes ahead of everything; true when it made void a message of which the rig had only a part. */
  stop(): boolean {
    if (this.state === "down") return false;
    this.events.send("!");
    if (this.pieces.length === 0) return false;
    this.pieces = [];
    this.events.send("\n");
    this.end({ reply: undefined, errors: ['-221,"Settings conflict;all motion was stopped"'] });
    return true;
  }

  linked(nowMs: number): void {
    this.state = "settling";
    this.dead = false;
    this.heard = "";
    this.sinceMs = nowMs;
    // An empty line ends what another program may have left half said.
    this.events.send("\n");
  }

  unlinked(nowMs: number): void {
    this.state = "down";
    this.sinceMs = nowMs;
    this.fail('-240,"Hardware error;the line to the rig is closed"');
  }

  bytes(chunk: Uint8Array, nowMs: number): void {
    this.heard += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString("latin1");
    const lines = this.heard.split(/\r?\n/u);
    this.heard = (lines.pop() ?? "").slice(-replyBytesMax);
    for (const line of lines) this.line(line, nowMs);
  }

  /** Called some fifty times a second. */
  tick(nowMs: number): void {
    if (this.state === "down") this.dead = nowMs - this.sinceMs > deadMs;
    else if (this.state === "settling" && nowMs - this.sinceMs >= quietMs) {
      this.state = "free";
      this.events.free();
    } else if (this.state === "busy") {
      if (this.pieces.length > 0 && nowMs - this.pieceAtMs >= pieceMs) this.sendPiece(nowMs);
      if (nowMs - (this.exchange?.sinceMs ?? nowMs) < patienceMs) return;
      this.timeouts += 1;
      this.syncs = 0;
      this.pieces = [];
      this.state = "syncing";
      this.sync(nowMs);
      this.fail('-365,"Time out error;the rig did not answer"');
    } else if (this.state === "syncing" && nowMs - this.sinceMs >= syncEveryMs) {
      if (this.syncs >= syncsMax) this.events.silent();
      else this.sync(nowMs);
    }
  }

  /** An answer that comes late must not be taken for that of the next message: go on with the echo of a word of ours. */
  private sync(nowMs: number): void {
    this.syncs += 1;
    this.nonce += 1;
    this.sinceMs = nowMs;
    this.events.send(`\n:SYNC${this.nonce}?;:${drain}\n`);
  }

  private sendPiece(nowMs: number): void {
    this.pieceAtMs = nowMs;
    this.events.send(this.pieces.shift() ?? "");
  }

  private line(line: string, nowMs: number): void {
    if (line === "") return;
    if (isPushed(line)) this.events.pushed(line);
    else if (this.state === "settling") this.sinceMs = nowMs;
    else if (this.state === "syncing") {
      if (!line.includes(`SYNC${this.nonce}?`)) return;
      this.state = "free";
      this.events.free();
    } else if (this.exchange !== undefined) this.answer(line, this.exchange, nowMs);
  }

  private answer(line: string, exchange: Exchange, nowMs: number): void {
    if (exchange.apart) {
      const errors = errorsIn(line);
      if (errors !== undefined) this.end({ reply: exchange.reply, errors });
      else exchange.reply = line;
      return;
    }
    const parts = partsOf(line);
    const errors = errorsIn(parts.pop() ?? "");
    if (errors !== undefined) {
      this.end({ reply: parts.length === 0 ? undefined : parts.join(";"), errors });
      return;
    }
    // A reply that left no room for the errors: they are asked for alone.
    this.exchange = { ...exchange, reply: line, apart: true };
    this.pieces = [`${drain}\n`];
    this.sendPiece(nowMs);
  }

  private fail(why: string): void {
    const { exchange } = this;
    this.exchange = undefined;
    this.pieces = [];
    exchange?.done({ reply: undefined, errors: [why] });
  }

  private end(outcome: Outcome): void {
    const { exchange } = this;
    this.exchange = undefined;
    this.state = "free";
    exchange?.done(outcome);
    this.events.free();
  }
}
