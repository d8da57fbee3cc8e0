// A motion or a ramp as the measurement shows it: behind the converter, then behind the filter, one decision at a time.

/**
 * What is past the converter. What mean and median of conversions do is nearer to a sheer delay than to a low-pass: of the
 * converter's lag the time of a decision is one, the rest a low-pass. `stepped` is how far `now` is from a decision ago.
 */
export function pastConverter(
  before: number,
  now: number,
  stepped: number,
  dtS: number,
  lagS: number,
): number {
  const delayS = lagS < dtS ? lagS : dtS;
  const entered = now - (stepped * delayS) / dtS;
  return before + ((entered - before) * dtS) / (lagS - delayS + dtS);
}

/** What is past the filter, which goes by conversions, two a decision: `from` and `to` are what is past the converter. */
export function pastFilter(
  before: number,
  from: number,
  to: number,
  dtS: number,
  lagS: number,
): number {
  const half = (0.5 * dtS) / (lagS + 0.5 * dtS);
  const midway = before + (0.5 * (from + to) - before) * half;
  return midway + (to - midway) * half;
}
