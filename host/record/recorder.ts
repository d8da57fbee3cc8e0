import type { Recording } from "./recording.js";

/** What the recorder asks every rig once: who it is and how it is set. */
export const idQuery = "*IDN?";

const silenceS = 6;
const askAgainS = 2;
/** A header that was asked for is there by then, or damaged. */
const headerS = 2;

/**
 * The conversation with the rig: switches the stream on, asks for what is missing, asks the questions of the sidecar, one
 * at a time. Knows no clock and no port: it is told the time and handed the bytes.
 */
export class Recorder {
  /** Answers to the questions, by question. */
  readonly answers = new Map<string, string>();
  private readonly recording: Recording;
  private readonly send: (text: string) => void;
  private readonly questions: string[];
  private readonly intervalS: number | undefined;
  private readonly commitS: number;
  private connected = false;
  private heardS = 0;
  private startedS = 0;
  private asked: { readonly query: string; readonly atS: number } | undefined;
  private committedS = 0;

  constructor(
    recording: Recording,
    send: (text: string) => void,
    questions: readonly string[],
    intervalS?: number,
    commitS = 1,
  ) {
    this.recording = recording;
    this.send = send;
    this.questions = [...questions];
    this.intervalS = intervalS;
    this.commitS = commitS;
  }

  get complete(): boolean {
    return this.questions.length === 0;
  }

  linked(nowS: number): void {
    this.connected = true;
    this.start(nowS);
  }

  unlinked(): void {
    this.connected = false;
    this.asked = undefined;
    this.recording.stream.sequencer.forgetRequest();
  }

  bytes(bytes: Uint8Array, nowS: number): void {
    this.heardS = nowS;
    this.recording.feed(bytes, nowS, (line) => this.reply(line));
  }

  /** Called a few times a second. */
  tick(nowS: number): void {
    if (nowS - this.committedS >= this.commitS) {
      this.committedS = nowS;
      this.recording.commit();
    }
    if (!this.connected) return;
    const headless = this.recording.stream.unconfirmed && nowS - this.startedS > headerS;
    if (headless || nowS - this.heardS > silenceS) this.start(nowS);
    const wanted = this.recording.stream.sequencer.wants(nowS);
    if (wanted !== undefined) this.send(`DATA:REPL ${wanted.from},${wanted.count}\n`);
    this.ask(nowS);
  }

  /** An empty line first: it ends what another program may have left half said. */
  private start(nowS: number): void {
    this.heardS = nowS;
    this.startedS = nowS;
    this.recording.mark(nowS);
    this.send("\nDATA:STR ON\n");
    if (this.intervalS !== undefined) this.send(`DATA:STR:INT ${this.intervalS}\n`);
  }

  private ask(nowS: number): void {
    if (this.asked !== undefined && nowS - this.asked.atS < askAgainS) return;
    const query = this.questions[0];
    if (query === undefined) return;
    this.asked = { query, atS: nowS };
    this.send(`${query}\n`);
  }

  private reply(line: string): void {
    const { asked } = this;
    if (asked === undefined || line === "") return;
    this.answers.set(asked.query, line);
    this.questions.shift();
    this.asked = undefined;
  }
}
