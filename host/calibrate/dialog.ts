import readline from "node:readline";
import type { Readable } from "node:stream";
import { UsageError } from "../command/exit.js";
import type { Terminal } from "../command/terminal.js";
import type { SideName } from "./line.js";
import { Aborted } from "./problems.js";

/** What the operator does with the hands while being asked; those of the simulated bench do it by themselves. */
export type Act =
  | { readonly kind: "load"; readonly side: SideName; readonly forceN: number }
  | {
      readonly kind: "torque";
      readonly side: SideName;
      readonly torqueNm: number;
      readonly up: boolean;
    }
  /** A dummy is put between the pistons, or taken out. */
  | { readonly kind: "dummy"; readonly inside: boolean };

export interface Question {
  /** Under which an answers file answers it. */
  readonly id: string;
  readonly text: string;
  /** What an empty answer means. */
  readonly fallback?: string;
  readonly act?: Act;
}

/** Who is asked. */
export interface Dialog {
  ask(question: Question): Promise<string>;
  say(text: string): void;
}

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

export type Answers = Readonly<Record<string, string>>;

/** Answers out of a file; what it leaves out is answered as an empty line would be. */
export class ScriptedDialog implements Dialog {
  private readonly answers: Answers;
  private readonly terminal: Terminal;
  private readonly act: (act: Act) => void;

  constructor(answers: Answers, terminal: Terminal, act: (act: Act) => void = () => undefined) {
    this.answers = answers;
    this.terminal = terminal;
    this.act = act;
  }

  ask({ id, text, fallback, act }: Question): Promise<string> {
    if (act !== undefined) this.act(act);
    const answer = this.answers[id] ?? fallback;
    if (answer === undefined) {
      throw new UsageError(`the answers have none to "${id}" (${text})`);
    }
    if (answer === "q") return Promise.reject(new Aborted());
    return Promise.resolve(answer);
  }

  say(text: string): void {
    this.terminal.out(`${text}\n`);
  }
}
