import {
  type PushedLine,
  type ReplayEnd,
  type RigRecord,
  readPushedLine,
  type SlowHeader,
  type StreamHeader,
} from "../rig-data/pushed-line.js";
import { linkMark, RigStream } from "../rig-data/rig-stream.js";
import type { Gap, Placed } from "../rig-data/sequencer.js";
import type { Client } from "./client.js";
import type { Multiplexer } from "./multiplexer.js";

const silenceMs = 6000;
const replaySilenceMs = 5000;
const headerMs = 2000;
const running = '-221,"Settings conflict;a replay is running"';
const plotted = '-221,"Settings conflict;rows are for a plotter: DATA:STR:FORM CSV"';
const off = '-221,"Settings conflict;the stream is off: DATA:STR ON"';

interface Replay {
  /** Undefined: the server's own, of what was lost on the way. */
  readonly client: Client | undefined;
  readonly from: number;
  readonly count: number;
  heardMs: number;
}

/**
 * The stream of a rig and who gets it. The rig always streams; its lines go to the clients that have switched theirs on,
 * a replay to who asked for it. What is damaged or missing is asked for again, and what cannot be had is declared.
 */
export class StreamDesk {
  readonly stream: RigStream;
  /** Newest values, by `name/unit` of their columns. */
  readonly values = new Map<string, number>();
  records = 0;
  missing = 0;
  restarts = 0;
  /** Set right behind construction: the two need each other. */
  mux!: Multiplexer;
  private replay: Replay | undefined;
  private readonly waiting: Replay[] = [];
  /** Number of the next record that is no replayed one. */
  private live = 0;
  private heardMs = 0;
  private startedMs = 0;
  private connected = false;
  private readonly now: () => number;
  private readonly tell: (text: string) => void;

  constructor(nowMs: () => number, tell: (text: string) => void) {
    this.now = nowMs;
    this.tell = tell;
    this.stream = new RigStream({
      begin: (header) => this.began(header),
      beginSlow: () => undefined,
      take: (what) => this.take(what),
    });
  }

  linked(): void {
    this.connected = true;
    this.start();
  }

  unlinked(): void {
    this.connected = false;
    this.replay = undefined;
    this.waiting.length = 0;
    this.stream.sequencer.forgetRequest();
  }

  /** Switches the rig's stream on: its header says whose records follow. */
  start(): void {
    const now = this.now();
    this.heardMs = now;
    this.startedMs = now;
    this.stream.line(`${linkMark}${now / 1000}`, now / 1000);
    // Somebody on the wire may have had them otherwise.
    this.mux.errand("DATA:STR:FORM CSV");
    this.mux.errand("DATA:STR ON");
  }

  /** A client wants records again; says why not. */
  ask(client: Client, from: number, count: number): string | undefined {
    if (!client.streaming) return off;
    if (client.rows.plots) return plotted;
    if (this.replay?.client === client || this.waiting.some((one) => one.client === client))
      return running;
    this.waiting.push({ client, from, count, heardMs: this.now() });
    this.nextReplay();
    return undefined;
  }

  /** A client wants its rows otherwise; says why not. What follows has a header of its own. */
  shape(client: Client, header: string, given: string): string | undefined {
    if (this.replay?.client === client || this.waiting.some((one) => one.client === client))
      return running;
    const refused = client.rows.set(header, given);
    const current = this.stream.header;
    if (refused !== undefined || !client.streaming || client.rows.plots || current === undefined)
      return refused;
    const atMs = this.values.get("t/ms") ?? current.atMs;
    client.push(client.rows.headerOf({ ...current, next: this.live, atMs }));
    return undefined;
  }

  pushed(line: string): void {
    const now = this.now();
    this.heardMs = now;
    const read = readPushedLine(line);
    this.stream.line(line, now / 1000);
    if (read.kind === "damaged") return;
    if (read.kind === "header" || read.kind === "slowHeader") this.header(read, line);
    else if (read.kind === "replayEnd") this.replayEnded(read, line);
    else this.record(read, line, now);
  }

  /** Called some fifty times a second. */
  tick(): void {
    if (!this.connected) return;
    const now = this.now();
    const headless = this.stream.unconfirmed && now - this.startedMs > headerMs;
    if (headless || now - this.heardMs > silenceMs) this.start();
    if (this.replay !== undefined && now - this.replay.heardMs > replaySilenceMs) {
      this.replay = undefined;
      this.nextReplay();
    }
    if (this.replay !== undefined || this.waiting.length > 0) return;
    const wanted = this.stream.sequencer.wants(now / 1000);
    if (wanted === undefined) return;
    this.waiting.push({ client: undefined, ...wanted, heardMs: now });
    this.nextReplay();
  }

  private nextReplay(): void {
    if (this.replay !== undefined) return;
    const next = this.waiting.shift();
    if (next === undefined) return;
    this.replay = next;
    next.heardMs = this.now();
    this.mux.errand(`DATA:REPL ${next.from},${next.count}`, ({ errors }) => {
      if (errors.length === 0) return;
      for (const error of errors) next.client?.errors.push(error);
      if (this.replay === next) this.replay = undefined;
      this.nextReplay();
    });
  }

  private header(header: StreamHeader | SlowHeader, line: string): void {
    if (header.kind === "header") this.live = Math.max(this.live, header.next);
    this.toAll(header, line);
  }

  private record(record: RigRecord, line: string, now: number): void {
    const { replay } = this;
    const old = record.number < this.live;
    if (!old) this.live = record.number + 1;
    if (old && replay !== undefined) {
      replay.heardMs = now;
      if (replay.client === undefined) this.toAll(record, line);
      else this.give(replay.client, record, line);
    } else this.toAll(record, line);
    if (!old) this.note(record);
  }

  private replayEnded(end: ReplayEnd, line: string): void {
    const { replay } = this;
    if (replay === undefined || replay.from !== end.from || replay.count !== end.count) return;
    if (replay.client === undefined) this.toAll(end, line);
    else replay.client.push(line);
    this.replay = undefined;
    this.nextReplay();
  }

  private toAll(read: PushedLine, line: string): void {
    for (const client of this.mux.clients) if (client.streaming) this.give(client, read, line);
  }

  private give(client: Client, read: PushedLine, line: string): void {
    const shown = client.rows.shown(read, line, this.stream.header);
    if (shown !== undefined) client.push(shown);
  }

  private note(record: RigRecord): void {
    if (record.kind === "event") return;
    const layout = record.kind === "row" ? this.stream.header : this.stream.slowHeader;
    if (layout?.columns.length !== record.fields.length) return;
    layout.columns.forEach((column, i) => {
      this.values.set(column, Number(record.fields[i]));
    });
  }

  private began(header: StreamHeader): void {
    if (this.stream.sequencer.boot !== undefined) return;
    // The first life that is seen, or a new one.
    if (this.records > 0 || this.missing > 0) {
      this.restarts += 1;
      this.tell(`the rig has restarted: boot ${header.boot}`);
    }
    this.live = 0;
  }

  private take(what: Placed | Gap): void {
    if (what.kind === "record") this.records += 1;
    else {
      this.missing += what.count ?? 0;
      this.tell(
        `${what.count ?? "unknown many"} records from ${what.from} on are lost: ${what.why}`,
      );
    }
  }
}
