import { type RigRow, RowReader } from "./data/columns.js";
import { NewestNumber } from "./data/newest-number.js";
import { isPushed, type RigEvent, readPushed } from "./data/pushed-line.js";
import type { Listener, Transport } from "./transport/transport.js";

/** Wall-clock time that a reply may take. */
const replyMs = 3000;
const columnsUntilTold =
  "t,aCounts,cCounts,aPressure,cPressure,aSet,cSet,aTarget,cTarget,aPosition,cPosition,volts,flags";

/** What the views want to know of the rig. */
export interface LinkNews {
  row(row: RigRow): void;
  event(event: RigEvent): void;
  /** Every pushed line as it came. */
  pushed(line: string): void;
  /** Everything that is said and answered, for the console. */
  said(line: string, byUs: boolean): void;
  connected(name: string): void;
  /** Another rig was chosen: what is known is of one that nobody listens to any more. */
  left(): void;
  disconnected(why: string): void;
}

interface Waiting {
  resolve(reply: string): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/** Talks to a rig over any transport: pushed lines to the views, replies to those who asked, in their order. */
export class Link {
  /** Who else hears every pushed line, as long as there is somebody. */
  tap: ((line: string) => void) | undefined;
  /** Told of each STOP. */
  stopped: () => void = () => undefined;
  private readonly news: LinkNews;
  private readonly newest = new NewestNumber();
  private readonly rows = new RowReader(columnsUntilTold.split(","));
  private readonly waiting: Waiting[] = [];
  private transport: Transport | undefined;
  /** Counts the lines that were chosen. */
  private life = 0;

  constructor(news: LinkNews) {
    this.news = news;
  }

  use(open: (listener: Listener) => Transport): Transport {
    this.transport?.close();
    this.forget("another rig was chosen");
    this.newest.reset();
    this.news.left();
    this.life += 1;
    this.transport = open(this.whileChosen(this.life));
    return this.transport;
  }

  /** A command; `loud` ones are shown in the console. */
  send(message: string, loud = true): void {
    if (loud) this.news.said(message, true);
    this.transport?.send(message);
  }

  /** A message with a query, and its reply. */
  ask(message: string, loud = false): Promise<string> {
    if (loud) this.news.said(message, true);
    return new Promise<string>((resolve, reject) => {
      // A reply that does not come would give the next one to the wrong asker: all that wait are told.
      const timer = setTimeout(() => this.forget("no reply"), replyMs);
      const tell = (reply: string) => {
        if (loud) this.news.said(reply, false);
        resolve(reply);
      };
      this.waiting.push({ resolve: tell, reject, timer });
      this.transport?.send(message);
    });
  }

  /** A command, and what the rig had against it; empty when nothing. */
  async order(message: string): Promise<string> {
    this.send(message);
    const reply = await this.ask("SYST:ERR:ALL?");
    return reply.startsWith("0,") ? "" : reply;
  }

  stop(): void {
    this.news.said("!", true);
    this.transport?.stop();
    this.stopped();
  }

  private line(line: string): void {
    if (isPushed(line)) this.pushed(line);
    else this.reply(line);
  }

  private reply(line: string): void {
    const first = this.waiting.shift();
    if (first === undefined) {
      this.news.said(line, false);
      return;
    }
    clearTimeout(first.timer);
    first.resolve(line);
  }

  private opened(name: string): void {
    this.news.connected(name);
  }

  private closed(why: string): void {
    this.forget("the line is closed");
    this.news.disconnected(why);
  }

  private pushed(line: string): void {
    const pushed = readPushed(line);
    this.news.pushed(line);
    this.tap?.(line);
    if (pushed.kind === "header") {
      this.rows.follow(pushed.columns);
      this.newest.header(pushed.boot, pushed.next);
    }
    // The recording has it now; what is shown has gone on.
    if ("number" in pushed && this.newest.isOld(pushed.number)) return;
    if (pushed.kind === "row") this.news.row(this.rows.read(pushed.values));
    if (pushed.kind === "event") this.news.event(pushed.event);
  }

  /** A line that was left may have something on its way still, and closes later than it is told to. */
  private whileChosen(life: number): Listener {
    const chosen = () => life === this.life;
    return {
      line: (line) => chosen() && this.line(line),
      opened: (name) => chosen() && this.opened(name),
      closed: (why) => chosen() && this.closed(why),
    };
  }

  private forget(why: string): void {
    for (const one of this.waiting.splice(0)) {
      clearTimeout(one.timer);
      one.reject(new Error(why));
    }
  }
}
