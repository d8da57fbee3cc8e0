import { OpenRecording } from "../data/open-recording.js";
import { readPushed } from "../data/pushed-line.js";
import { forgetRecording, recentRig, rememberRig } from "../data/recent-rig.js";
import { isMine } from "../data/recording-lock.js";
import { type Recording, Recordings } from "../data/recordings.js";
import type { Link } from "../link.js";
import { element, input, onClick, setText } from "./dom.js";
import { RecordingsList } from "./recordings-list.js";
import { text } from "./strings.js";

/** What waits for the store is written so often. */
const writeMs = 1000;
/** What is being asked for again when a recording is ended is waited for so long. */
const endingMs = 15_000;

const nowS = () => Date.now() / 1000;

/**
 * Writes every pushed line into the browser's store, and asks the rig again for what is missing. A page that is opened
 * anew goes on by itself: with the same recording when it is the same rig, else with a new one.
 */
export class RecorderView {
  private readonly link: Link;
  private readonly list: RecordingsList;
  private store: Recordings | undefined;
  private now: OpenRecording | undefined;
  /** When somebody ended the recording while records were still asked for. */
  private endingMs: number | undefined;
  private line: { readonly simulated: boolean } | undefined;

  /** `listed` is told what recordings there are. */
  constructor(link: Link, listed: (store: Recordings, all: readonly Recording[]) => void) {
    this.link = link;
    this.list = new RecordingsList(listed, (error) => this.failed(error));
    onClick("record", () => this.toggle());
    this.begin().catch((error: unknown) => this.failed(error));
    setInterval(() => this.turn(), writeMs);
    addEventListener("pagehide", () => this.write());
    addEventListener("visibilitychange", () => this.write());
  }

  pushed(line: string): void {
    const { now } = this;
    if (now === undefined) return;
    const { boot, next } = now.recording;
    if (boot !== undefined && line.startsWith("#H,")) {
      const header = readPushed(line);
      const again = header.kind === "header" && header.boot === boot && header.next < (next ?? 0);
      if (again) this.succeed(text("endedByNumbers"));
    }
    this.now?.line(line, nowS());
  }

  /** A line to a rig is open, the first or another one. */
  connected(simulated: boolean): void {
    this.line = { simulated };
    this.find();
  }

  disconnected(): void {
    this.line = undefined;
    this.now?.unlink();
    this.tell();
  }

  private async begin(): Promise<void> {
    this.store = await Recordings.open();
    const id = recentRig().recording;
    const all = await this.list.show(this.store);
    const before = all.find((one) => one.id === id);
    if (before === undefined || this.now !== undefined || !(await isMine(before.id))) return;
    this.now = new OpenRecording(before);
    this.find();
  }

  /** Is the rig at the line that of the recording? */
  private find(): void {
    const { now, line } = this;
    this.tell();
    if (now === undefined || line === undefined) return;
    now.unlink();
    const { boot, rig } = now.recording;
    if (boot === undefined) this.follow(now);
    else if (line.simulated) this.succeed(text("endedBySimulated"));
    else
      this.link.ask("*IDN?").then(
        (name) => {
          if (this.now !== now || this.line !== line) return;
          if (rig === undefined || rig === name) this.follow(now);
          else this.succeed(text("endedByRig", { name }));
        },
        () => undefined,
      );
  }

  private follow(now: OpenRecording): void {
    now.link(nowS());
    // Header and stream at once: a log without its column names is hard to read.
    this.link.send("DATA:STR ON", false);
    if (now.recording.rig === undefined)
      this.link.ask("*IDN?").then(
        (name) => {
          now.recording.rig = name;
        },
        () => undefined,
      );
    this.tell();
  }

  private toggle(): void {
    if (this.now === undefined) this.start("");
    else if (this.now.complete || this.endingMs !== undefined) this.end(undefined);
    else this.endingMs = performance.now();
    this.tell();
  }

  private start(after: string): void {
    const startedMs = Date.now();
    const stamp = new Date(startedMs).toISOString().slice(0, 19).replaceAll(":", "");
    const cell = input("cell-name").value.trim() || "cell";
    const counts = { lines: 0, lost: 0, gaps: 0, damaged: 0 };
    const now = new OpenRecording({
      id: startedMs,
      name: `${cell}-${stamp}`,
      startedMs,
      ...counts,
    });
    if (after !== "") now.note(`continues ${after}`);
    this.now = now;
    rememberRig({ recording: startedMs });
    isMine(startedMs).catch((error: unknown) => this.failed(error));
    if (this.line !== undefined) this.follow(now);
    this.tell();
  }

  /** Another rig, or the same with numbers that were there before: in one file nobody could tell the two apart. */
  private succeed(why: string): void {
    const name = this.now?.recording.name ?? "";
    this.end(why);
    this.start(name);
  }

  private end(why: string | undefined): void {
    const { now } = this;
    if (now === undefined) return;
    now.finish("they are not in the recording");
    if (why !== undefined) {
      now.note(`ended ${nowS().toFixed(3)} ${why}`);
      now.recording.ended = why;
    }
    const written = this.write();
    this.now = undefined;
    this.endingMs = undefined;
    forgetRecording();
    this.tell();
    const { store } = this;
    if (store === undefined) return;
    written.then(() => this.list.show(store)).catch((error: unknown) => this.failed(error));
  }

  private turn(): void {
    if (this.endingMs !== undefined) {
      if (this.now?.complete || performance.now() - this.endingMs > endingMs) this.end(undefined);
    }
    const wanted = this.now?.wants(nowS());
    if (wanted !== undefined) this.link.send(`DATA:REPL ${wanted.from},${wanted.count}`, false);
    this.write();
  }

  private async write(): Promise<void> {
    const { now, store } = this;
    if (now === undefined || store === undefined) return;
    const words = now.taken();
    this.tell();
    try {
      await store.append({ ...now.recording }, words);
    } catch (error) {
      this.failed(error);
    }
  }

  private tell(): void {
    const { now } = this;
    const note = element("record-note");
    const button = element("record");
    const ending = this.endingMs !== undefined;
    setText(button, text(now === undefined ? "record" : ending ? "recordStopNow" : "recordStop"));
    button.setAttribute("aria-pressed", String(now !== undefined));
    if (now === undefined) {
      setText(note, text("notRecording"));
      return;
    }
    const { name, lines, lost, gaps, damaged } = now.recording;
    const words =
      this.line === undefined ? "recordingWaits" : ending ? "recordingEnds" : "recording";
    setText(note, text(words, { name, lines }));
    const told = element("record-gaps");
    told.dataset["lost"] = String(lost + damaged);
    setText(told, text("lost", { lost, gaps, damaged }));
  }

  private failed(error: unknown): void {
    setText(element("record-note"), text("storeFailed", { why: String(error) }));
  }
}
