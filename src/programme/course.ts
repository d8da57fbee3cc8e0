import type { Stages } from "../pair/stages.js";
import type { Bearing } from "../pair/wall.js";
import type { Side } from "../side.js";
import type { SideRamps } from "./side-ramps.js";
import type { Measured, Visits } from "./visits.js";
import type { Waiting } from "./waiting.js";

/** Sides are settled within this share of the set point, or this pressure. */
const settledShare = 0.01;
const settledKPa = 2;

/** The band around a set point within which a side has arrived, kPa. */
export function bandKPa(targetKPa: number): number {
  const share = settledShare * targetKPa;
  return share > settledKPa ? share : settledKPa;
}

/** Who finds out what the rig is made of. */
export interface Identifier {
  readonly busy: boolean;
  /** Up to these pressures at 1 and 2, kPa; 0 as it sees fit. False when it cannot. */
  begin(levelKPa: Float64Array): boolean;
  /** Ends it before its time, if it is busy. */
  stop(): void;
}

/** What steps use of the rig beside its two sides. */
export interface CourseRig {
  readonly identifier: Identifier;
  /** The trigger line asks for a quiet window. */
  readonly lines: { readonly quiet: boolean };
  /** The quiet window, while there is one. */
  readonly quiet: { readonly open: boolean } | undefined;
  askQuiet(on: boolean): void;
  /** Highest set point of 1 the anode, 2 the cathode, kPa. */
  highestKPa(channel: number): number;
  readonly pair: {
    problem(anodeKPa: number, cathodeKPa: number): string | undefined;
    /** The wall that parts the two, as far as it is known and counts. */
    readonly bearing: Bearing | undefined;
  };
  /** A side keeps its position, but for a way that it goes now, um. */
  moveGap(channel: 1 | 2, byUm: number, umPerS: number): void;
  readonly telemetry: {
    event(
      name: "stopCondition" | "probe" | "dEdP" | "uncertainty" | "measureFailed",
      place: 0 | 1 | 2,
      value: number,
      atUs: number,
    ): void;
  };
}

/** How far the present step has come, and what it works with. One for all steps: made once, so that none makes anything. */
export abstract class Course {
  /** Carries out `identify`; without one such a step ends at once. */
  rig: CourseRig | undefined;
  readonly anode: Side;
  readonly cathode: Side;
  /** Ramp of a side when a step names none. */
  readonly anodeRateKPaPerS: number;
  readonly cathodeRateKPaPerS: number;
  /** Instant of this look. */
  atUs = 0;
  /** Cell voltage; NaN while it is not valid. */
  volts = Number.NaN;
  /** The conditions of the present step, while it has some. */
  waiting: Waiting | undefined;
  /** What the present step goes through, while it is one that measures. */
  work: Visits | undefined;
  /** The last thing that was measured. */
  measured: Measured | undefined;
  /** Counted by the step's kind, from 0 as it begins. */
  stage = 0;
  /** From one pair of pressures to another, while there is such a way to go. */
  way: Stages | undefined;

  constructor(anode: Side, cathode: Side, anodeRateKPaPerS: number, cathodeRateKPaPerS: number) {
    this.anode = anode;
    this.cathode = cathode;
    this.anodeRateKPaPerS = anodeRateKPaPerS;
    this.cathodeRateKPaPerS = cathodeRateKPaPerS;
  }

  /** The trigger line is active. */
  get triggered(): boolean {
    return this.rig?.lines.quiet ?? false;
  }

  /** May a side be sent to a pressure that the document does not name? */
  allows(side: Side, kPa: number): boolean {
    const { rig, anode, cathode } = this;
    if (rig === undefined) return true;
    const ofAnode = side === anode;
    if (kPa > rig.highestKPa(ofAnode ? 1 : 2)) return false;
    const problem = ofAnode
      ? rig.pair.problem(kPa, cathode.targetKPa)
      : rig.pair.problem(anode.targetKPa, kPa);
    return problem === undefined;
  }

  /** The next step that sets pressures. */
  abstract nextRamps(): SideRamps | undefined;
}
