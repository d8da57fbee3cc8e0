import { type Column, DataTable, isNumbers } from "../data/table.js";

/** How the cycler's clock stands to the rig's, as `align` finds it. */
export interface ClockRelation {
  readonly lagS: number;
  readonly driftPpm: number;
}

export type MergeRows = "cycler" | "rig";

export interface MergeOptions extends ClockRelation {
  /** Whose rows the merged file has. */
  readonly rows: MergeRows;
  /** The row of the other file may be this far away, s. */
  readonly toleranceS: number;
}

const timeLabel = "Test Time / s";
const cyclerTimeLabel = "Cycler Test Time / s";
/** What both files have and the cycler has better. */
const rigRename: Readonly<Record<string, string>> = { "Voltage / V": "Rig Voltage / V" };
/** What is of no use beside the cycler's own. */
const rigLeft = new Set([
  timeLabel,
  "Current / A",
  "Current / mA cm-2",
  "Cycle Count / 1",
  "Record Index / 1",
]);

/**
 * One table of both: each row of the one file with the nearest row of the other, by the rig's clock. Nothing is made up
 * between rows: where the other file has none near enough, its fields are empty.
 */
export function merge(rig: DataTable, cycler: DataTable, options: MergeOptions): DataTable {
  const rigTimes = timesOf(rig);
  const scale = 1 + options.driftPpm * 1e-6;
  const cyclerTimes = timesOf(cycler).map((time) => (time - options.lagS) / scale);
  const byCycler = options.rows === "cycler";
  const [own, other] = byCycler ? [cyclerTimes, rigTimes] : [rigTimes, cyclerTimes];
  const nearest = nearestRows(own, other, options.toleranceS);
  const kept = Int32Array.from(nearest.keys()).filter(
    (row) => byCycler || (nearest[row] ?? -1) >= 0,
  );
  const partner = nearest.filter((_, row) => byCycler || (nearest[row] ?? -1) >= 0);
  const cyclerPart = cycler.pick(byCycler ? kept : partner);
  const rigPart = rig.pick(byCycler ? partner : kept);
  // A test begins at zero, in whichever file.
  const times = Float64Array.from(kept, (row) => own[row] as number);
  const start = times[0] ?? 0;
  const columns: Column[] = [
    { label: timeLabel, values: times.map((time) => time - start) },
    ...cyclerColumns(cyclerPart),
    ...rigColumns(rigPart, cyclerPart),
    { label: "Rig Test Time / s", values: times },
  ];
  return new DataTable(columns, kept.length);
}

function timesOf(table: DataTable): Float64Array {
  return table.numbers(timeLabel) ?? new Float64Array();
}

function cyclerColumns(table: DataTable): Column[] {
  return table.columns.map((column) =>
    column.label === timeLabel && isNumbers(column)
      ? { label: cyclerTimeLabel, values: column.values }
      : column,
  );
}

/** The rig's columns under names of their own; its clock is the host's, and better than the cycler's. */
function rigColumns(rig: DataTable, cycler: DataTable): Column[] {
  const taken = new Set(cycler.columns.map(({ label }) => label));
  const columns: Column[] = [];
  for (const column of rig.columns) {
    if (rigLeft.has(column.label)) continue;
    const own = rigRename[column.label] ?? column.label;
    const label = taken.has(own) ? `Rig ${own}` : own;
    columns.push(
      isNumbers(column) ? { label, values: column.values } : { label, texts: column.texts },
    );
  }
  return columns;
}

/** For each time the index of the nearest of `others`, -1 when it is too far. Both grow. */
function nearestRows(times: Float64Array, others: Float64Array, toleranceS: number): Int32Array {
  const rows = new Int32Array(times.length).fill(-1);
  let at = 0;
  times.forEach((time, i) => {
    const distance = (j: number) => Math.abs((others[j] as number) - time);
    while (at + 1 < others.length && distance(at + 1) <= distance(at)) at += 1;
    if (at < others.length && distance(at) <= toleranceS) rows[i] = at;
  });
  return rows;
}
