// What report.html is made of: the contract between the host, which fills it, and the page, which draws it.

/** The figures of one side, as scored. What only a simulated rig can know is missing in those of a recording. */
export interface SideFigures {
  readonly setpointKPa: number;
  readonly measuredRmsKPa: number;
  readonly measuredPeakKPa: number;
  /** Mean of the error, of a recording. */
  readonly measuredMeanKPa?: number;
  readonly trueRmsKPa?: number;
  readonly truePeakKPa?: number;
  readonly pelletRmsKPa?: number;
  readonly uncontrolledRmsKPa?: number;
  readonly uncontrolledPeakKPa?: number;
  readonly fixedGapRmsKPa?: number;
  readonly fixedGapPeakKPa?: number;
  readonly calibrationBiasKPa?: number;
  readonly limitKPa?: number;
  readonly reversals: number;
  readonly reversalsPerDay: number;
  readonly travelUm: number;
  readonly netTravelUm?: number;
}

/** One stretch of constant set points, scored by itself. A side that was not held is missing. */
export interface HoldFigures {
  readonly fromS: number;
  readonly toS: number;
  readonly scoredS: number;
  readonly anode?: SideFigures | undefined;
  readonly cathode?: SideFigures | undefined;
}

/** Something that happened at an instant: a programme step, a fault. */
export interface ReportEvent {
  readonly atS: number;
  readonly name: string;
  readonly side: string;
  readonly text: string;
  readonly fault: boolean;
}

/** A labelled fact of the header. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

export interface ReportData {
  /** A recording has no truth to draw, and its captions speak of none. */
  readonly origin: "simulated" | "recorded";
  readonly title: string;
  /** The run in one sentence. */
  readonly verdict: string;
  /** False when it ended in a fault. */
  readonly sound: boolean;
  readonly facts: readonly Fact[];
  /** Missing when the side was not scored. */
  readonly anode?: SideFigures | undefined;
  readonly cathode?: SideFigures | undefined;
  /** Of a recording: each hold by itself. */
  readonly holds?: readonly HoldFigures[];
  /** What the reader of the figures must know of how they were made. */
  readonly notes?: readonly string[];
  readonly events: readonly ReportEvent[];
  /** Where scoring began and ended; both 0 when it never did. */
  readonly scoredFromS: number;
  readonly scoredToS: number;
  readonly timesS: readonly number[];
  /** Values at `timesS` by series key; null where there is none. */
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}
