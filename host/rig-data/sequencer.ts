import { recordsMax } from "../../src/telemetry/record-ring.js";
import type { ReplayEnd, RigRecord, StreamHeader } from "./pushed-line.js";

/** Records that are missing for good. */
export interface Gap {
  readonly kind: "gap";
  readonly boot: number;
  readonly from: number;
  /** How many; undefined when nobody can know, as after a restart of the rig. */
  readonly count: number | undefined;
  readonly why: string;
}

/** A record with its place in the rig's life, and when it came if it came as it was made. */
export interface Placed {
  readonly kind: "record";
  readonly boot: number;
  readonly record: RigRecord;
  /** Unix time in s at which the line came; undefined for a replayed one. */
  readonly cameS: number | undefined;
}

export interface SequencerSink {
  /** Called with growing numbers, each once. */
  take(what: Placed | Gap): void;
}

/** What the rig keeps in its ring; to ask for more at once is of no use. */
const replayMax = recordsMax;
/** A number further ahead than this is believed only when a header says so as well: a checksum has 16 bits. */
const leapMax = 2000;
/** Records held back at most while an older one is awaited. */
const heldMax = 4000;
const patienceS = 3;
const attemptsMax = 5;

interface Held {
  /** Undefined when an earlier run has written it already. */
  readonly record: RigRecord | undefined;
  readonly cameS: number | undefined;
}

/** Numbers that follow each other: the first, and how many. */
export type Stretch = readonly [from: number, count: number];

interface Request {
  readonly from: number;
  readonly count: number;
  askedS: number;
  /** Numbers of it that came. */
  came: number;
}

/**
 * Puts the records of a stream in order: every number exactly once, or declared missing. While a number is missing the
 * later ones wait, and `wants` says what to ask the rig for; what it cannot give becomes a gap.
 */
export class Sequencer {
  boot: number | undefined;
  /** Number that is due; undefined before the first record. */
  next: number | undefined;
  /** Times that a record came that was there already. */
  doubles = 0;
  /** Records with numbers that cannot be. */
  implausible = 0;
  private readonly held = new Map<number, Held>();
  /** Records below this number exist. */
  private horizon = 0;
  private request: Request | undefined;
  private attempts = 0;
  private askedFrom = -1;
  private readonly sink: SequencerSink;

  constructor(sink: SequencerSink) {
    this.sink = sink;
  }

  /** Goes on behind the last record of an earlier run, which has written those `ahead` of that number too. */
  resume(boot: number, next: number, ahead: readonly Stretch[] = []): void {
    this.boot = boot;
    this.next = next;
    this.horizon = next;
    for (const [from, count] of ahead) {
      for (let number = from; number < from + count; number += 1)
        this.held.set(number, { record: undefined, cameS: undefined });
      this.horizon = Math.max(this.horizon, from + count);
    }
  }

  /** What waits for older ones, as `resume` takes it. */
  get ahead(): Stretch[] {
    const stretches: [number, number][] = [];
    for (const number of [...this.held.keys()].sort((a, b) => a - b)) {
      const last = stretches.at(-1);
      if (last !== undefined && last[0] + last[1] === number) last[1] += 1;
      else stretches.push([number, 1]);
    }
    return stretches;
  }

  /** Records that wait for older ones. */
  get waiting(): number {
    return this.held.size;
  }

  /** The rig stands at `header`: of the life that is known, or, after `close`, of the next one. */
  header(header: StreamHeader): void {
    if (this.boot === undefined) {
      this.boot = header.boot;
      this.next ??= header.next;
      this.horizon = this.next;
    }
    if (header.next > this.horizon) this.horizon = header.next;
    this.advance();
  }

  /** The rig has restarted: what is left of its last life is given out, and of the new one all is wanted. */
  close(): void {
    this.finish("the rig restarted");
    const { boot, next } = this;
    if (boot !== undefined && next !== undefined) {
      this.sink.take({ kind: "gap", boot, from: next, count: undefined, why: "the rig restarted" });
    }
    this.boot = undefined;
    this.next = 0;
    this.horizon = 0;
    this.held.clear();
    this.forgetRequest();
  }

  record(record: RigRecord, cameS: number): void {
    if (this.boot === undefined) return;
    this.next ??= record.number;
    if (record.number < this.next || this.held.has(record.number)) {
      this.doubles += 1;
      return;
    }
    if (record.number > Math.max(this.horizon, this.next) + leapMax) {
      this.implausible += 1;
      return;
    }
    const live = record.number >= this.horizon;
    this.held.set(record.number, { record, cameS: live ? cameS : undefined });
    if (live) this.horizon = record.number + 1;
    const { request } = this;
    if (request !== undefined && within(request, record.number)) {
      request.came += 1;
      request.askedS = cameS;
    }
    this.advance();
  }

  replayEnd(end: ReplayEnd): void {
    const { request } = this;
    if (request === undefined || end.boot !== this.boot) return;
    if (end.from !== request.from || end.count !== request.count) return;
    this.request = undefined;
    // When all came that was given, the rest is gone; else the line has lost some of it, and they can be asked for.
    if (request.came >= end.given) {
      this.attempts = 0;
      this.declare(request.from + request.count, "the rig has overwritten them");
    }
  }

  /** What to ask the rig for now, if anything. */
  wants(nowS: number): { readonly from: number; readonly count: number } | undefined {
    const from = this.next;
    if (from === undefined) return undefined;
    if (this.request !== undefined && nowS - this.request.askedS < patienceS) return undefined;
    const end = this.holeEnd();
    if (end === undefined) {
      this.request = undefined;
      this.attempts = 0;
      return undefined;
    }
    if (this.attempts >= attemptsMax && from === this.askedFrom) {
      this.attempts = 0;
      this.request = undefined;
      this.declare(end, "the rig did not give them when asked");
      return this.wants(nowS);
    }
    if (from !== this.askedFrom) this.attempts = 0;
    this.askedFrom = from;
    this.attempts += 1;
    const count = Math.min(replayMax, end - from);
    this.request = { from, count, askedS: nowS, came: 0 };
    return { from, count };
  }

  /** The link is gone: what was asked for will not come. */
  forgetRequest(): void {
    this.request = undefined;
    this.attempts = 0;
  }

  /** Gives out all that waits, with what is missing declared. */
  finish(why: string): void {
    for (let end = this.holeEnd(); end !== undefined; end = this.holeEnd()) this.declare(end, why);
  }

  /** Gives out what it can; too much that waits is not worth one old record. */
  private advance(): void {
    this.give();
    if (this.held.size <= heldMax) return;
    const end = this.firstHeld();
    if (end !== undefined) this.declare(end, "too much waited for them");
  }

  /** Gives out what is due and there. */
  private give(): void {
    const { boot } = this;
    if (boot === undefined) return;
    for (;;) {
      const number = this.next as number;
      const held = this.held.get(number);
      if (held === undefined) return;
      this.held.delete(number);
      this.next = number + 1;
      const { record, cameS } = held;
      if (record !== undefined) this.sink.take({ kind: "record", boot, record, cameS });
    }
  }

  /** Declares what is missing below `end`, and goes on. */
  private declare(end: number, why: string): void {
    const boot = this.boot as number;
    while ((this.next as number) < end) {
      const from = this.next as number;
      let to = from;
      while (to < end && !this.held.has(to)) to += 1;
      if (to > from) {
        this.next = to;
        this.sink.take({ kind: "gap", boot, from, count: to - from, why });
      }
      this.give();
      if (this.next === from) return;
    }
  }

  /** End of the hole at `next`; undefined when there is none. */
  private holeEnd(): number | undefined {
    const held = this.firstHeld();
    if (held !== undefined) return held;
    return this.next !== undefined && this.next < this.horizon ? this.horizon : undefined;
  }

  /** The smallest number that waits. */
  private firstHeld(): number | undefined {
    let least: number | undefined;
    for (const number of this.held.keys())
      if (least === undefined || number < least) least = number;
    return least;
  }
}

function within(request: Request, number: number): boolean {
  return number >= request.from && number < request.from + request.count;
}
