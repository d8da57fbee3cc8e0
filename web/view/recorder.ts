import type { GapCounter } from "../data/gap-counter.js";
import { csvOf } from "../data/raw-log.js";
import { type Recording, Recordings } from "../data/recordings.js";
import type { Link } from "../link.js";
import { button, element, input, made, onClick, saveFile, setText } from "./dom.js";
import { text } from "./strings.js";

/** What waits for the store is written so often. */
const writeMs = 1000;

/** Writes every pushed line into the browser's store; recordings are still there when the page is opened again. */
export class RecorderView {
  private readonly link: Link;
  private readonly listed: (store: Recordings, all: readonly Recording[]) => void;
  private store: Recordings | undefined;
  private now: Recording | undefined;
  private readonly gapsBefore = { lost: 0, gaps: 0, damaged: 0 };
  private waiting: string[] = [];

  /** `listed` is told what recordings there are. */
  constructor(link: Link, listed: (store: Recordings, all: readonly Recording[]) => void) {
    this.link = link;
    this.listed = listed;
    onClick("record", () => this.toggle());
    this.begin().catch((error: unknown) => this.failed(error));
    setInterval(() => this.write(), writeMs);
    addEventListener("pagehide", () => this.write());
    addEventListener("visibilitychange", () => this.write());
  }

  pushed(line: string): void {
    if (this.now === undefined) return;
    this.waiting.push(line);
    this.now.lines += 1;
  }

  private async begin(): Promise<void> {
    this.store = await Recordings.open();
    await this.list();
  }

  private toggle(): void {
    if (this.now !== undefined) this.end();
    else this.start();
    setText(element("record"), text(this.now === undefined ? "record" : "recordStop"));
    element("record").setAttribute("aria-pressed", String(this.now !== undefined));
    this.tell();
  }

  private start(): void {
    const startedMs = Date.now();
    const stamp = new Date(startedMs).toISOString().slice(0, 19).replaceAll(":", "");
    const cell = input("cell-name").value.trim() || "cell";
    Object.assign(this.gapsBefore, copyOf(this.link.gaps));
    this.now = {
      id: startedMs,
      name: `${cell}-${stamp}`,
      startedMs,
      lines: 0,
      ...copyOf(this.gapsBefore),
    };
    // Header and stream at once: a log without its column names is hard to read.
    this.link.send("DATA:STR ON", false);
  }

  private end(): void {
    this.write();
    this.now = undefined;
    this.list().catch((error: unknown) => this.failed(error));
  }

  private write(): void {
    const { now, store } = this;
    if (now === undefined || store === undefined) return;
    const { gaps } = this.link;
    now.lost = Math.max(0, gaps.lost - this.gapsBefore.lost);
    now.gaps = Math.max(0, gaps.gaps - this.gapsBefore.gaps);
    now.damaged = Math.max(0, gaps.damaged - this.gapsBefore.damaged);
    const lines = this.waiting;
    this.waiting = [];
    const words = lines.length === 0 ? "" : `${lines.join("\n")}\n`;
    store.append({ ...now }, words).catch((error: unknown) => this.failed(error));
    this.tell();
  }

  private tell(): void {
    const { now } = this;
    const note = element("record-note");
    if (now === undefined) {
      setText(note, text("notRecording"));
      return;
    }
    setText(note, text("recording", { name: now.name, lines: now.lines }));
    const gaps = element("record-gaps");
    gaps.dataset["lost"] = String(now.lost + now.damaged);
    setText(gaps, text("lost", copyOf(now)));
  }

  private failed(error: unknown): void {
    setText(element("record-note"), text("storeFailed", { why: String(error) }));
  }

  private async list(): Promise<void> {
    const all = (await this.store?.all()) ?? [];
    if (this.store !== undefined) this.listed(this.store, all);
    const items = all.map((one) => this.item(one));
    element("recordings").replaceChildren(...items);
    setText(element("recordings-none"), all.length === 0 ? text("noRecordings") : "");
  }

  private item(one: Recording): HTMLElement {
    const item = made("li");
    const row = made("p", text("recordingRow", { name: one.name, lines: one.lines }));
    row.append(made("br"), made("small", text("lost", copyOf(one))));
    const save = async (name: string, of: (log: string) => string) => {
      const log = (await this.store?.text(one.id)) ?? "";
      saveFile(name, of(log), "text/plain");
    };
    const remove = async () => {
      await this.store?.remove(one.id);
      await this.list();
    };
    const guarded = (act: () => Promise<void>) => () => {
      act().catch((error: unknown) => this.failed(error));
    };
    item.append(
      row,
      button(
        text("download"),
        guarded(() => save(`${one.name}.raw.log`, (log) => log)),
      ),
      button(
        text("downloadCsv"),
        guarded(() => save(`${one.name}.csv`, csvOf)),
      ),
      button(text("remove"), guarded(remove)),
    );
    return item;
  }
}

function copyOf({ lost, gaps, damaged }: Pick<GapCounter, "lost" | "gaps" | "damaged">) {
  return { lost, gaps, damaged };
}
