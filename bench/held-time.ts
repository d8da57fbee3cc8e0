import { Phase } from "../src/phase.js";
import type { Rig } from "../src/rig.js";
import type { SideName } from "../src/settings/table.js";

const names: readonly SideName[] = ["anode", "cathode"];
/** The keeper of the run looks once a second. */
const lookTicks = 12;

/** For how long each side has been held at one pressure, told tick by tick: what a reset may find again. */
export class HeldTime {
  /** Ticks that the side has been held, now. */
  readonly ticks = { anode: 0, cathode: 0 };
  /** The most of the last second. */
  readonly lately = { anode: 0, cathode: 0 };
  readonly levelKPa = { anode: 0, cathode: 0 };
  /** Since when the side is neither held nor off nor at constant position. */
  readonly underWay = { anode: false, cathode: false };
  private readonly leftAgo = { anode: 0, cathode: 0 };

  look(rig: Rig): void {
    for (const name of names) {
      const side = rig[name];
      const holds = side.mode === "hold";
      const steady = holds && side.phase === Phase.track && !side.loop.setPoint.ramping;
      this.underWay[name] = side.held && !steady;
      if (steady && (this.ticks[name] === 0 || side.targetKPa === this.levelKPa[name])) {
        this.ticks[name] += 1;
        this.lately[name] = this.ticks[name];
        this.leftAgo[name] = 0;
      } else {
        this.ticks[name] = 0;
        this.leftAgo[name] += 1;
        if (this.leftAgo[name] > lookTicks) this.lately[name] = 0;
      }
      if (steady) this.levelKPa[name] = side.targetKPa;
    }
  }

  /** A record that says "held" may be there: for at least ten seconds, until a second ago. */
  get mayResume(): boolean {
    return names.some((name) => this.lately[name] >= 95);
  }

  /** It has to be there: what is held has been for 20 s, and no side is under way. */
  get mustResume(): boolean {
    const holding = names.filter((name) => this.ticks[name] > 0);
    const calm = !names.some((name) => this.underWay[name]);
    return calm && holding.length > 0 && holding.every((name) => this.ticks[name] >= 200);
  }
}
