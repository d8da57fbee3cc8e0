// What the report draws: a bounded picture of a run of any length. Resolution is halved whenever the store is
// full; the extremes of every series are kept.

/** Buckets of equal length, each with the least and the greatest value of every series. */
export class Recorder {
  readonly seriesCount: number;
  readonly capacity: number;
  /** Buckets in use; the last one may be partly filled. */
  buckets = 0;
  /** Samples in a full bucket: a power of two. */
  span = 1;
  private readonly startS: Float64Array;
  private readonly least: Float64Array;
  private readonly greatest: Float64Array;
  /** Sample numbers of the extremes, which tell the one that came first. */
  private readonly leastAt: Float64Array;
  private readonly greatestAt: Float64Array;
  private inLast = 0;
  private samples = 0;

  constructor(seriesCount: number, capacity: number) {
    this.seriesCount = seriesCount;
    this.capacity = capacity + (capacity % 2);
    const size = seriesCount * this.capacity;
    this.startS = new Float64Array(this.capacity);
    this.least = new Float64Array(size);
    this.greatest = new Float64Array(size);
    this.leastAt = new Float64Array(size);
    this.greatestAt = new Float64Array(size);
  }

  /** Takes one sample of every series. NaN means that a series has no value now. */
  add(atS: number, values: ArrayLike<number>): void {
    if (this.buckets === 0 || this.inLast === this.span) this.openBucket(atS);
    const base = (this.buckets - 1) * this.seriesCount;
    const fresh = this.inLast === 0;
    for (let i = 0; i < this.seriesCount; i += 1) {
      const value = values[i] ?? Number.NaN;
      const slot = base + i;
      if (fresh) {
        this.least[slot] = this.greatest[slot] = value;
        this.leastAt[slot] = this.greatestAt[slot] = this.samples;
        continue;
      }
      if (value < (this.least[slot] ?? 0) || isMissing(this.least[slot])) {
        this.least[slot] = value;
        this.leastAt[slot] = this.samples;
      }
      if (value > (this.greatest[slot] ?? 0) || isMissing(this.greatest[slot])) {
        this.greatest[slot] = value;
        this.greatestAt[slot] = this.samples;
      }
    }
    this.inLast += 1;
    this.samples += 1;
  }

  /** Two instants for each bucket (one while buckets hold one sample): where the extremes are drawn. */
  times(): number[] {
    const times: number[] = [];
    for (let b = 0; b < this.buckets; b += 1) {
      const from = this.startS[b] ?? 0;
      times.push(from);
      if (this.span > 1) times.push(from + this.bucketS() / 2);
    }
    return times;
  }

  /** The values of one series at `times()`, the extreme that came first first. */
  values(series: number): number[] {
    const values: number[] = [];
    for (let b = 0; b < this.buckets; b += 1) {
      const slot = b * this.seriesCount + series;
      const low = this.least[slot] ?? 0;
      const high = this.greatest[slot] ?? 0;
      if (this.span === 1) values.push(low);
      else if ((this.leastAt[slot] ?? 0) <= (this.greatestAt[slot] ?? 0)) values.push(low, high);
      else values.push(high, low);
    }
    return values;
  }

  private bucketS(): number {
    return this.buckets < 2 ? 0 : (this.startS[1] ?? 0) - (this.startS[0] ?? 0);
  }

  private openBucket(atS: number): void {
    if (this.buckets === this.capacity) this.halve();
    this.startS[this.buckets] = atS;
    this.buckets += 1;
    this.inLast = 0;
  }

  private halve(): void {
    const count = this.seriesCount;
    for (let b = 0; b < this.capacity / 2; b += 1) {
      this.startS[b] = this.startS[2 * b] ?? 0;
      for (let i = 0; i < count; i += 1) {
        const first = 2 * b * count + i;
        this.merge(b * count + i, first, first + count);
      }
    }
    this.buckets = this.capacity / 2;
    this.span *= 2;
  }

  private merge(into: number, a: number, b: number): void {
    const low = prefers(this.least[a], this.least[b], -1) ? a : b;
    const high = prefers(this.greatest[a], this.greatest[b], 1) ? a : b;
    const least = this.least[low] ?? 0;
    const leastAt = this.leastAt[low] ?? 0;
    const greatest = this.greatest[high] ?? 0;
    const greatestAt = this.greatestAt[high] ?? 0;
    this.least[into] = least;
    this.leastAt[into] = leastAt;
    this.greatest[into] = greatest;
    this.greatestAt[into] = greatestAt;
  }
}

function isMissing(value: number | undefined): boolean {
  return Number.isNaN(value);
}

/** True when `a` lies further in the direction of `sign` than `b`, or `b` is missing. */
function prefers(a: number | undefined, b: number | undefined, sign: number): boolean {
  if (isMissing(b)) return true;
  return (a ?? 0) * sign >= (b ?? 0) * sign;
}
