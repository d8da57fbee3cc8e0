import { injectedFaultNames, specOf } from "../../sim/faults/table.js";
import { type FaultName, faults } from "../../src/faults.js";
import type { RigRow } from "../data/columns.js";
import type { RigEvent } from "../data/pushed-line.js";
import type { Link } from "../link.js";
import { choices, element, input, made, onClick, select, setText } from "./dom.js";
import { text } from "./strings.js";
import { clockText } from "./time-text.js";

/** Events shown; older ones are in the recording. */
const eventsMax = 200;

/** Latched faults with what is still true, as the rig lists them, and the events. */
export class FaultsView {
  private readonly link: Link;
  private readonly list = element("fault-list");
  private latched = false;
  private askedMs = 0;

  constructor(link: Link, inject: (name: string, side: string, forS: number) => void) {
    this.link = link;
    onClick("clear", () => this.clear());
    const possible = injectedFaultNames.filter((name) => specOf(name).busOnly !== true);
    choices(
      select("inject-name"),
      possible.map((name) => [name, `${name}: ${specOf(name).meaning}`]),
    );
    select("inject-name").value = "estop";
    choices(select("inject-side"), [
      ["anode", text("anode")],
      ["cathode", text("cathode")],
    ]);
    onClick("inject", () => {
      inject(
        select("inject-name").value,
        select("inject-side").value,
        Number(input("inject-for").value),
      );
    });
  }

  row(row: RigRow, nowMs: number): void {
    const latched = (row.flags & 0x100) !== 0;
    if (latched === this.latched && !(latched && nowMs - this.askedMs > 2000)) return;
    this.latched = latched;
    this.askedMs = nowMs;
    this.ask();
  }

  event(event: RigEvent): void {
    const row = made("tr", "", event.name in faults ? "fault" : "");
    row.append(
      made("td", clockText(event.atMs / 1000)),
      made("td", event.name),
      made("td", event.place),
      made("td", event.value === "0" ? event.text : `${event.text} (${event.value})`),
    );
    const body = element("events");
    body.prepend(row);
    while (body.children.length > eventsMax) body.lastElementChild?.remove();
  }

  private clear(): void {
    this.link.send("FAUL:CLE");
    this.ask();
  }

  private ask(): void {
    this.link.ask("FAUL?").then(
      (reply) => this.show(reply),
      () => undefined,
    );
  }

  /** `"name,side,text; what is still true"` for each, or `"none"`. */
  private show(reply: string): void {
    const entries = [...reply.matchAll(/"([^"]*)"/gu)].map((match) => match[1] ?? "");
    const shown = entries.filter((entry) => entry !== "none");
    const words = shown.join("\n");
    if (this.list.dataset["words"] === words) return;
    this.list.dataset["words"] = words;
    this.list.replaceChildren(...shown.map(entryOf));
    setText(element("fault-none"), shown.length === 0 ? text("noFaults") : "");
  }
}

function entryOf(entry: string): HTMLElement {
  const [name = "", side = ""] = entry.split(",");
  const spec = faults[name as FaultName] as (typeof faults)[FaultName] | undefined;
  const item = made("li");
  item.append(made("strong", `${name} (${side})`), made("p", spec?.text ?? entry));
  if (spec !== undefined) item.append(made("p", `${text("stillTrue")}: ${spec.stillTrue}`, "true"));
  return item;
}
