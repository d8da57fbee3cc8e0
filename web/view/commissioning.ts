import type { Dialog } from "../../host/commissioning/dialog.js";
import { RigLine } from "../../host/commissioning/line.js";
import { Session, type StepEnd } from "../../host/commissioning/session.js";
import type { Step } from "../../host/commissioning/step.js";
import { steps } from "../../host/commissioning/steps/steps.js";
import type { Bench } from "../commission/bench.js";
import { BrowserStore } from "../commission/browser-store.js";
import { CertificateView } from "../commission/certificate-view.js";
import { LinkPump } from "../commission/link-pump.js";
import { QuestionForm } from "../commission/question-form.js";
import type { Link } from "../link.js";
import { button, element, input, made, onClick, setText } from "./dom.js";
import { text } from "./strings.js";

/** What commissioning asks of the rest. */
export interface CommissioningDesk {
  bench(ask: Dialog["ask"]): Bench;
  usualRows(): void;
}

/** The steps of `isobar calibrate` in the page: each may be given up and repeated, and only a whole result is kept. */
export class CommissioningView {
  private readonly link: Link;
  private readonly desk: CommissioningDesk;
  private readonly form = new QuestionForm();
  private readonly certificate = new CertificateView();
  private readonly marks = new Map<string, HTMLElement>();
  private readonly buttons: HTMLButtonElement[] = [];
  private runs = false;
  private enough = false;

  constructor(link: Link, desk: CommissioningDesk) {
    this.link = link;
    this.desk = desk;
    element("commission-steps").append(...steps.map((step) => this.item(step)));
    this.form.automatic = () => input("commission-automatic").checked;
    const all = element<HTMLButtonElement>("commission-all");
    all.addEventListener("click", () => this.start(steps));
    this.buttons.push(all);
    onClick("commission-abort", () => this.abort());
    // Who presses STOP has had enough of the step, too.
    link.stopped = () => this.abort();
  }

  private item(step: Step): HTMLElement {
    const item = made("li");
    const mark = made("span", "", "mark");
    const one = button(step.title, () => this.start([step]));
    this.buttons.push(one);
    this.marks.set(step.name, mark);
    item.append(one, mark);
    return item;
  }

  private abort(): void {
    if (this.runs && !this.form.abort()) this.enough = true;
  }

  private start(chosen: readonly Step[]): void {
    if (this.runs) return;
    this.busy(true);
    this.run(chosen)
      .catch((error: unknown) => this.form.say(`! ${String(error)}`))
      .finally(() => this.busy(false));
  }

  private async run(chosen: readonly Step[]): Promise<void> {
    const bench = this.desk.bench((question) => this.form.ask(question));
    this.form.act = (act) => bench.act(act);
    const pump = new LinkPump(this.link, bench);
    const store = (rig: string) =>
      new BrowserStore(rig, (certificate) => this.certificate.show(certificate));
    const session = new Session({
      line: new RigLine(pump, () => this.aborted()),
      dialog: this.form,
      store,
      steps: chosen,
      simulated: bench.simulated,
      now: () => Math.floor(Date.now() / 1000),
    });
    const marks = () => {
      for (const [name, end] of session.ends) this.mark(name, end);
    };
    this.form.said = marks;
    try {
      await session.run();
    } finally {
      pump.close();
      this.desk.usualRows();
      marks();
    }
  }

  private aborted(): boolean {
    const asked = this.enough;
    this.enough = false;
    return asked;
  }

  private mark(name: string, end: StepEnd): void {
    const mark = this.marks.get(name);
    if (mark === undefined) return;
    mark.dataset["end"] = end;
    setText(mark, text(`step_${end}`));
  }

  private busy(runs: boolean): void {
    this.runs = runs;
    this.enough = false;
    for (const one of this.buttons) one.disabled = runs;
    element<HTMLButtonElement>("commission-abort").disabled = !runs;
    setText(element("commission-state"), text(runs ? "commissioningRuns" : "commissioningRests"));
  }
}
