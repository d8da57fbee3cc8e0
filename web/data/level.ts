/** Rows of one fineness: for each stretch of `widthS` the least and the greatest of every column, in a ring. */
export class Level {
  readonly widthS: number;
  readonly capacity: number;
  private readonly columns: number;
  private readonly times: Float64Array;
  private readonly low: Float32Array;
  private readonly high: Float32Array;
  private count = 0;

  /** `widthS` 0: every row has a place of its own. */
  constructor(widthS: number, capacity: number, columns: number) {
    this.widthS = widthS;
    this.capacity = capacity;
    this.columns = columns;
    this.times = new Float64Array(capacity);
    this.low = new Float32Array(capacity * columns);
    this.high = new Float32Array(capacity * columns);
  }

  get bytes(): number {
    return this.times.byteLength + this.low.byteLength + this.high.byteLength;
  }

  get length(): number {
    return Math.min(this.count, this.capacity);
  }

  /** Nothing has been overwritten yet. */
  get complete(): boolean {
    return this.count <= this.capacity;
  }

  /** Time of the entry, oldest first. */
  timeAt(index: number): number {
    return this.times[this.slot(index)] ?? Number.NaN;
  }

  lowAt(index: number, column: number): number {
    return this.low[this.slot(index) * this.columns + column] ?? Number.NaN;
  }

  highAt(index: number, column: number): number {
    return this.high[this.slot(index) * this.columns + column] ?? Number.NaN;
  }

  add(atS: number, values: Float32Array): void {
    const startS = this.widthS === 0 ? atS : Math.floor(atS / this.widthS) * this.widthS;
    const last = (this.count - 1) % this.capacity;
    if (this.count > 0 && this.widthS > 0 && this.times[last] === startS) this.widen(last, values);
    else this.open(startS, values);
  }

  /** First entry that is not before `atS`. */
  indexAt(atS: number): number {
    let from = 0;
    let to = this.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.timeAt(middle) < atS) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  private open(startS: number, values: Float32Array): void {
    const slot = this.count % this.capacity;
    this.times[slot] = startS;
    this.low.set(values, slot * this.columns);
    this.high.set(values, slot * this.columns);
    this.count += 1;
  }

  private widen(slot: number, values: Float32Array): void {
    for (let i = 0; i < this.columns; i += 1) {
      const at = slot * this.columns + i;
      const value = values[i] as number;
      // A value that is not valid leaves the others of its stretch.
      if (!(value >= (this.low[at] as number))) this.low[at] = chosen(value, this.low[at]);
      if (!(value <= (this.high[at] as number))) this.high[at] = chosen(value, this.high[at]);
    }
  }

  private slot(index: number): number {
    return this.complete ? index : (this.count + index) % this.capacity;
  }
}

function chosen(value: number, old: number | undefined): number {
  return Number.isNaN(value) ? (old ?? value) : value;
}
