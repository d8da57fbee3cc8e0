import type { Mover } from "./mover.js";
import { Phase } from "./phase.js";
import type { Settings } from "./settings/table.js";
import type { Side } from "./side.js";

/** Why a gap that moved stands; the number is that of the event. */
export const GapEnd = { there: 1, pressure: 2, noReadings: 3, pair: 4, travel: 5 } as const;
export type GapEnd = (typeof GapEnd)[keyof typeof GapEnd];

/** Late ticks are not made good: no step is longer than that of two, s. */
const stepMostS = 0.2;
/** A point of the screw's grid to the next, s: a slow way is made of such steps, so that a chip that falls silent leaves none to go. */
const gridStepS = 0.1;
/** So near the place is reached, um: rounding alone. */
const thereUm = 1e-6;

/** What a gap that moves uses of the rig. */
export interface GapRig {
  readonly atUs: number;
  readonly settings: Settings;
  readonly anode: Side;
  readonly cathode: Side;
  highestKPa(channel: number): number;
  readonly pair: { problem(anodeKPa: number, cathodeKPa: number): string | undefined };
  readonly telemetry: {
    event(name: "gapEnded", place: 1 | 2, value: number, atUs: number): void;
  };
}

/**
 * Ramps the position of one screw and then keeps it: a gap that moves. The force is the cell's affair, within what a set
 * point may be: the screw stands at the side's highest pressure, at a pair that the wall does not bear, at the end of its travel
 * and without valid readings. It goes no faster than the fastest ramp of the pressure would have it: `limits.rampRateMax` over
 * the stiffness, the greater of the drawing's and of what was felt.
 */
export class GapMove implements Mover {
  private readonly rig: GapRig;
  private readonly channel: 1 | 2;
  private readonly side: Side;
  private readonly highestKPa: number;
  private readonly slewNPerS: number;
  private readonly drawnNPerUm: number;
  private speedUmPerS = 0;
  private toUm = 0;

  constructor(rig: GapRig, channel: 1 | 2) {
    this.rig = rig;
    this.channel = channel;
    this.side = channel === 2 ? rig.cathode : rig.anode;
    const own = rig.settings[this.side.name];
    this.highestKPa = rig.highestKPa(channel);
    this.slewNPerS = (own.limits.rampRateMax * this.side.areaMm2) / 1000;
    this.drawnNPerUm = own.train.stiffness;
  }

  /** Positive presses. The side is at constant position from now on, and on its way by so much, um. */
  begin(byUm: number, speedUmPerS: number): void {
    const { side } = this;
    side.lock();
    this.toUm = side.loop.motion.positionUm + byUm;
    this.speedUmPerS = speedUmPerS;
    side.phase = Phase.move;
    side.mover = this;
  }

  get leftUm(): number {
    return this.toUm - this.side.loop.motion.wantedUm;
  }

  step(dtS: number): void {
    const { side, leftUm } = this;
    const { motion } = side.loop;
    const why = this.obstacle(leftUm);
    if (why !== undefined) this.end(why);
    else if (leftUm < thereUm && leftUm > -thereUm) {
      if (!side.status.moving) this.end(GapEnd.there);
    } else {
      const speed = this.speed();
      const most = speed * (dtS < stepMostS ? dtS : stepMostS);
      const pace = motion.quantumUm / gridStepS;
      const moveUm = leftUm > most ? most : leftUm < -most ? -most : leftUm;
      motion.advance(moveUm, speed > pace ? speed : pace);
    }
  }

  private obstacle(leftUm: number): GapEnd | undefined {
    const { side } = this;
    if (!side.fresh) return GapEnd.noReadings;
    if (side.loop.motion.atEnd) return GapEnd.travel;
    if (leftUm > 0 && side.promptKPa >= this.highestKPa) return GapEnd.pressure;
    return this.worsens(leftUm) ? GapEnd.pair : undefined;
  }

  /** The way makes a difference of pressures greater that the wall does not bear. */
  private worsens(leftUm: number): boolean {
    const { anode, cathode, pair } = this.rig;
    const other = this.side === anode ? cathode : anode;
    const overKPa = this.side.pressureKPa - other.pressureKPa;
    if (overKPa * leftUm <= 0) return false;
    return pair.problem(anode.pressureKPa, cathode.pressureKPa) !== undefined;
  }

  private speed(): number {
    const felt = this.side.loop.stiffnessNPerUm;
    const most = this.slewNPerS / (felt > this.drawnNPerUm ? felt : this.drawnNPerUm);
    return this.speedUmPerS < most ? this.speedUmPerS : most;
  }

  private end(why: GapEnd): void {
    const { side, rig } = this;
    side.freeze();
    side.loop.settleLash();
    rig.telemetry.event("gapEnded", this.channel, why, rig.atUs);
  }
}
