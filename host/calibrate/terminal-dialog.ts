import readline from "node:readline";
import type { Readable } from "node:stream";
import type { Terminal } from "../command/terminal.js";
import type { Dialog, Question } from "../commissioning/dialog.js";
import { Aborted } from "../commissioning/problems.js";

/** A person at a terminal. `q`, Ctrl-C or the end of the input give up the step. */
export class TerminalDialog implements Dialog {
  private readonly terminal: Terminal;
  private readonly lines: readline.Interface;
  private ended = false;
  /** Lines that came before they were asked for, as from a pipe. */
  private readonly early: string[] = [];
  private waiting: { take(line: string): void; give(error: Error): void } | undefined;

  constructor(terminal: Terminal, input: Readable = process.stdin) {
    this.terminal = terminal;
    this.lines = readline.createInterface({ input });
    this.lines.on("line", (line) => {
      if (this.waiting === undefined) this.early.push(line);
      else this.waiting.take(line);
    });
    this.lines.on("close", () => {
      this.ended = true;
      this.waiting?.give(new Aborted());
    });
  }

  async ask({ text, fallback }: Question): Promise<string> {
    const usual = fallback === undefined || fallback === "" ? "" : ` [${fallback}]`;
    this.terminal.error(`  ? ${text}${usual} `);
    const answer = (await this.line()).trim();
    if (answer === "q") throw new Aborted();
    return answer === "" ? (fallback ?? "") : answer;
  }

  /** Lets go of the input, without which the process would not end. */
  close(): void {
    this.lines.close();
  }

  private line(): Promise<string> {
    const early = this.early.shift();
    if (early !== undefined) return Promise.resolve(early);
    if (this.ended) return Promise.reject(new Aborted());
    return new Promise<string>((take, give) => {
      this.waiting = { take, give };
    }).finally(() => {
      this.waiting = undefined;
    });
  }

  say(text: string): void {
    this.terminal.out(`${text}\n`);
  }
}
