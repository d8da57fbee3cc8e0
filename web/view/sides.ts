import type { RigRow } from "../data/columns.js";
import { type SideState, sideState } from "../data/side-state.js";
import { element, setText } from "./dom.js";
import { strings, text } from "./strings.js";

const sides = [
  { name: "anode", shift: 0, pressure: "aPressure", set: "aSet", position: "aPosition" },
  { name: "cathode", shift: 4, pressure: "cPressure", set: "cSet", position: "cPosition" },
] as const;

/** One word and the numbers of each side; words go to screen readers when they change. */
export class SidesView {
  private before: RigRow | undefined;

  row(row: RigRow): void {
    for (const side of sides) this.side(side, row);
    const { volts } = row.values;
    setText(element("cell-volts"), Number.isNaN(volts) ? "-" : `${volts.toFixed(4)} V`);
    this.before = row;
  }

  /** How far apart the rows come at present. */
  interval(s: number): void {
    setText(element("row-every"), s > 0 ? text("rowEvery", { s: s.toFixed(1) }) : "");
  }

  /** Nothing is known any more. */
  lost(): void {
    for (const { name } of sides) this.word(name, "unknown");
    this.before = undefined;
  }

  private side(side: (typeof sides)[number], row: RigRow): void {
    const pressureKPa = row.values[side.pressure];
    const setKPa = row.values[side.set];
    const setBeforeKPa = this.before?.values[side.set] ?? setKPa;
    const seen = { flags: row.flags, pressureKPa, setKPa, setBeforeKPa };
    this.word(side.name, sideState(seen, side.shift));
    setText(element(`${side.name}-pressure`), pressureKPa.toFixed(1));
    setText(element(`${side.name}-set`), `${setKPa.toFixed(1)} kPa`);
    setText(element(`${side.name}-position`), `${row.values[side.position].toFixed(1)} \u00b5m`);
  }

  private word(name: string, state: SideState | "unknown"): void {
    const word = element(`${name}-state`);
    word.dataset["state"] = state;
    setText(word, strings[state]);
  }
}
