import type { DataTable } from "../../data/table.js";
import { Decimation } from "./decimate.js";
import type { Recording } from "./recording.js";
import type { SideName, SideRows } from "./side-rows.js";

/** What the page draws of a recording, by the keys of its figures (page/panels.ts). */
export function recordedSeries(
  recording: Recording,
  timesS: Float64Array,
  sides: Readonly<Record<SideName, SideRows>>,
  areaMm2: number | undefined,
): { readonly timesS: readonly number[]; readonly series: Record<string, (number | null)[]> } {
  const { rows } = recording;
  const drawn = new Decimation(rows.rows);
  const series: Record<string, (number | null)[]> = {};
  const put = (key: string, values: Float64Array | undefined, decimals: number) => {
    if (values?.some((value) => !Number.isNaN(value))) {
      series[key] = drawn.values(values, decimals);
    }
  };
  for (const side of ["anode", "cathode"] as const) {
    const own = sides[side];
    put(`${side}MeasuredKPa`, own.measuredKPa, 4);
    put(`${side}SetKPa`, own.setKPa, 3);
    put(`${side}PositionUm`, own.positionUm, 3);
    put(`${side}DeadbandKPa`, deadband(recording, side, timesS), 4);
    simulatedSeries(rows, side, put);
  }
  put("volts", rows.numbers("Voltage / V"), 4);
  put("currentMAPerCm2", currentDensity(rows, areaMm2), 4);
  put("thermometerDegC", rows.numbers("Surface Temperature / degC"), 2);
  put("roomDegC", rows.numbers("Ambient Temperature / degC"), 3);
  put("frameDegC", rows.numbers("Frame Temperature / degC"), 3);
  put("stackDegC", rows.numbers("Stack Temperature / degC"), 3);
  put("wallForceN", rows.numbers("Wall Force / N"), 2);
  put("wallCapacityN", rows.numbers("Wall Capacity / N"), 2);
  return { timesS: drawn.times(timesS).map((atS) => Number(atS.toFixed(1))), series };
}

type Put = (key: string, values: Float64Array | undefined, decimals: number) => void;

/** What log.csv of a simulated rig has besides. The true pressure carries the calibration's constant error here. */
function simulatedSeries(rows: DataTable, side: SideName, put: Put): void {
  const title = side === "anode" ? "Anode" : "Cathode";
  const ways = (label: string) =>
    rows.numbers(`${title} ${label} / m`)?.map((value) => value * 1e6);
  put(`${side}IntegralUm`, ways("Integral Term"), 4);
  put(`${side}ProportionalUm`, ways("Proportional Term"), 4);
  put(`${side}DerivativeUm`, ways("Derivative Term"), 4);
  put(`${side}FeedForwardUm`, ways("Feed-Forward Term"), 3);
  put(`${side}LashUm`, ways("Lash Term"), 3);
  put(`${side}GrowthUm`, ways("Growth"), 3);
  put(`${side}NutUm`, ways("Nut Position"), 3);
}

/** The deadband of the slow row before, or the row's own. */
function deadband(
  { rows, slow }: Recording,
  side: SideName,
  timesS: Float64Array,
): Float64Array | undefined {
  const title = side === "anode" ? "Anode" : "Cathode";
  const own = rows.numbers(`${title} Deadband / Pa`);
  if (own !== undefined) return own.map((value) => value / 1000);
  const values = slow?.numbers(`${title} Pressure Deadband / Pa`);
  const at = slow?.numbers("Test Time / s");
  if (values === undefined || at === undefined) return undefined;
  let next = 0;
  let last = Number.NaN;
  return timesS.map((timeS) => {
    while (next < at.length && (at[next] as number) <= timeS) {
      last = (values[next] as number) / 1000;
      next += 1;
    }
    return last;
  });
}

function currentDensity(rows: DataTable, areaMm2: number | undefined): Float64Array | undefined {
  const density = rows.numbers("Current / mA cm-2");
  if (density !== undefined) return density;
  const current = rows.numbers("Current / A");
  // 1 A/mm2 is 1e5 mA/cm2.
  return areaMm2 === undefined ? undefined : current?.map((value) => (value / areaMm2) * 1e5);
}
