import { Level } from "./level.js";

/** Each level holds stretches eight times as long as the one below; the last covers more than half a year. */
const widthsS = [0, 2, 16, 128, 1024];
const entries = 16384;
/** A level is fine enough for a view when it has so many entries in it, and not so many that drawing is slow. */
const drawnMax = 6000;

/** What a chart draws: times and, for each column, values; `null` where there is none. */
export interface View {
  readonly timesS: number[];
  readonly columns: (number | null)[][];
}

/**
 * Rows of any number of days in bounded memory: the newest one by one, older ones as the least and the greatest of ever
 * longer stretches. A peak is never lost, only the instant at which it was.
 */
export class RowStore {
  private readonly levels: readonly Level[];
  private readonly columns: number;
  private readonly row: Float32Array;
  private offsetS = 0;
  private lastS = Number.NEGATIVE_INFINITY;
  rows = 0;

  constructor(columns: number) {
    this.columns = columns;
    this.row = new Float32Array(columns);
    this.levels = widthsS.map((widthS) => new Level(widthS, entries, columns));
  }

  /** Memory that the rows take, whatever their number. */
  get bytes(): number {
    return this.levels.reduce((sum, level) => sum + level.bytes, 0);
  }

  /** Time of the oldest row that is still known of, s. */
  get startS(): number {
    const starts = this.levels.filter(({ length }) => length > 0).map((level) => level.timeAt(0));
    return Math.max(0, Math.min(...starts, this.endS));
  }

  /** Time of the newest row, s. */
  get endS(): number {
    return this.rows === 0 ? 0 : this.lastS;
  }

  /** A clock that goes back is another start of the rig: its rows follow those before. Returns the time of the row here. */
  add(atS: number, values: readonly number[]): number {
    if (atS + this.offsetS < this.lastS) this.offsetS = this.lastS - atS;
    const hereS = atS + this.offsetS;
    for (let i = 0; i < this.columns; i += 1) this.row[i] = values[i] ?? Number.NaN;
    for (const level of this.levels) level.add(hereS, this.row);
    this.lastS = hereS;
    this.rows += 1;
    return hereS;
  }

  /** The rows between two times in at most `places` stretches of two points each: the least, then the greatest. */
  view(fromS: number, toS: number, places: number): View {
    const level = this.levelFor(fromS, toS);
    const from = Math.max(0, level.indexAt(fromS) - 1);
    const to = Math.min(level.length, level.indexAt(toS) + 1);
    const each = Math.max(1, Math.ceil((to - from) / places));
    const view: View = { timesS: [], columns: Array.from({ length: this.columns }, () => []) };
    for (let at = from; at < to; at += each) this.place(view, level, at, Math.min(to, at + each));
    return view;
  }

  private levelFor(fromS: number, toS: number): Level {
    const fits = (level: Level) => {
      if (!level.complete && level.timeAt(0) > fromS) return false;
      return level.indexAt(toS) - level.indexAt(fromS) <= drawnMax;
    };
    return this.levels.find(fits) ?? (this.levels[this.levels.length - 1] as Level);
  }

  private place(view: View, level: Level, from: number, to: number): void {
    const startS = level.timeAt(from);
    const single = to - from === 1 && level.widthS === 0;
    view.timesS.push(startS);
    const endS = to < level.length ? level.timeAt(to) : this.lastS;
    if (!single) view.timesS.push(startS + Math.max(0, endS - startS) / 2);
    for (let column = 0; column < this.columns; column += 1) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let at = from; at < to; at += 1) {
        low = least(low, level.lowAt(at, column));
        high = greatest(high, level.highAt(at, column));
      }
      const points = view.columns[column] as (number | null)[];
      points.push(Number.isFinite(low) ? low : null);
      if (!single) points.push(Number.isFinite(high) ? high : null);
    }
  }
}

const least = (a: number, b: number): number => (b < a ? b : a);
const greatest = (a: number, b: number): number => (b > a ? b : a);
