/** The ends of an axis. */
export type Range = readonly [low: number, high: number];

/** Room above and below the lines; a flat line stands in the middle. */
export function paddedRange(low: number | null, high: number | null): Range {
  if (low === null || high === null) return [0, 1];
  const span = high - low;
  const room = span > 0 ? span * 0.08 : Math.max(Math.abs(high) * 0.001, 0.01);
  return [low - room, high + room];
}

/** As far below zero as above: rest lies in the middle. */
export function rangeAroundZero(low: number | null, high: number | null): Range {
  const most = Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0), 1e-6) * 1.15;
  return [-most, most];
}
