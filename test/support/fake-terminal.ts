import type { Terminal } from "../../host/command/terminal.js";

/** A terminal that remembers what was said to it. */
export class FakeTerminal implements Terminal {
  outText = "";
  errorText = "";
  readonly interactive: boolean;
  readonly columns = 100;

  constructor(interactive = false) {
    this.interactive = interactive;
  }

  out(text: string): void {
    this.outText += text;
  }

  error(text: string): void {
    this.errorText += text;
  }
}
