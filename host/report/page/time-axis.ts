// A time axis in hours that turns to minutes and seconds as one zooms in.

/** Steps between ticks that read well, in s. */
export const timeSteps: readonly number[] = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600,
  43200, 86400, 172800, 345600, 432000, 864000, 1728000, 3456000,
];

const two = (value: number) => `${Math.floor(value)}`.padStart(2, "0");

/** An instant on the axis, as exact as the distance between ticks asks. */
export function tickLabel(atS: number, stepS: number): string {
  if (stepS >= 3600) return `${Math.round(atS / 3600)} h`;
  if (stepS >= 60) return `${Math.floor(atS / 3600)}:${two((atS / 60) % 60)}`;
  const seconds = stepS >= 1 ? two(atS % 60) : (atS % 60).toFixed(1).padStart(4, "0");
  return `${Math.floor(atS / 3600)}:${two((atS / 60) % 60)}:${seconds}`;
}

/** An instant in a legend or a table: hours, minutes, seconds. */
export function clockText(atS: number): string {
  const whole = Math.floor(atS + 0.05);
  return `${Math.floor(whole / 3600)}:${two((whole / 60) % 60)}:${two(whole % 60)}`;
}
