import type { RigRow } from "../data/columns.js";
import { standsStill } from "../data/side-state.js";
import type { Link } from "../link.js";
import { element, onClick, setText } from "./dom.js";
import { text } from "./strings.js";
import { clockText } from "./time-text.js";

/** No answer for so long on the wall clock: the operator must not rely on the page. */
const doubtfulMs = 1500;

/** STOP: sent by button or keyboard, called obeyed only when the rig's own stream says so. */
export class StopView {
  private readonly link: Link;
  private readonly note = element("stop-note");
  private lastRowS = 0;
  private sentAtS: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(link: Link) {
    this.link = link;
    onClick("stop", () => this.press());
    window.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  /** The first row after STOP in which the rig says that nothing is on its way. */
  row(row: RigRow): void {
    this.lastRowS = row.atS;
    if (this.sentAtS === undefined || !standsStill(row.flags)) return;
    // A restart sets the rig's clock back.
    const afterS = Math.max(0, row.atS - this.sentAtS);
    clearTimeout(this.timer);
    this.sentAtS = undefined;
    this.note.dataset["obeyedAfterS"] = afterS.toFixed(1);
    this.show("obeyed", text("stopObeyed", { at: clockText(row.atS), after: afterS.toFixed(1) }));
  }

  private key(event: KeyboardEvent): void {
    const asked = event.key === "Escape" || (event.key === "." && event.ctrlKey);
    if (!asked) return;
    event.preventDefault();
    this.press();
  }

  private press(): void {
    this.link.stop();
    this.sentAtS = this.lastRowS;
    this.show("sent", text("stopSent"));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show("doubtful", text("stopDoubtful")), doubtfulMs);
  }

  private show(state: string, words: string): void {
    this.note.dataset["state"] = state;
    setText(this.note, words);
  }
}
