import type { Link } from "../link.js";
import { element, input, onClick, setText } from "./dom.js";

const sides = [
  ["anode", 1],
  ["cathode", 2],
] as const;

/** Set points, ramps and modes, as SCPI messages; what the rig refuses is shown in its own words. */
export class SetPointsView {
  private readonly link: Link;
  private readonly note = element("control-note");

  constructor(link: Link) {
    this.link = link;
    for (const [name, channel] of sides) {
      onClick(`${name}-apply`, () => this.apply(name, channel));
      onClick(`${name}-on`, () => this.order(`OUTP${channel} ON`));
      onClick(`${name}-off`, () => this.order(`OUTP${channel} OFF`));
    }
  }

  private apply(name: string, channel: number): void {
    const kPa = input(`${name}-kpa`).value;
    const rate = input(`${name}-rate`).value;
    this.order(`PRES${channel}:SLEW ${rate} KPA/S;:PRES${channel} ${kPa} KPA;:OUTP${channel} ON`);
  }

  private order(message: string): void {
    this.link.order(message).then(
      (refused) => setText(this.note, refused),
      (error: Error) => setText(this.note, error.message),
    );
  }
}
