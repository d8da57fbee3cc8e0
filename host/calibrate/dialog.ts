import { promises as readline } from "node:readline";
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

/** A person at a terminal. `q` gives up the step. */
export class TerminalDialog implements Dialog {
  private readonly terminal: Terminal;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  async ask({ text, fallback }: Question): Promise<string> {
    const lines = readline.createInterface({ input: process.stdin, output: process.stderr });
    try {
      const usual = fallback === undefined || fallback === "" ? "" : ` [${fallback}]`;
      const answer = (await lines.question(`  ? ${text}${usual} `)).trim();
      if (answer === "q") throw new Aborted();
      return answer === "" ? (fallback ?? "") : answer;
    } finally {
      lines.close();
    }
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
