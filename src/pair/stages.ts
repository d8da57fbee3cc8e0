import { type Bearing, highestBeside, lowestBeside } from "./wall.js";

/** Where a wall is not known, no more difference than this is made on the way to a pair that is closer together, kPa. */
const cautiousKPa = 500;
/** Of what a known wall bears without pressure. */
const cautiousShare = 0.8;

/** Stands for a side that is off: below every pressure, so that it is ordered even to none. */
export const offKPa = -1;

export const anodeMoves = 1;
export const cathodeMoves = 2;

/**
 * The way from one pair of pressures to another, one side at a time (physics 8): the cathode first, or the anode when it
 * goes down, because the wall of the mould carries the difference. Where one side all at once would make more difference
 * than the pairs at both ends have, they go in turns, each at most a bounded difference ahead of the other.
 */
export class Stages {
  /** Which side the next stage moves, and where to. */
  side = cathodeMoves;
  toKPa = 0;
  /** Where the way ends. */
  anodeKPa = 0;
  cathodeKPa = 0;
  private anodeFirst = false;
  private boundKPa = 0;
  private readonly wall: Bearing | undefined;
  private readonly cautiousKPa: number;

  constructor(wall: Bearing | undefined) {
    this.wall = wall;
    const share = wall === undefined ? cautiousKPa : cautiousShare * wall.baseKPa;
    this.cautiousKPa = share < cautiousKPa ? share : cautiousKPa;
  }

  /** Plans the way from the pressures that stand now. */
  begin(
    anodeNowKPa: number,
    cathodeNowKPa: number,
    anodeToKPa: number,
    cathodeToKPa: number,
  ): void {
    this.anodeKPa = anodeToKPa;
    this.cathodeKPa = cathodeToKPa;
    this.anodeFirst = anodeToKPa < anodeNowKPa;
    const now = distance(anodeNowKPa, cathodeNowKPa);
    const to = distance(anodeToKPa, cathodeToKPa);
    const most = now > to ? now : to;
    this.boundKPa = most > this.cautiousKPa ? most : this.cautiousKPa;
  }

  /** Sets `side` and `toKPa` of the next stage; false when both sides are where they should be. */
  next(anodeNowKPa: number, cathodeNowKPa: number): boolean {
    for (let turn = 0; turn < 2; turn += 1) {
      const anode = (turn === 0) === this.anodeFirst;
      const now = anode ? anodeNowKPa : cathodeNowKPa;
      const to = this.reach(
        anode ? this.anodeKPa : this.cathodeKPa,
        anode ? cathodeNowKPa : anodeNowKPa,
        now,
      );
      if (to === now) continue;
      this.side = anode ? anodeMoves : cathodeMoves;
      this.toKPa = to;
      return true;
    }
    // Nothing within bounds leads on: what was asked for, so that whoever looks sees it.
    const there = anodeNowKPa === this.anodeKPa;
    if (there && cathodeNowKPa === this.cathodeKPa) return false;
    this.side = there ? cathodeMoves : anodeMoves;
    this.toKPa = there ? this.cathodeKPa : this.anodeKPa;
    return true;
  }

  /** As far towards `toKPa` as the other side allows, and never back. */
  private reach(toKPa: number, otherKPa: number, nowKPa: number): number {
    let high = otherKPa + this.boundKPa;
    let low = otherKPa - this.boundKPa;
    if (this.wall !== undefined) {
      const highest = highestBeside(this.wall, otherKPa);
      const lowest = lowestBeside(this.wall, otherKPa);
      if (highest < high) high = highest;
      if (lowest > low) low = lowest;
    }
    // With a side off there is no pressure that would be too low.
    if (low <= 0) low = offKPa;
    if (toKPa > nowKPa) return toKPa < high ? toKPa : high > nowKPa ? high : nowKPa;
    return toKPa > low ? toKPa : low < nowKPa ? low : nowKPa;
  }
}

function distance(a: number, b: number): number {
  return a > b ? a - b : b - a;
}
