import { stepAt, stepHelp } from "../data/step-help.js";
import { element, input, made, setText } from "./dom.js";
import { text } from "./strings.js";

/** The keys of the step under the cursor, or those that hold the words looked for. */
export class StepHelpView {
  private readonly editor: HTMLTextAreaElement;
  private readonly search = input("step-help-search");
  private readonly rows = stepHelp();
  private shown: string | undefined;

  constructor(editor: HTMLTextAreaElement) {
    this.editor = editor;
    for (const event of ["input", "keyup", "click", "focus"]) {
      editor.addEventListener(event, () => this.show());
    }
    this.search.addEventListener("input", () => this.show());
    this.show();
  }

  private show(): void {
    const words = this.search.value.trim().toLowerCase();
    const step = stepAt(this.editor.value, this.editor.selectionStart);
    const asked = `${words}/${words === "" ? (step ?? "") : ""}`;
    if (asked === this.shown) return;
    this.shown = asked;
    const found = this.rows.filter((one) => {
      if (words === "") return step === undefined || one.step === step;
      return `${one.key} ${one.is} ${one.meaning}`.toLowerCase().includes(words);
    });
    const lines = found.map(({ key, is, meaning }) => {
      const line = made("tr");
      line.append(made("th", key), made("td", is), made("td", meaning));
      return line;
    });
    element("step-help-body").replaceChildren(...lines);
    const of = words === "" ? (step ?? text("stepHelpAll")) : words;
    setText(element("step-help-note"), text("stepHelpShown", { rows: found.length, of }));
  }
}
