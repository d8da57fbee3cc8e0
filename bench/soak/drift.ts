import type { SoakPoint } from "./long-run.js";

/** 2.5 MPa on the reference rig: two deadbands of what a quantum and the noise allow, kPa. */
const offMaxKPa = 5;
/** A row a second and a slow row every 30 s. */
const recordsPerH = 3600 + 120;
/** Events of an hour with a fault in it: the fault, its clearing, two modes, searches and arrivals. */
const eventsPerFault = 60;
/** Writes to flash of a fault: the boot counter, the hold that ends, and the one that begins. */
const writesPerFault = 3;
/** The boot counter, and what lasts for ten seconds on the way to the first hold: contact, stages of the loading. */
const writesAtStart = 8;

export interface DriftLimits {
  /** What memory may grow by between the first point and the last, in its own unit. */
  readonly memory: number;
  /** The same for each fault that happened between: what the simulated world notes of it. */
  readonly memoryPerFault: number;
}

/** What drifts or grows from point to point, in words; empty when nothing does. */
export function drift(points: readonly SoakPoint[], limits: DriftLimits): string[] {
  const list: string[] = [];
  for (const [i, point] of points.entries()) {
    const at = `at ${point.atH.toFixed(1)} h`;
    if (!point.holding) list.push(`${at} it does not hold`);
    if (!(point.offKPa < offMaxKPa)) list.push(`${at} it is off by ${point.offKPa} kPa`);
    if (point.piled > 0) list.push(`${at} ${point.piled} lines, errors or orders have piled up`);
    const writes = writesAtStart + writesPerFault * point.happened;
    if (point.writes > writes)
      list.push(`${at} ${point.writes} writes to flash, ${writes} at most`);
    const before = points[i - 1];
    if (before !== undefined) list.push(...recordsBetween(before, point, at));
  }
  return [...list, ...growth(points, limits)];
}

function recordsBetween(before: SoakPoint, point: SoakPoint, at: string): string[] {
  // Numbers begin anew with a start of the controller.
  if (before.boots !== point.boots) return [];
  const told = point.records - before.records;
  const rows = (point.atH - before.atH) * recordsPerH;
  const events = eventsPerFault * (point.happened - before.happened);
  // A row less or more at the ends, and one for each bunch of late ticks at the wrap.
  if (told >= rows - 4 && told <= rows * 1.0005 + events + 4) return [];
  return [`${at} ${told} records since the point before, ${rows} rows were due`];
}

function growth(points: readonly SoakPoint[], limits: DriftLimits): string[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return ["no point"];
  const most = limits.memory + limits.memoryPerFault * (last.happened - first.happened);
  const grown = last.memory - first.memory;
  return grown <= most ? [] : [`memory has grown by ${grown.toFixed(2)}, ${most} allowed`];
}
