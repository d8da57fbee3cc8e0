import { areaOfDie, millimetres } from "../../../hal/units.js";
import { believedK, forceOf, type LoadCell } from "../../../src/settings/load-cell-drift.js";
import type { DataTable } from "../../data/table.js";
import type { Recording } from "./recording.js";

export type SideName = "anode" | "cathode";

/** Raw codes as pressure: as the settings of the recording have it. */
export interface Calibration {
  readonly loadCell: LoadCell;
  readonly areaMm2: number;
}

/** One side of a recording, a value a row; NaN where a row has none. */
export interface SideRows {
  /** By the scorer's filter, or what comes nearest to it; `measuredFrom` says which. */
  readonly measuredKPa: Float64Array;
  readonly measuredFrom: string;
  readonly setKPa: Float64Array;
  readonly targetUm: Float64Array;
  readonly positionUm: Float64Array;
  /** 1 where the side is in hold and tracks its set point. */
  readonly holding: Uint8Array;
}

/** The scorer's filter (docs/overview.md, Scores): median of three, then this low-pass. */
const filterTimeS = 0.5;
/** Rows further apart than this cannot be filtered so; the rig's own filter is the same unless its settings say otherwise. */
const filterRowsS = 0.25;

export function sideRows(recording: Recording, side: SideName, intervalS: number): SideRows {
  const { rows } = recording;
  const title = side === "anode" ? "Anode" : "Cathode";
  const kilo = (label: string) => scaled(rows, `${title} ${label} / Pa`, 1e-3);
  const ways = (label: string) => scaled(rows, `${title} ${label} / m`, 1e6);
  const setKPa = kilo("Pressure Setpoint");
  const { values, from } = measured(recording, title, side, intervalS);
  return {
    measuredKPa: values,
    measuredFrom: from,
    setKPa,
    targetUm: ways("Screw Target"),
    positionUm: ways("Screw Position"),
    holding: holding(rows, title, side, setKPa),
  };
}

function scaled(rows: DataTable, label: string, factor: number): Float64Array {
  const values = rows.numbers(label);
  return values === undefined
    ? new Float64Array(rows.rows).fill(Number.NaN)
    : values.map((value) => value * factor);
}

function measured(
  recording: Recording,
  title: string,
  side: SideName,
  intervalS: number,
): { readonly values: Float64Array; readonly from: string } {
  const { rows } = recording;
  if (rows.has(`${title} Scored Pressure / Pa`)) {
    const values = scaled(rows, `${title} Scored Pressure / Pa`, 1e-3);
    return { values, from: "the scorer's own column of log.csv" };
  }
  const counts = rows.numbers(`${title} Raw Count / 1`);
  const calibration = calibrationOf(recording.sidecar?.settings ?? {}, side);
  if (counts !== undefined && calibration !== undefined && intervalS <= filterRowsS) {
    const degC = rows.numbers("Surface Temperature / degC");
    const kPa = pressures(counts, calibration, degC);
    const values = filtered(kPa, rows.numbers("Test Time / s") ?? counts);
    return { values, from: `calibrated counts${driftText(calibration, degC)}, ${filterText}` };
  }
  return {
    values: scaled(rows, `${title} Pressure / Pa`, 1e-3),
    from:
      intervalS > filterRowsS
        ? `the rig's own filtered pressure (rows ${Number(intervalS.toFixed(2))} s apart are too far for the scorer's filter)`
        : "the rig's own filtered pressure (no settings beside the recording to calibrate the counts with)",
  };
}

const filterText = "after median of three and a 0.5 s low-pass";

/** What becomes of the drift with temperature, where there is one. */
function driftText({ loadCell }: Calibration, degC: Float64Array | undefined): string {
  if (loadCell.zeroDrift === 0 && loadCell.spanDrift === 0) return "";
  if (degC?.some(Number.isFinite)) return " less the drift that their temperature tells";
  return " with the drift of the load cells, whose temperature is not in the recording";
}

export function calibrationOf(
  settings: Readonly<Record<string, string>>,
  side: SideName,
): Calibration | undefined {
  const number = (path: string, missing = "") => Number.parseFloat(settings[path] ?? missing);
  const ofCell = (name: string, missing?: string) => number(`${side}.loadCell.${name}`, missing);
  // A recording may be older than the settings of drift.
  const loadCell = {
    capacity: ofCell("capacity", "0"),
    countsPerNewton: ofCell("countsPerNewton"),
    tare: ofCell("tare"),
    calibrationTemperature: ofCell("calibrationTemperature", "30"),
    zeroDrift: ofCell("zeroDrift", "0"),
    spanDrift: ofCell("spanDrift", "0"),
  };
  const diameter = number("die.diameter");
  if (!Object.values(loadCell).every(Number.isFinite)) return undefined;
  if (!(loadCell.countsPerNewton !== 0 && diameter > 0)) return undefined;
  return { loadCell, areaMm2: areaOfDie(millimetres(diameter)) };
}

/**
 * Raw codes as pressure, kPa. `degC`: temperature of the frame; where it is not known the last one counts, and before the first
 * none, as in the firmware.
 */
export function pressures(
  counts: Float64Array,
  { loadCell, areaMm2 }: Calibration,
  degC?: Float64Array,
): Float64Array {
  let warmK = 0;
  return counts.map((code, i) => {
    const now = degC?.[i] ?? Number.NaN;
    if (!Number.isNaN(now)) warmK = believedK(loadCell, now);
    return forceOf(loadCell, code, warmK) * (1000 / areaMm2);
  });
}

/** Median of three and a first-order low-pass over real intervals, begun anew after a row without a value. */
export function filtered(kPa: Float64Array, timesS: Float64Array): Float64Array {
  const values = new Float64Array(kPa.length);
  let primed = 0;
  let older = 0;
  let old = 0;
  let state = 0;
  for (let i = 0; i < kPa.length; i += 1) {
    const x = kPa[i] as number;
    if (Number.isNaN(x)) {
      primed = 0;
      values[i] = Number.NaN;
      continue;
    }
    const dtS = i === 0 ? 0 : (timesS[i] as number) - (timesS[i - 1] as number);
    const median =
      primed < 2 ? x : Math.max(Math.min(older, old), Math.min(Math.max(older, old), x));
    older = old;
    old = x;
    state = primed === 0 ? median : state + ((median - state) * dtS) / (filterTimeS + dtS);
    if (primed < 2) primed += 1;
    values[i] = state;
  }
  return values;
}

/** From the mode and phase that the rig tells; a file without them holds wherever there is a set point. */
function holding(rows: DataTable, title: string, side: SideName, setKPa: Float64Array): Uint8Array {
  const flags = rows.numbers("Flags / 1");
  const modes = rows.numbers(`${title} Mode / 1`);
  const phases = rows.numbers(`${title} Phase / 1`);
  const shift = side === "anode" ? 0 : 4;
  // The set point of a programmed spring is the cell's affair.
  const springBit = side === "anode" ? 1 << 18 : 1 << 19;
  return Uint8Array.from(setKPa, (setPoint, i) => {
    const flag = flags?.[i];
    if (flag !== undefined) {
      const held = !Number.isNaN(flag) && (flag >> shift) % 16 === 0b1010;
      return Number(held && (flag & springBit) === 0);
    }
    const mode = modes?.[i];
    if (mode !== undefined) return Number(mode === 2 && (phases?.[i] ?? 2) === 2);
    return Number(setPoint > 0);
  });
}
