import { linkMark, RigStream, type RigStreamSink } from "../../host/rig-data/rig-stream.js";
import type { Gap, Placed } from "../../host/rig-data/sequencer.js";
import type { Recording } from "./recordings.js";

/** Begins a line of the page in a raw log with records that are missing for good: boot, first number, count, why. */
export const gapMark = ";gap ";

/**
 * A recording under way: every pushed line as it came, and what has to be asked for again. Lines of the page's own begin
 * with a semicolon, as those of `isobar record`.
 */
export class OpenRecording implements RigStreamSink {
  readonly recording: Recording;
  private readonly stream = new RigStream(this);
  private readonly before: Readonly<Pick<Recording, "lost" | "gaps" | "damaged">>;
  private waiting: string[] = [];
  /** Nothing is taken while it is not known whether the rig at the line is that of the recording. */
  private linked = false;

  /** A recording that is there already goes on behind its last number. */
  constructor(recording: Recording) {
    this.recording = recording;
    const { lost, gaps, damaged, boot, next, ahead } = recording;
    this.before = { lost, gaps, damaged };
    if (boot !== undefined && next !== undefined) this.stream.sequencer.resume(boot, next, ahead);
  }

  /** The line to the rig is open, and its stream about to be switched on. */
  link(nowS: number): void {
    this.linked = true;
    this.stream.sequencer.forgetRequest();
    this.put(`${linkMark}${nowS.toFixed(3)}`, nowS);
  }

  unlink(): void {
    this.linked = false;
  }

  line(line: string, nowS: number): void {
    if (!this.linked) return;
    this.recording.lines += 1;
    this.put(line, nowS);
  }

  /** A line of the page's own. */
  note(words: string): void {
    this.waiting.push(`;${words}`);
  }

  /** What to ask the rig for now, if anything. */
  wants(nowS: number): { readonly from: number; readonly count: number } | undefined {
    return this.linked ? this.stream.sequencer.wants(nowS) : undefined;
  }

  /** Does nothing wait for a record that the rig may still give? */
  get complete(): boolean {
    return !this.linked || this.stream.sequencer.waiting === 0;
  }

  /** What is missing will not come any more. */
  finish(why: string): void {
    this.stream.sequencer.finish(why);
  }

  /** The lines since it was last called; the recording says what is known by then. */
  taken(): string {
    const { boot, next, ahead } = this.stream.sequencer;
    if (boot !== undefined) Object.assign(this.recording, { boot, next });
    if (ahead.length > 0) this.recording.ahead = ahead;
    else delete this.recording.ahead;
    this.recording.damaged = this.before.damaged + this.stream.damaged;
    const lines = this.waiting;
    this.waiting = [];
    return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
  }

  begin(): void {}

  beginSlow(): void {}

  take(what: Placed | Gap): void {
    if (what.kind === "record") return;
    const { boot, from, count, why } = what;
    this.waiting.push(`${gapMark}${boot},${from},${count ?? ""},${why}`);
    this.recording.gaps += 1;
    this.recording.lost += count ?? 0;
  }

  private put(line: string, nowS: number): void {
    this.waiting.push(line);
    this.stream.line(line, nowS);
  }
}
