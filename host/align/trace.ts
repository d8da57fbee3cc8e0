/** A voltage over time by one clock: times grow, all values are numbers. */
export interface Trace {
  readonly timeS: Float64Array;
  readonly volts: Float64Array;
}

/** The rows that have both a time and a voltage; of several at one instant the last. */
export function traceOf(timeS: Float64Array, volts: Float64Array): Trace {
  const t = new Float64Array(timeS.length);
  const v = new Float64Array(timeS.length);
  let count = 0;
  for (let i = 0; i < timeS.length; i += 1) {
    const time = timeS[i] as number;
    const volt = volts[i] as number;
    if (!Number.isFinite(time) || !Number.isFinite(volt)) continue;
    if (count > 0 && time <= (t[count - 1] as number)) count -= 1;
    t[count] = time;
    v[count] = volt;
    count += 1;
  }
  return { timeS: t.subarray(0, count), volts: v.subarray(0, count) };
}

export function spanS({ timeS }: Trace): number {
  return timeS.length < 2 ? 0 : (timeS[timeS.length - 1] as number) - (timeS[0] as number);
}

/** The usual time between two rows. */
export function medianStepS({ timeS }: Trace): number {
  const steps = new Float64Array(Math.max(0, timeS.length - 1));
  for (let i = 0; i < steps.length; i += 1) {
    steps[i] = (timeS[i + 1] as number) - (timeS[i] as number);
  }
  return medianOf(steps);
}

/** The middle of some numbers; NaN when there are none. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const { length } = sorted;
  if (length === 0) return Number.NaN;
  const upper = sorted[length >> 1] as number;
  return length % 2 === 1 ? upper : (upper + (sorted[(length >> 1) - 1] as number)) / 2;
}

/** Every so many rows of a long trace. */
export function thinned(trace: Trace, pointsMax: number): Trace {
  const every = Math.ceil(trace.timeS.length / pointsMax);
  if (every === 1) return trace;
  const pick = (values: Float64Array) => values.filter((_, i) => i % every === 0);
  return { timeS: pick(trace.timeS), volts: pick(trace.volts) };
}

/** Values of a trace between its rows, in a straight line; none across a gap. */
export class Interpolator {
  private readonly trace: Trace;
  /** A longer time between two rows is a gap. */
  readonly gapS: number;
  private at = 0;

  constructor(trace: Trace) {
    this.trace = trace;
    this.gapS = Math.max(20 * medianStepS(trace), 120);
  }

  /** The value at an instant; NaN outside and in gaps. Instants that grow are found at once. */
  value(timeS: number): number {
    const { timeS: t, volts } = this.trace;
    const i = this.find(timeS);
    if (i < 0) return Number.NaN;
    const from = t[i] as number;
    const step = (t[i + 1] as number) - from;
    if (step > this.gapS) return Number.NaN;
    const low = volts[i] as number;
    return low + (((volts[i + 1] as number) - low) * (timeS - from)) / step;
  }

  /** Index of the row before an instant; -1 outside. */
  private find(timeS: number): number {
    const { timeS: t } = this.trace;
    const last = t.length - 1;
    if (last < 1 || !(timeS >= (t[0] as number) && timeS <= (t[last] as number))) return -1;
    let i = this.at < last ? this.at : last - 1;
    if ((t[i] as number) <= timeS) {
      let step = 1;
      while (i + step < last && (t[i + step] as number) <= timeS) {
        i += step;
        step *= 2;
      }
      let high = i + step < last ? i + step : last;
      while (high - i > 1) {
        const middle = (i + high) >> 1;
        if ((t[middle] as number) <= timeS) i = middle;
        else high = middle;
      }
    } else {
      let low = 0;
      let high = i;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((t[middle] as number) <= timeS) low = middle;
        else high = middle;
      }
      i = low;
    }
    this.at = i;
    return i;
  }
}
