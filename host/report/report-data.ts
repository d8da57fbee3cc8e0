// What report.html is made of: the contract between the host, which fills it, and the page, which draws it.

/** The figures of one side, as scored. */
export interface SideFigures {
  readonly setpointKPa: number;
  readonly measuredRmsKPa: number;
  readonly measuredPeakKPa: number;
  readonly trueRmsKPa: number;
  readonly truePeakKPa: number;
  readonly pelletRmsKPa: number;
  readonly uncontrolledRmsKPa: number;
  readonly uncontrolledPeakKPa: number;
  readonly fixedGapRmsKPa: number;
  readonly fixedGapPeakKPa: number;
  readonly calibrationBiasKPa: number;
  readonly limitKPa: number;
  readonly reversals: number;
  readonly reversalsPerDay: number;
  readonly travelUm: number;
  readonly netTravelUm: number;
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
  readonly title: string;
  /** The run in one sentence. */
  readonly verdict: string;
  /** False when it ended in a fault. */
  readonly sound: boolean;
  readonly facts: readonly Fact[];
  readonly anode: SideFigures;
  readonly cathode: SideFigures;
  readonly events: readonly ReportEvent[];
  /** Where scoring began and ended; both 0 when it never did. */
  readonly scoredFromS: number;
  readonly scoredToS: number;
  readonly timesS: readonly number[];
  /** Values at `timesS` by series key; null where there is none. */
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}
