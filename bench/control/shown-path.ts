import type { World } from "../../sim/world.js";
import type { SideName } from "../../src/settings/table.js";

/** The scorer's grid of the needed path, s (docs/overview.md, Scores). */
const gridS = 60;

/** What `ShownPath` looks at. */
export type ShownWorld = Pick<World, "atS" | "scorer"> & {
  readonly rig: {
    readonly [side in SideName]: {
      targetKPa: number;
      areaMm2: number;
      readonly sensor: { readonly zeroCode: number; readonly perNewton: number };
    };
  };
  readonly truth: { readonly [side in SideName]: { nutUm: number; stiffnessNPerUm: number } };
  readonly simulated: {
    readonly [side in SideName]: {
      readonly loadCell: { readonly sensedN: number };
      readonly bridge: { readonly countsPerN: number };
    };
  };
};

/**
 * Total variation of the path on which the nut would keep what the load cell shows, its noise apart, at the set point.
 * `netTravelUm` of the scores is that of the true force; a controller cannot tell creep, hysteresis and what the thermometer
 * leaves of the drift of its load cell from force and has to follow them, too.
 */
export class ShownPath {
  netUm = 0;
  private readonly world: ShownWorld;
  private readonly side: SideName;
  private lastUm = 0;
  private nextAtS = Infinity;

  constructor(world: ShownWorld, side: SideName) {
    this.world = world;
    this.side = side;
  }

  /** After each tick. */
  look(): void {
    const { atS, scorer } = this.world;
    if (scorer.began) this.lastUm = this.neededUm();
    else if (!scorer.scoring || atS < this.nextAtS - 0.05) return;
    this.nextAtS = atS + gridS;
    const needed = this.neededUm();
    this.netUm += Math.abs(needed - this.lastUm);
    this.lastUm = needed;
  }

  private neededUm(): number {
    const { rig, simulated, truth } = this.world;
    const { targetKPa, areaMm2, sensor } = rig[this.side];
    const { loadCell, bridge } = simulated[this.side];
    const { nutUm, stiffnessNPerUm } = truth[this.side];
    const code = ((targetKPa * areaMm2) / 1000) * sensor.perNewton + sensor.zeroCode;
    const lackingN = code / bridge.countsPerN - loadCell.sensedN;
    return nutUm + (stiffnessNPerUm > 0 ? lackingN / stiffnessNPerUm : 0);
  }
}
