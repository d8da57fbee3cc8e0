import { UsageError } from "../command/exit.js";
import type { Terminal } from "../command/terminal.js";
import type { Act, Dialog, Question } from "../commissioning/dialog.js";
import { Aborted } from "../commissioning/problems.js";

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
