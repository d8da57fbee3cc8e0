import type { FaultName } from "../src/faults.js";
import type { Mode } from "../src/mode.js";
import type { Rig } from "../src/rig.js";
import type { Settings } from "../src/settings/table.js";
import type { RigModel } from "./rigs/table.js";
import { type SideScore, SideScorer } from "./side-scorer.js";
import type { Truth } from "./truth.js";

/** Both sides must have stayed settled this long; scoring begins as long after. */
const settleS = 60;
const delayS = 60;

export interface RaisedFault {
  readonly atS: number;
  readonly name: FaultName;
  readonly side: "rig" | "anode" | "cathode";
}

export interface Summary {
  readonly anode: SideScore;
  readonly cathode: SideScore;
  readonly faults: readonly RaisedFault[];
  readonly endMode: Mode;
  readonly simulatedS: number;
  readonly scoredS: number;
}

/** Forces of a cell whose screws stand still. */
export interface Unheld {
  readonly forceAnodeN: number;
  readonly forceCathodeN: number;
}

/** Judges a run from the truth, in hold steps, from 60 s after both sides have been settled for 60 s. */
export class Scorer {
  readonly anode: SideScorer;
  readonly cathode: SideScorer;
  /** True in a scored tick. */
  scoring = false;
  /** True in the tick in which scoring began. */
  began = false;
  scoredS = 0;
  private settledS = 0;
  private rig: Rig;

  constructor(rig: Rig, settings: Settings, model: RigModel, truth: Truth, seed: number) {
    this.rig = rig;
    this.anode = new SideScorer("anode", rig.anode, settings, model, truth.anode, seed);
    this.cathode = new SideScorer("cathode", rig.cathode, settings, model, truth.cathode, seed);
  }

  /** The controller has started anew. */
  follow(rig: Rig): void {
    this.rig = rig;
    this.anode.follow(rig.anode);
    this.cathode.follow(rig.cathode);
  }

  /** Looks at the tick that has just ended. */
  listen(dtS: number): void {
    const { slow } = this.rig;
    if (slow.degCValid) {
      this.anode.warm(slow.degC);
      this.cathode.warm(slow.degC);
    }
    this.anode.listen();
    this.cathode.listen();
    this.began = false;
    if (!this.rig.programme.holding) {
      this.scoring = false;
      this.settledS = 0;
      return;
    }
    if (this.scoring) return;
    if (this.settledS >= settleS) this.settledS += dtS;
    else this.settledS = this.anode.settled && this.cathode.settled ? this.settledS + dtS : 0;
    if (this.settledS < settleS + delayS) return;
    this.scoring = true;
    this.began = true;
    this.anode.begin();
    this.cathode.begin();
  }

  score(dtS: number, free: Unheld, gap: Unheld): void {
    if (!this.scoring) return;
    this.scoredS += dtS;
    this.anode.score(dtS, free.forceAnodeN, gap.forceAnodeN);
    this.cathode.score(dtS, free.forceCathodeN, gap.forceCathodeN);
  }

  summary(faults: readonly RaisedFault[], simulatedS: number): Summary {
    return {
      anode: this.anode.summary(this.scoredS),
      cathode: this.cathode.summary(this.scoredS),
      faults,
      endMode: this.rig.mode,
      simulatedS,
      scoredS: Math.floor(this.scoredS * 10 + 0.5) / 10,
    };
  }
}
