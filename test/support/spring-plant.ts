import type { Answer } from "../../host/cosim/co-simulation.js";
import { Prng } from "../../sim/prng.js";
import type { SideName } from "../../src/settings/table.js";

/** What a plant needs to be told about a side: the firmware knows it from settings, with errors. */
export interface SpringSide {
  readonly springNPerUm: number;
  readonly gapUm: number;
  readonly countsPerNewton: number;
  readonly tareCounts: number;
  readonly noiseN: number;
}

interface State {
  readonly part: SpringSide;
  readonly noise: Prng;
  positionUm: number;
  growthUm: number;
  forceN: number;
  order: { targetUm: number; speedUmPerS: number; enabled: boolean };
}

const dieMm2 = (Math.PI / 4) * 100;

/** Two linear springs on an electrode that grows as a test wants: a plant that has nothing of the simulated rig. */
export class SpringPlant {
  tS = 0;
  /** The plant says where its screws are. */
  tellsPosition = true;
  /** The plant's load cells have something to say. */
  converts = true;
  private readonly sides: Record<SideName, State>;

  constructor(anode: SpringSide, cathode: SpringSide) {
    this.sides = { anode: stateOf(anode, "anode"), cathode: stateOf(cathode, "cathode") };
  }

  kPa(side: SideName): number {
    return (this.sides[side].forceN * 1000) / dieMm2;
  }

  positionUm(side: SideName): number {
    return this.sides[side].positionUm;
  }

  grow(side: SideName, byUm: number): void {
    this.sides[side].growthUm += byUm;
  }

  /** Time goes on by `dtS`; what the plant then says. */
  line(dtS: number): Record<string, unknown> {
    this.tS = Math.round((this.tS + dtS) * 1e6) / 1e6;
    return { t: this.tS, anode: this.tell("anode", dtS), cathode: this.tell("cathode", dtS) };
  }

  obey(answer: Answer): void {
    this.sides.anode.order = answer.anode;
    this.sides.cathode.order = answer.cathode;
  }

  private tell(name: SideName, dtS: number): Record<string, unknown> {
    const side = this.sides[name];
    const { part, order } = side;
    if (order.enabled) {
      const most = order.speedUmPerS * dtS;
      side.positionUm += Math.max(-most, Math.min(order.targetUm - side.positionUm, most));
    }
    const pressedUm = side.positionUm - part.gapUm + side.growthUm;
    side.forceN = Math.max(0, part.springNPerUm * pressedUm);
    const shown = side.forceN + part.noiseN * side.noise.normal();
    const code = Math.round(part.tareCounts + part.countsPerNewton * shown);
    return {
      ...(this.converts && { counts: code }),
      ...(this.tellsPosition && { positionUm: side.positionUm }),
    };
  }
}

function stateOf(part: SpringSide, name: string): State {
  return {
    part,
    noise: new Prng(1, name),
    positionUm: 0,
    growthUm: 0,
    forceN: 0,
    order: { targetUm: 0, speedUmPerS: 0, enabled: false },
  };
}
