import type { Link } from "../link.js";
import { element, input, made } from "./dom.js";

const linesMax = 300;

/** SCPI by hand: what is sent and answered, with the error queue behind every command. */
export class ConsoleView {
  private readonly link: Link;
  private readonly log = element("console-log");
  private readonly field = input("console-input");
  private readonly history: string[] = [];
  private at = 0;

  constructor(link: Link) {
    this.link = link;
    element("console-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.enter(this.field.value.trim());
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
  }

  said(line: string, byUs: boolean): void {
    this.log.append(made("div", `${byUs ? ">" : "<"} ${line}`, byUs ? "ours" : "theirs"));
    while (this.log.children.length > linesMax) this.log.firstElementChild?.remove();
    this.log.scrollTop = this.log.scrollHeight;
  }

  private enter(message: string): void {
    if (message === "") return;
    this.history.push(message);
    this.at = this.history.length;
    this.field.value = "";
    const failed = (error: Error) => this.said(error.message, false);
    if (/\?/u.test(message)) this.link.ask(message, true).catch(failed);
    else {
      this.link.send(message);
      this.link.ask("SYST:ERR?").then((reply) => this.said(reply, false), failed);
    }
  }

  private key(event: KeyboardEvent): void {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    this.at = Math.min(this.history.length, Math.max(0, this.at + step));
    this.field.value = this.history[this.at] ?? "";
  }
}
