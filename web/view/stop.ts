import type { RigRow } from "../data/columns.js";
import { standsStill } from "../data/side-state.js";
import { looksMs, Stillness, stillnessQuery } from "../data/stillness.js";
import type { Link } from "../link.js";
import { element, onClick, setText } from "./dom.js";
import { text } from "./strings.js";
import { clockText } from "./time-text.js";

/** No answer for so long on the wall clock: the operator must not rely on the page. */
const doubtfulMs = 1500;
/** Rows that come more rarely do not show in time whether STOP was obeyed: the rig is asked. */
const rareRowsS = 0.25;

/** STOP: sent by button or keyboard, called obeyed only when the rig's own rows or replies say so. */
export class StopView {
  private readonly link: Link;
  private readonly note = element("stop-note");
  private readonly stillness = new Stillness();
  private lastRowS = 0;
  private everyS = 0;
  private sentAtS: number | undefined;
  private sentMs = 0;
  private doubt: ReturnType<typeof setTimeout> | undefined;

  constructor(link: Link) {
    this.link = link;
    onClick("stop", () => this.press());
    window.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  /** The first row after STOP in which the rig says that nothing is on its way. */
  row(row: RigRow): void {
    this.everyS = row.atS - this.lastRowS;
    this.lastRowS = row.atS;
    if (this.sentAtS === undefined || !standsStill(row.flags)) return;
    // A restart sets the rig's clock back.
    const after = Math.max(0, row.atS - this.sentAtS).toFixed(1);
    this.obeyed(after, text("stopObeyed", { at: clockText(row.atS), after }));
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
    this.sentMs = performance.now();
    this.stillness.forget();
    this.show("sent", text("stopSent"));
    clearTimeout(this.doubt);
    this.doubt = setTimeout(() => this.show("doubtful", text("stopDoubtful")), doubtfulMs);
    if (this.everyS > rareRowsS || this.lastRowS === 0) this.look(this.sentMs);
  }

  /** Asks behind `!` until two answers, more than a tick apart, find both screws at the same place. */
  private look(pressMs: number): void {
    const asked = () => this.sentAtS !== undefined && this.sentMs === pressMs;
    const again = () => setTimeout(() => asked() && this.look(pressMs), looksMs);
    this.link.ask(stillnessQuery).then((reply) => {
      if (!asked()) return;
      if (!this.stillness.shown(reply)) again();
      else {
        const after = ((performance.now() - pressMs) / 1000).toFixed(2);
        this.obeyed(after, text("stopAnswered", { after }));
      }
    }, again);
  }

  private obeyed(afterS: string, words: string): void {
    clearTimeout(this.doubt);
    this.sentAtS = undefined;
    this.note.dataset["obeyedAfterS"] = afterS;
    this.show("obeyed", words);
  }

  private show(state: string, words: string): void {
    this.note.dataset["state"] = state;
    setText(this.note, words);
  }
}
