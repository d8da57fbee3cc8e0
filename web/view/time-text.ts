const two = (value: number) => `${Math.floor(value)}`.padStart(2, "0");

/** An instant as hours, minutes and seconds. */
export function clockText(atS: number): string {
  const whole = Math.floor(atS + 0.05);
  return `${Math.floor(whole / 3600)}:${two((whole / 60) % 60)}:${two(whole % 60)}`;
}

/** A label of the time axis, as exact as the distance between two asks; none before the rig was started. */
export function tickText(atS: number, stepS: number): string {
  if (atS < 0) return "";
  if (stepS >= 86400) return `${Math.round(atS / 86400)} d`;
  if (stepS >= 3600) return `${Math.round(atS / 3600)} h`;
  if (stepS >= 60) return `${Math.floor(atS / 3600)}:${two((atS / 60) % 60)}`;
  if (stepS >= 1) return clockText(atS);
  return `${clockText(atS - (atS % 1))}.${Math.round((atS % 1) * 10) % 10}`;
}

/** Steps between labels of the time axis that read well, s. */
export const tickStepsS: readonly number[] = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200,
  86400, 172800, 432000, 864000,
];

/** How long something takes, in the two largest units. */
export function durationText(s: number): string {
  if (s < 120) return `${Math.round(s)} s`;
  if (s < 7200) return `${Math.round(s / 60)} min`;
  return `${(s / 3600).toFixed(1)} h`;
}
