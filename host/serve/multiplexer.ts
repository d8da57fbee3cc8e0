import { operationBits } from "../../src/protocol/conditions.js";
import { Client, type ClientSink } from "./client.js";
import { Job, type JobDesk, type Need } from "./job.js";
import { unitsOf } from "./message.js";
import type { Outcome, RigLine } from "./rig-line.js";

const pollMs = 100;
const poll = "STAT:OPER:COND?";
const lineClosed = '-240,"Hardware error;the line to the rig is closed"';
const stopped = '-221,"Settings conflict;all motion was stopped while this waited"';

/** Something that the server itself asks the rig. */
interface Errand {
  readonly text: string;
  readonly done: (outcome: Outcome) => void;
}

/**
 * Several clients on one line: a message at a time goes to the rig, its reply to who asked. Who has had least of the line is next, so
 * that who asks without end, or for long lists, delays nobody by more than one message now and then. `*OPC?` and `*WAI` would close the line to all others:
 * they are waited for here.
 */
export class Multiplexer {
  readonly clients: Client[] = [];
  messages = 0;
  private readonly line: RigLine;
  private readonly desk: JobDesk;
  private readonly now: () => number;
  private readonly errands: Errand[] = [];
  /** What each job that waits for its turn wants to send. */
  private readonly needs = new Map<Job, Need & { kind: "line" }>();
  /** Whose message the rig has. */
  private asking: Client | undefined;
  private turn = 0;
  /** Bytes that who was served last had had before: who comes back from silence has no claim to more. */
  private bytesNow = 0;
  private polledMs = 0;
  private pumping = false;
  private scheduled = false;

  constructor(line: RigLine, desk: JobDesk, nowMs: () => number) {
    this.line = line;
    this.desk = desk;
    this.now = nowMs;
  }

  join(name: string, sink: ClientSink): Client {
    const client = new Client(name, sink, {
      work: () => this.pump(),
      stop: (by) => this.stop(by),
    });
    this.clients.push(client);
    return client;
  }

  leave(client: Client): void {
    const at = this.clients.indexOf(client);
    if (at >= 0) this.clients.splice(at, 1);
    if (client.job !== undefined) this.needs.delete(client.job);
  }

  /** Asks the rig ahead of all clients. */
  errand(text: string, done: (outcome: Outcome) => void = () => undefined): void {
    this.errands.push({ text, done });
    this.pump();
  }

  /** Errands belong to the line that was: a new one begins with its own. */
  forgetErrands(): void {
    this.errands.length = 0;
  }

  /** Does what can be done now: one message of each client at most, the rest in the next turn of the event loop. */
  pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    try {
      this.begin();
      if (this.line.isFree) this.send();
      if (this.line.isDown) this.refuse();
    } finally {
      this.pumping = false;
    }
    if (this.clients.some((client) => client.job === undefined && mayBegin(client)))
      this.schedule();
  }

  /** Called some fifty times a second. */
  tick(): void {
    const waits = this.clients.some((client) => client.job?.waitsSinceMs !== undefined);
    const now = this.now();
    if (waits && now - this.polledMs >= pollMs && !this.line.isDown) {
      this.polledMs = now;
      this.errand(poll, (outcome) => this.polled(outcome, now));
    }
    this.pump();
  }

  /** All motion stops; orders that any client has waiting are void, and so is all that waits for an end of motion. */
  private stop(by: Client): void {
    // Nothing may be sent before what is void is gone.
    this.pumping = true;
    this.line.stop();
    for (const client of this.clients) {
      if (client !== by) client.dropOrders(isOrder);
      const { job } = client;
      if (job === undefined) continue;
      if (client === this.asking) job.spoil();
      else if (job.waitsSinceMs !== undefined || job.orders) {
        if (client !== by && job.waitsSinceMs === undefined) client.errors.push(stopped);
        this.cut(job);
      }
    }
    this.pumping = false;
    this.pump();
  }

  private cut(job: Job): void {
    this.needs.delete(job);
    job.cutShort();
    if (job.client.job === job) job.client.job = undefined;
  }

  /** Takes up the next message of each client that has none on its way. */
  private begin(): void {
    for (const client of [...this.clients]) {
      if (client.job !== undefined || !mayBegin(client)) continue;
      const message = client.take();
      if (message === undefined) continue;
      client.job = new Job(client, message, this.desk);
      this.messages += 1;
      this.advance(client.job);
    }
  }

  private advance(job: Job): void {
    const need = job.proceed();
    if (need.kind === "line") this.needs.set(job, need);
    else if (need.kind === "wait") {
      job.waitsSinceMs = this.now();
      if (this.line.isDown) this.fail(job);
    } else {
      job.client.job = undefined;
      job.client.urgent = false;
    }
  }

  private send(): void {
    const errand = this.errands.shift();
    if (errand !== undefined) {
      this.line.ask(errand.text, false, this.now(), errand.done);
      return;
    }
    const client = this.nextInTurn();
    const job = client?.job;
    const need = job === undefined ? undefined : this.needs.get(job);
    if (client === undefined || job === undefined || need === undefined) return;
    this.needs.delete(job);
    this.asking = client;
    this.bytesNow = this.bytesOf(client);
    client.lineBytes = this.bytesNow + need.text.length;
    this.line.ask(need.text, need.lone, this.now(), (outcome) => {
      this.asking = undefined;
      client.lineBytes += outcome.reply?.length ?? 0;
      job.outcome(outcome);
      if (client.job === job) this.advance(job);
    });
  }

  private nextInTurn(): Client | undefined {
    const count = this.clients.length;
    const waiting = (client: Client | undefined) =>
      client?.job !== undefined && this.needs.has(client.job);
    const urgent = this.clients.find((client) => client.urgent && waiting(client));
    if (urgent !== undefined) return urgent;
    let next: number | undefined;
    for (let i = 0; i < count; i += 1) {
      const at = (this.turn + i) % count;
      if (!waiting(this.clients[at])) continue;
      if (next === undefined || this.bytesOf(this.clients[at]) < this.bytesOf(this.clients[next]))
        next = at;
    }
    if (next === undefined) return undefined;
    this.turn = (next + 1) % count;
    return this.clients[next];
  }

  private bytesOf(client: Client | undefined): number {
    return Math.max(client?.lineBytes ?? 0, this.bytesNow);
  }

  /** Nobody answers: what needs the rig fails at once. */
  private refuse(): void {
    for (const job of [...this.needs.keys()]) this.fail(job);
    for (const { job } of this.clients) {
      if (job?.waitsSinceMs !== undefined) this.fail(job);
    }
  }

  private fail(job: Job): void {
    job.client.errors.push(lineClosed);
    job.unanswered();
    this.cut(job);
  }

  private polled({ reply }: Outcome, askedMs: number): void {
    const bits = Number(reply);
    if (reply === undefined || !Number.isInteger(bits)) return;
    if ((bits & operationBits.settling.bit) !== 0) return;
    for (const { job } of this.clients) {
      if (job?.waitsSinceMs === undefined || job.waitsSinceMs > askedMs) continue;
      job.waited();
      this.advance(job);
    }
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.pump();
    });
  }
}

function mayBegin(client: Client): boolean {
  return client.queue.length > 0 && client.ready;
}

function isOrder(message: string): boolean {
  return unitsOf(message).some((unit) => !unit.query);
}
