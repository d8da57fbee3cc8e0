import type { Act, Dialog, Question } from "../../host/commissioning/dialog.js";
import { Aborted } from "../../host/commissioning/problems.js";
import { element, input, made, setText } from "../view/dom.js";

const linesMax = 400;

/** The operator at the page: questions in a form, what is said in a log. */
export class QuestionForm implements Dialog {
  /** Answers as proposed, where something is: for a rig whose hands are simulated. */
  automatic: () => boolean = () => false;
  act: (act: Act) => void = () => undefined;
  /** Told whenever something was said: a step has begun or ended. */
  said: () => void = () => undefined;
  private readonly log = element("commission-log");
  private readonly form = element<HTMLFormElement>("commission-form");
  private readonly field = input("commission-answer");
  private waiting: { take(answer: string): void; give(error: Error): void } | undefined;

  constructor() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.waiting?.take(this.field.value.trim());
    });
  }

  say(text: string): void {
    const kind = text.startsWith("\n") ? "step" : text.trimStart().startsWith("!") ? "bad" : "";
    this.log.append(made("div", text.trim(), kind));
    while (this.log.children.length > linesMax) this.log.firstElementChild?.remove();
    this.log.scrollTop = this.log.scrollHeight;
    this.said();
  }

  async ask(question: Question): Promise<string> {
    const { fallback, act, id } = question;
    // What to do after a failed step is the person's to say.
    const answer =
      this.automatic() && fallback !== undefined && !id.endsWith(".after")
        ? fallback
        : await this.asked(question);
    if (act !== undefined) this.act(act);
    return answer === "" ? (fallback ?? "") : answer;
  }

  /** Gives up a question that waits; false when none does. */
  abort(): boolean {
    if (this.waiting === undefined) return false;
    this.waiting.give(new Aborted());
    return true;
  }

  private async asked({ text, fallback = "" }: Question): Promise<string> {
    setText(element("commission-question"), text);
    this.field.value = fallback;
    this.form.hidden = false;
    this.field.focus();
    try {
      const answer = await new Promise<string>((take, give) => {
        this.waiting = { take, give };
      });
      this.say(`${text}: ${answer}`);
      return answer;
    } finally {
      this.waiting = undefined;
      this.form.hidden = true;
    }
  }
}
