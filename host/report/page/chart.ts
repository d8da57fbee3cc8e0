import uPlot from "uplot";
import type { ReportData } from "../report-data.js";
import { aroundZero, axesOf, hasRight, padded } from "./axes.js";
import type { Phase } from "./charge-phases.js";
import { numberText } from "./number-text.js";
import type { PanelSpec } from "./panels.js";
import { drawEvents, drawPhases } from "./phases.js";
import { colourOf } from "./theme.js";
import { clockText } from "./time-axis.js";
import { type PanelData, panelData } from "./values.js";

/** What all figures of a page share. */
export interface Sheet {
  readonly report: ReportData;
  readonly phases: readonly Phase[];
  /** Under which the cursors of all figures go together. */
  readonly key: string;
  /** A stretch of time was chosen in one figure; all show it. */
  select(fromS: number, toS: number): void;
  /** Back to the first view. */
  reset(): void;
}

/** Draws one figure into `host`; undefined when the run has nothing to draw in it. */
export function drawChart(host: HTMLElement, panel: PanelSpec, sheet: Sheet): uPlot | undefined {
  const data = panelData(panel, sheet.report);
  if (data === undefined) return undefined;
  const options: uPlot.Options = {
    width: host.clientWidth,
    height: panel.height,
    padding: [10, hasRight(data) ? 0 : 12, 0, 0],
    scales: { x: { time: false }, y: { range: padded }, right: { range: aroundZero } },
    axes: axesOf(panel, data),
    series: seriesOf(panel, data),
    bands: bandsOf(data),
    legend: { live: true, markers: { width: 0, fill: markerFill } },
    cursor: {
      sync: {
        key: sheet.key,
        setSeries: false,
        scales: ["x", null],
        // Cursors go along; what is dragged is one figure's own affair until `select` tells the others.
        filters: { pub: (type) => type === "mousemove" || type === "mouseleave" },
      },
      drag: { x: true, y: false, setScale: false },
      points: { size: 6 },
      bind: { dblclick: () => doubleClick(sheet) },
    },
    hooks: {
      drawClear: [(plot) => drawPhases(plot, sheet.phases)],
      draw: [(plot) => drawEvents(plot, sheet.report.events)],
      setSelect: [(plot) => chosen(plot, sheet)],
    },
  };
  const plot = new uPlot(options, data.columns as unknown as uPlot.AlignedData, host);
  // The edges of the band are no lines of their own: the caption explains them.
  const entries = plot.root.querySelectorAll<HTMLElement>(".u-legend .u-series");
  for (let i = data.lines.length + 1; i < entries.length; i += 1) entries[i]?.remove();
  return plot;
}

/** In place of the library's own answer, which would show the whole run in one figure. */
function doubleClick(sheet: Sheet): () => null {
  return () => {
    sheet.reset();
    return null;
  };
}

function chosen(plot: uPlot, sheet: Sheet): void {
  const { left, width } = plot.select;
  if (width < 3) return;
  const fromS = plot.posToVal(left, "x");
  const toS = plot.posToVal(left + width, "x");
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  sheet.select(fromS, toS);
}

function seriesOf(panel: PanelSpec, data: PanelData): uPlot.Series[] {
  const series: uPlot.Series[] = [
    { label: "Time", value: (_plot, at) => (at === null ? "" : clockText(at)) },
  ];
  for (const line of data.lines) {
    const unit = line.right ? (panel.rightUnit ?? "") : panel.unit;
    const decimals = line.right ? (panel.rightDecimals ?? 2) : panel.decimals;
    series.push({
      label: line.label,
      scale: line.right ? "right" : "y",
      stroke: () => colourOf(line.ink),
      width: line.width ?? 1.5,
      dash: [...(line.dash ?? [])],
      show: !line.hidden,
      points: { show: false },
      value: (_plot, value) => numberText(value, decimals, unit),
    });
  }
  if (data.hasBand) {
    const label = panel.band?.label ?? "";
    for (const which of ["upper", "lower"]) {
      series.push({
        label: `${label} ${which}`,
        stroke: () => colourOf("band"),
        width: 0.5,
        points: { show: false },
        value: (_plot, value) => numberText(value, panel.decimals, panel.unit),
      });
    }
  }
  return series;
}

function bandsOf(data: PanelData): uPlot.Band[] {
  if (!data.hasBand) return [];
  const first = data.lines.length + 1;
  return [{ series: [first, first + 1], fill: () => colourOf("band") }];
}

/** The colour of a legend entry's marker: the line's own. */
function markerFill(plot: uPlot, index: number): string {
  const stroke = plot.series[index]?.stroke;
  return typeof stroke === "function" ? String(stroke(plot, index)) : String(stroke ?? "none");
}
