import type { ReportData } from "../report-data.js";
import type { LineSpec, PanelSpec } from "./panels.js";

type Values = readonly (number | null)[];
type Data = (number | null | undefined)[];

/** The columns of one figure in the order that uPlot wants: time, lines, then the edges of the band. */
export interface PanelData {
  readonly lines: readonly LineSpec[];
  readonly columns: readonly [readonly number[], ...Data[]];
  readonly hasBand: boolean;
}

/** Takes a figure's columns out of the report; undefined when none of its lines has a value. */
export function panelData(panel: PanelSpec, report: ReportData): PanelData | undefined {
  if (panel.needs !== undefined && !hasValues(report.series[panel.needs])) return undefined;
  const from = indexAt(report.timesS, report.scoredFromS);
  const present = panel.lines.filter((line) => hasValues(report.series[line.key]));
  if (present.length === 0) return undefined;
  const columns = present.map((line) => shaped(report.series[line.key] ?? [], line, from));
  const band = panel.band;
  const around = band === undefined ? undefined : report.series[band.around];
  const half = band === undefined ? undefined : report.series[band.half];
  const hasBand = hasValues(around) && hasValues(half);
  if (around !== undefined && half !== undefined && hasBand) {
    columns.push(edge(around, half, 1), edge(around, half, -1));
  }
  return { lines: present, columns: [report.timesS, ...columns], hasBand };
}

/** The first index at or after an instant. */
export function indexAt(times: readonly number[], atS: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < atS) low = middle + 1;
    else high = middle;
  }
  return low;
}

function hasValues(values: Values | undefined): boolean {
  return values?.some((value) => value !== null && value !== 0) ?? false;
}

function shaped(values: Values, line: LineSpec, from: number): Data {
  const sign = line.as === "retraction" ? -1 : 1;
  const factor = sign * (line.factor ?? 1);
  const start = line.as === undefined ? 0 : (values[Math.min(from, values.length - 1)] ?? 0);
  return values.map((value) => (value === null ? null : (value - start) * factor));
}

function edge(around: Values, half: Values, sign: number): Data {
  return around.map((value, i) => {
    const width = half[i];
    if (value === null || width === null || width === undefined || width <= 0) return null;
    return value + sign * width;
  });
}
