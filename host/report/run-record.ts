import { Recorder } from "./recorder.js";

/** A quantity that the report draws. */
export interface Series<S> {
  readonly key: string;
  readonly decimals: number;
  /** The value; NaN where there is none. */
  readonly of: (source: S) => number;
}

// Together at most 900 + 2 x 1248 + 600 = 3996 points a series.
/** Samples kept one by one from the start, so that touching and loading stay visible in a month's run. */
const openingSamples = 900;
/** Buckets for the rest. */
const bucketCapacity = 1248;
/** Samples kept one by one up to the end, so that unloading and a last fault stay visible as well. */
const closingSamples = 600;
/** What a point of a bucket keeps off the closing samples, s. */
const asideS = 0.05;

/** The picture of a run for the report, in bounded memory whatever its length. */
export class RunRecord<S> {
  readonly series: readonly Series<S>[];
  private readonly opening: Recorder;
  private readonly rest: Recorder;
  private readonly row: Float64Array;
  /** A ring of the last samples after the opening: instants, and rows of values. */
  private readonly closingS = new Float64Array(closingSamples);
  private readonly closing: Float64Array;
  private samples = 0;

  constructor(series: readonly Series<S>[]) {
    this.series = series;
    this.opening = new Recorder(series.length, openingSamples);
    this.rest = new Recorder(series.length, bucketCapacity);
    this.row = new Float64Array(series.length);
    this.closing = new Float64Array(series.length * closingSamples);
  }

  /** Takes a sample of every series; call it at equal intervals. */
  add(atS: number, source: S): void {
    const { series, row } = this;
    for (let i = 0; i < series.length; i += 1) row[i] = series[i]?.of(source) ?? Number.NaN;
    if (this.samples < openingSamples) this.opening.add(atS, row);
    else {
      this.rest.add(atS, row);
      const slot = (this.samples - openingSamples) % closingSamples;
      this.closingS[slot] = atS;
      this.closing.set(row, slot * series.length);
    }
    this.samples += 1;
  }

  /** Instants of the points of every series, in s. */
  times(): number[] {
    const slots = this.closingSlots();
    const closing = slots.map((slot) => this.closingS[slot] ?? 0);
    const latest = (closing[0] ?? Number.POSITIVE_INFINITY) - asideS;
    const rest = this.rest.times().slice(0, this.restPoints(closing[0]));
    const before = rest.map((atS) => Math.min(atS, latest));
    return this.opening.times().concat(before, closing);
  }

  /** The points of series `i`; NaN where there was no value. */
  values(i: number): number[] {
    const slots = this.closingSlots();
    const closing = slots.map((slot) => this.closing[slot * this.series.length + i] ?? 0);
    const first = slots[0];
    const fromS = first === undefined ? undefined : this.closingS[first];
    const rest = this.rest.values(i).slice(0, this.restPoints(fromS));
    return this.opening.values(i).concat(rest, closing);
  }

  /** Slots of the ring, the oldest sample first. */
  private closingSlots(): number[] {
    const after = Math.max(0, this.samples - openingSamples);
    const count = Math.min(after, closingSamples);
    return Array.from({ length: count }, (_, i) => (after - count + i) % closingSamples);
  }

  /** Points of the buckets that begin before the closing samples: a bucket counts whole, with both extremes. */
  private restPoints(closingFromS: number | undefined): number {
    const times = this.rest.times();
    const perBucket = this.rest.span > 1 ? 2 : 1;
    let points = 0;
    while (points < times.length && (times[points] ?? 0) < (closingFromS ?? 0)) points += perBucket;
    return points;
  }
}
