import uPlot from "uplot";
import { grouped } from "../../host/report/page/number-text.js";
import type { LineSpec } from "../../host/report/page/panels.js";
import { paddedRange } from "../../host/report/page/ranges.js";
import { axisFont, colourOf } from "../../host/report/page/theme.js";
import { decimalsOf } from "../../host/report/page/ticks.js";
import type { Series } from "../data/figure-series.js";
import { element } from "./dom.js";
import type { LiveFigure } from "./figures.js";
import { text } from "./strings.js";
import { clockText, tickStepsS, tickText } from "./time-text.js";

/** A stretch was drawn with the mouse. */
export type Choose = (fromS: number, toS: number) => void;

const heightPx = 200;
/** From so many points on a line is drawn a pixel wide, which a browser without a graphics card does twice as fast. */
const manyPoints = 400;
/** An axis with its label. */
const rightPx = 70;
/** On a telephone the pressures have the whole width. */
const narrow = matchMedia("(max-width: 560px)");
/** Half of the last time beside the axis. */
const halfTimePx = 26;
const roomPx = () => (narrow.matches ? halfTimePx : rightPx);

/** A figure's columns in the order that uPlot wants: time, lines, then the edges of the band. */
function columnsOf(
  { panel }: LiveFigure,
  timesS: readonly number[],
  series: Series,
): uPlot.AlignedData {
  const columns = panel.lines.map(({ key }) => series[key] ?? []);
  const { band } = panel;
  if (band !== undefined) {
    const half = series[band.half] ?? [];
    for (const sign of [1, -1]) {
      columns.push((series[band.around] ?? []).map((at, i) => edge(at, half[i], sign)));
    }
  }
  return [timesS, ...columns.map(withoutFlats)] as uPlot.AlignedData;
}

/** Leaves out what lies within a flat stretch: the line between its ends is the same, and drawn much faster. */
function withoutFlats(values: readonly (number | null)[]): (number | null | undefined)[] {
  return values.map((value, i) => {
    const inside = i > 0 && i < values.length - 1 && value !== null;
    return inside && value === values[i - 1] && value === values[i + 1] ? undefined : value;
  });
}

function edge(at: number | null, half: number | null | undefined, sign: number): number | null {
  return at === null || half === null || half === undefined ? null : at + sign * half;
}

/** Gives a plot what it shows from now on. */
export function fill(
  plot: uPlot,
  figure: LiveFigure,
  shown: { readonly timesS: readonly number[]; readonly series: Series },
  range: readonly [minS: number, maxS: number],
): void {
  const many = shown.timesS.length > manyPoints;
  figure.panel.lines.forEach((line, i) => {
    const series = plot.series[i + 1];
    if (series !== undefined) series.width = many ? 1 : widthOf(line);
  });
  plot.batch(() => {
    plot.setData(columnsOf(figure, shown.timesS, shown.series), false);
    plot.setScale("x", { min: range[0], max: range[1] });
  });
  // Without a mouse over it the legend tells the newest values.
  if ((plot.cursor.left ?? -1) < 0) plot.setLegend({ idx: shown.timesS.length - 1 });
}

const widthOf = (line: LineSpec) => line.width ?? 1.5;

export function newPlot(figure: LiveFigure, choose: Choose): uPlot {
  const host = element(figure.id);
  const { panel } = figure;
  const edges: uPlot.Series[] = [1, -1].map(() => ({
    label: panel.band?.label ?? "",
    scale: "y",
    stroke: () => colourOf("band"),
    width: 0.5,
    points: { show: false },
  }));
  const first = panel.lines.length + 1;
  const options: uPlot.Options = {
    width: host.clientWidth,
    height: heightPx,
    // Where there is no axis on the right there is room for one, so that all times stand below each other.
    padding: [8, panel.rightUnit === undefined ? () => roomPx() : null, 0, null],
    scales: { x: { time: false }, y: { range: padded }, right: { range: volts } },
    axes: axesOf(figure),
    series: [
      timeSeries,
      ...panel.lines.map((line) => seriesOf(figure, line)),
      ...(panel.band === undefined ? [] : edges),
    ],
    bands:
      panel.band === undefined
        ? []
        : [{ series: [first, first + 1], fill: () => colourOf("band") }],
    cursor: { sync: { key: "isobar" }, drag: { x: true, y: false, setScale: false } },
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width > 3) choose(plot.posToVal(left, "x"), plot.posToVal(left + width, "x"));
          plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
        },
      ],
    },
  };
  const plot = new uPlot(options, columnsOf(figure, [], {}), host);
  // The edges of the band are no lines of their own: the caption explains them.
  plot.root.querySelectorAll(".u-legend .u-series").forEach((entry, i) => {
    if (i >= first) entry.remove();
  });
  return plot;
}

const timeSeries: uPlot.Series = {
  label: text("time"),
  value: (_plot, at) => (at === null || at < 0 ? "" : clockText(at)),
};

function seriesOf({ panel }: LiveFigure, line: LineSpec): uPlot.Series {
  const unit = line.right ? (panel.rightUnit ?? "") : panel.unit;
  const decimals = line.right ? (panel.rightDecimals ?? 3) : panel.decimals;
  return {
    label: line.label,
    scale: line.right ? "right" : "y",
    stroke: () => colourOf(line.ink),
    width: widthOf(line),
    dash: [...(line.dash ?? [])],
    points: { show: false },
    value: (_plot, value) =>
      value === null || value === undefined ? "" : `${grouped(value, decimals)} ${unit}`,
  };
}

function axesOf({ panel }: LiveFigure): uPlot.Axis[] {
  const grid = { stroke: () => colourOf("grid"), width: 1 };
  const ticks = { ...grid, size: 4 };
  const common = { stroke: () => colourOf("muted"), grid, ticks, font: axisFont };
  const axes: uPlot.Axis[] = [
    {
      ...common,
      space: 80,
      size: 30,
      incrs: [...tickStepsS],
      values: (_p, splits, _a, _s, step) => splits.map((at) => tickText(at, step)),
    },
    { ...common, ...labelled(panel.unit), scale: "y", size: 52 },
  ];
  if (panel.rightUnit === undefined) return axes;
  const right = { scale: "right", side: 1 as const, size: 52, grid: { show: false } };
  axes.push({ ...common, ...labelled(panel.rightUnit), ...right });
  return axes;
}

/** An axis with its unit, and as many decimals as the distance of its ticks needs. */
function labelled(label: string): uPlot.Axis {
  return {
    label,
    labelSize: 18,
    labelFont: axisFont,
    values: (_p, splits, _a, _s, step) => splits.map((at) => grouped(at, decimalsOf(step))),
  };
}

/** The converter's steps are not blown up to the whole height. */
function volts(_plot: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 5];
  const room = Math.max(0.05, (high - low) * 0.08);
  return [low - room, high + room];
}

/** The noise of a load cell that nothing presses is not blown up to the whole height either. */
function padded(_plot: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low !== null && high !== null && high - low < 1) {
    const middle = (low + high) / 2;
    return [...paddedRange(middle - 0.5, middle + 0.5)];
  }
  return [...paddedRange(low, high)];
}
