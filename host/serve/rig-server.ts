import type { Link, LinkEvents } from "../record/link.js";
import type { Client, ClientSink } from "./client.js";
import { Multiplexer } from "./multiplexer.js";
import { RigLine } from "./rig-line.js";
import { StreamDesk } from "./stream-desk.js";

const tickMs = 20;
const reopenMs = 1000;

/** How a line to a rig is opened. */
export type Opener = (events: LinkEvents) => Promise<Link>;

/** One rig: owns its line, opens it again when it is lost, and gives it to many clients. */
export class RigServer {
  readonly name: string;
  readonly place: string;
  readonly line: RigLine;
  readonly desk: StreamDesk;
  readonly mux: Multiplexer;
  identity = "";
  openings = 0;
  private readonly open: Opener;
  private readonly tell: (text: string) => void;
  private link: Link | undefined;
  private opening = false;
  private ready = false;
  private over = false;
  private openAtMs = 0;
  private said = "";
  private generation = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(name: string, place: string, open: Opener, tell: (text: string) => void) {
    this.name = name;
    this.place = place;
    this.open = open;
    this.tell = (text) => tell(`rig ${name}: ${text}`);
    this.line = new RigLine({
      send: (text) => this.link?.send(text),
      pushed: (line) => this.desk.pushed(line),
      free: () => this.freed(),
      silent: () => this.lost(this.generation, "the rig does not answer"),
    });
    this.desk = new StreamDesk(performance.now.bind(performance), this.tell);
    this.mux = new Multiplexer(
      this.line,
      {
        replay: (client, from, count) => this.desk.ask(client, from, count),
        shape: (client, header, given) => this.desk.shape(client, header, given),
        streamStopped: () => this.desk.start(),
      },
      performance.now.bind(performance),
    );
    this.desk.mux = this.mux;
  }

  get up(): boolean {
    return this.ready;
  }

  start(): void {
    this.timer = setInterval(() => this.tick(), tickMs);
    this.tick();
  }

  join(name: string, sink: ClientSink): Client {
    return this.mux.join(name, sink);
  }

  close(): void {
    this.over = true;
    clearInterval(this.timer);
    this.link?.close();
  }

  private tick(): void {
    const now = performance.now();
    if (this.link === undefined && !this.opening && now >= this.openAtMs) void this.reopen();
    this.line.tick(now);
    if (this.ready) this.desk.tick();
    this.mux.tick();
  }

  private async reopen(): Promise<void> {
    this.opening = true;
    this.openAtMs = performance.now() + reopenMs;
    this.generation += 1;
    const { generation } = this;
    try {
      const link = await this.open({
        bytes: (bytes) => {
          if (generation === this.generation) this.line.bytes(bytes, performance.now());
        },
        closed: (why) => this.lost(generation, why),
      });
      if (this.over) {
        link.close();
        return;
      }
      this.link = link;
      this.openings += 1;
      this.said = "";
      this.line.linked(performance.now());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      // Said once, not every second.
      if (this.said !== why) this.tell(`the line cannot be opened (${why}); trying again`);
      this.said = why;
    } finally {
      this.opening = false;
    }
  }

  /** The line can be spoken on: for the first time since it was opened, or again. */
  private freed(): void {
    if (!this.ready) {
      this.ready = true;
      this.desk.linked();
      this.mux.errand("*IDN?", ({ reply }) => {
        if (reply === undefined) return;
        if (reply !== this.identity) this.tell(reply);
        this.identity = reply;
      });
    }
    this.mux.pump();
  }

  private lost(generation: number, why: string): void {
    if (generation !== this.generation || this.over) return;
    this.generation += 1;
    this.tell(`${why}; opening it again`);
    this.link?.close();
    this.link = undefined;
    this.ready = false;
    this.mux.forgetErrands();
    this.line.unlinked(performance.now());
    this.desk.unlinked();
    this.mux.pump();
  }
}
