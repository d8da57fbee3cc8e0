// A picture of bounded size of any number of rows: touching and loading and the end row by row, between them the extremes.

const opening = 900;
const closing = 600;
const between = 1200;

/** Rows `from` to before `to`, drawn as one row or as the two extremes. */
interface Bucket {
  readonly from: number;
  readonly to: number;
}

/** Which rows are drawn, the same for all quantities. */
export class Decimation {
  private readonly buckets: readonly Bucket[];

  constructor(rows: number) {
    this.buckets = bucketsOf(rows);
  }

  /** Two instants for each bucket of several rows. */
  times(timesS: Float64Array): number[] {
    return this.buckets.flatMap(({ from, to }) =>
      to - from < 2
        ? [timesS[from] as number]
        : [timesS[from], timesS[(from + to) >> 1]].map(Number),
    );
  }

  /** The values at `times()`, the extreme that came first first; null where there is none. */
  values(values: Float64Array, decimals: number): (number | null)[] {
    const text = (value: number) =>
      Number.isFinite(value) ? Number(value.toFixed(decimals)) : null;
    return this.buckets.flatMap(({ from, to }) => {
      if (to - from < 2) return [text(values[from] as number)];
      const [first, second] = extremes(values, from, to);
      return [text(first), text(second)];
    });
  }
}

function bucketsOf(rows: number): Bucket[] {
  const buckets: Bucket[] = [];
  const single = (from: number, to: number) => {
    for (let i = from; i < to; i += 1) buckets.push({ from: i, to: i + 1 });
  };
  const middle = rows - opening - closing;
  if (middle <= 2 * between) {
    single(0, rows);
    return buckets;
  }
  single(0, opening);
  for (let b = 0; b < between; b += 1) {
    const at = (i: number) => opening + Math.floor((middle * i) / between);
    buckets.push({ from: at(b), to: at(b + 1) });
  }
  single(rows - closing, rows);
  return buckets;
}

function extremes(values: Float64Array, from: number, to: number): [number, number] {
  let low = -1;
  let high = -1;
  for (let i = from; i < to; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    if (low < 0 || value < (values[low] as number)) low = i;
    if (high < 0 || value > (values[high] as number)) high = i;
  }
  if (low < 0) return [Number.NaN, Number.NaN];
  return low <= high
    ? [values[low] as number, values[high] as number]
    : [values[high] as number, values[low] as number];
}
