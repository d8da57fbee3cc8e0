import { UsageError } from "../command/exit.js";
import { DataTable } from "../data/table.js";
import type { RigFile } from "../rig-data/read-rig.js";
import type { ClockRelation } from "./merge.js";

export interface CyclerOptions extends ClockRelation {
  /** Time between its rows. */
  readonly everyS: number;
}

/** A cycler tells tenths of a millivolt. */
const voltageSteps = 1e4;

/** What the cycler beside a simulated rig would have written: true voltage and current, by a clock of its own. */
export function simulatedCycler(rig: RigFile, options: CyclerOptions): DataTable {
  const { table } = rig;
  const times = table.numbers("Test Time / s");
  const volts = table.numbers("True Voltage / V");
  const current = table.numbers("Current / A");
  const cycle = table.numbers("Cycle Count / 1");
  if (times === undefined || volts === undefined || current === undefined || cycle === undefined) {
    throw new UsageError(
      `${rig.path}: is no log.csv of isobar sim, which alone knows what the cycler did`,
    );
  }
  const rows: number[] = [];
  let due = Number.NEGATIVE_INFINITY;
  times.forEach((time, row) => {
    if (time < due) return;
    rows.push(row);
    due = time + options.everyS;
  });
  const scale = 1 + options.driftPpm * 1e-6;
  const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number);
  return new DataTable(
    [
      { label: "Test Time / s", values: of(times).map((time) => options.lagS + scale * time) },
      {
        label: "Voltage / V",
        values: of(volts).map((volt) => Math.round(volt * voltageSteps) / voltageSteps),
      },
      { label: "Current / A", values: of(current) },
      { label: "Cycle Count / 1", values: of(cycle) },
    ],
    rows.length,
  );
}
