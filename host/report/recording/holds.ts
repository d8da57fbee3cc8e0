import type { HoldFigures, SideFigures } from "../report-data.js";
import type { SideName, SideRows } from "./side-rows.js";
import { ErrorSum, Heading, PathSum } from "./sums.js";

const sideNames = ["anode", "cathode"] as const;
/** Sides must have stayed within the band this long; scoring begins as long after (docs/overview.md, Scores). */
const settleS = 60;
const delayS = 60;
/** A set point is at rest when it changes by less than what its unit in the stream, 1 Pa, rounds. */
const restKPa = 0.0025;

export interface Scored {
  readonly holds: readonly HoldFigures[];
  readonly anode?: SideFigures | undefined;
  readonly cathode?: SideFigures | undefined;
  readonly scoredS: number;
  readonly fromS: number;
  readonly toS: number;
}

/** What has been added up of one side. */
class SideSum {
  readonly error = new ErrorSum();
  readonly path = new PathSum();

  figures(scoredS: number): SideFigures | undefined {
    const { error, path } = this;
    if (error.weight === 0) return undefined;
    return {
      setpointKPa: error.meanSet,
      measuredRmsKPa: error.rms,
      measuredPeakKPa: error.peak,
      measuredMeanKPa: error.mean,
      reversals: path.reversals,
      reversalsPerDay: scoredS > 0 ? (path.reversals * 86400) / scoredS : 0,
      travelUm: path.travelUm,
    };
  }
}

interface Open {
  readonly anode: SideSum;
  readonly cathode: SideSum;
  fromS: number;
  toS: number;
  scoredS: number;
}

/** Scores a recording in its holds: stretches in which the same sides hold the same set points. */
export function scoreHolds(
  timesS: Float64Array,
  sides: Readonly<Record<SideName, SideRows>>,
  intervalS: number,
): Scored {
  return new HoldScorer(timesS, sides, intervalS).score();
}

class HoldScorer {
  private readonly total = newOpen();
  private readonly holds: HoldFigures[] = [];
  private readonly headings = { anode: new Heading(), cathode: new Heading() };
  private settledS = 0;
  private open: Open | undefined;
  private readonly gapS: number;
  private readonly timesS: Float64Array;
  private readonly sides: Readonly<Record<SideName, SideRows>>;

  constructor(
    timesS: Float64Array,
    sides: Readonly<Record<SideName, SideRows>>,
    intervalS: number,
  ) {
    this.timesS = timesS;
    this.sides = sides;
    // What lies between rows further apart than this nobody has seen.
    this.gapS = Math.max(5 * intervalS, 2);
  }

  score(): Scored {
    // A gap's own row has no values: the last row that has some is the one before.
    let before = -1;
    for (let i = 0; i < this.timesS.length; i += 1) {
      if (!this.known(i)) continue;
      if (before >= 0) this.row(i, before);
      before = i;
    }
    this.close();
    const { total, holds } = this;
    return {
      holds,
      anode: total.anode.figures(total.scoredS),
      cathode: total.cathode.figures(total.scoredS),
      scoredS: total.scoredS,
      fromS: holds[0]?.fromS ?? 0,
      toS: holds.at(-1)?.toS ?? 0,
    };
  }

  private known(i: number): boolean {
    return sideNames.some((side) => !Number.isNaN(this.sides[side].measuredKPa[i]));
  }

  private row(i: number, before: number): void {
    const dtS = (this.timesS[i] as number) - (this.timesS[before] as number);
    this.head(i, before);
    if (!this.sameHold(i, before)) {
      this.close();
      this.settledS = 0;
      return;
    }
    const seenS = dtS > this.gapS ? 0 : dtS;
    if (this.open === undefined) {
      if (this.settledS >= settleS) this.settledS += seenS;
      else this.settledS = this.settled(i) ? this.settledS + seenS : 0;
      if (this.settledS < settleS + delayS) return;
      this.open = newOpen();
      this.open.fromS = this.timesS[i] as number;
    }
    this.add(this.open, i, seenS);
    this.add(this.total, i, seenS);
  }

  private head(i: number, before: number): void {
    for (const side of sideNames) {
      const { targetUm, positionUm } = this.sides[side];
      const target = targetUm[i] as number;
      const change = target - (targetUm[before] as number);
      this.headings[side].follow(change, target, positionUm[before] as number);
    }
  }

  /** The same sides hold, at least one, and no set point moves. */
  private sameHold(i: number, before: number): boolean {
    let any = false;
    for (const side of sideNames) {
      const { holding, setKPa } = this.sides[side];
      if (holding[i] !== holding[before]) return false;
      if (holding[i] === 0) continue;
      any = true;
      const change = Math.abs((setKPa[i] as number) - (setKPa[before] as number));
      if (!(change <= restKPa)) return false;
    }
    return any;
  }

  /** Within 1 % or 2 kPa of the set point, each side that holds. */
  private settled(i: number): boolean {
    return sideNames.every((side) => {
      const { holding, setKPa, measuredKPa } = this.sides[side];
      if (holding[i] === 0) return true;
      const set = setKPa[i] as number;
      return Math.abs((measuredKPa[i] as number) - set) <= Math.max(0.01 * set, 2);
    });
  }

  private add(into: Open, i: number, seenS: number): void {
    into.scoredS += seenS;
    into.toS = this.timesS[i] as number;
    for (const side of sideNames) {
      const { holding, setKPa, measuredKPa } = this.sides[side];
      if (holding[i] === 0) continue;
      into[side].error.add(measuredKPa[i] as number, setKPa[i] as number, seenS);
      into[side].path.add(this.headings[side]);
    }
  }

  private close(): void {
    const { open } = this;
    this.open = undefined;
    if (open === undefined || open.scoredS === 0) return;
    this.holds.push({
      fromS: open.fromS,
      toS: open.toS,
      scoredS: open.scoredS,
      anode: open.anode.figures(open.scoredS),
      cathode: open.cathode.figures(open.scoredS),
    });
  }
}

function newOpen(): Open {
  return { anode: new SideSum(), cathode: new SideSum(), fromS: 0, toS: 0, scoredS: 0 };
}
