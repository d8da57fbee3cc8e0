import uPlot from "uplot";
import { type ShownName, shownNames } from "../data/columns.js";
import type { RowStore, View } from "../data/row-store.js";
import { bandKPa } from "../data/side-state.js";
import { element } from "./dom.js";
import { type StringKey, text } from "./strings.js";
import { clockText, tickStepsS, tickText } from "./time-text.js";

/** A line of a figure: where it comes from and the custom property that has its colour. */
interface Line {
  readonly from: ShownName | "upper" | "lower";
  readonly label: StringKey;
  readonly ink: string;
  readonly dash?: number[];
  readonly right?: true;
}

interface Figure {
  readonly id: string;
  readonly unit: string;
  readonly rightUnit?: string;
  /** The set point that the band lies around. */
  readonly around?: ShownName;
  readonly lines: readonly Line[];
}

const pressureFigure = (
  id: string,
  pressure: ShownName,
  set: ShownName,
  labels: readonly [StringKey, StringKey],
  ink: string,
): Figure => ({
  id,
  unit: "kPa",
  around: set,
  lines: [
    { from: pressure, label: labels[0], ink },
    { from: set, label: labels[1], ink: "ink", dash: [6, 4] },
    { from: "upper", label: "bandLegend", ink: "band" },
    { from: "lower", label: "bandLegend", ink: "band" },
  ],
});

const figures: readonly Figure[] = [
  pressureFigure("chart-anode", "aPressure", "aSet", ["anodePressure", "anodeSet"], "anode"),
  pressureFigure(
    "chart-cathode",
    "cPressure",
    "cSet",
    ["cathodePressure", "cathodeSet"],
    "cathode",
  ),
  {
    id: "chart-slow",
    unit: "um",
    rightUnit: "V",
    lines: [
      { from: "aPosition", label: "anodePosition", ink: "anode" },
      { from: "cPosition", label: "cathodePosition", ink: "cathode" },
      { from: "volts", label: "cellVoltage", ink: "green", dash: [2, 2], right: true },
    ],
  },
];

const font = "12px ui-sans-serif, system-ui, 'Segoe UI', Roboto, Arial";

const colour = (ink: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${ink}`).trim();

/** The live record: three figures over one time axis. */
export class ChartView {
  private readonly store: RowStore;
  private readonly plots: readonly uPlot[];
  private windowS = 60;
  /** A stretch that was chosen by hand; undefined while the chart follows. */
  private chosen: readonly [number, number] | undefined;
  private stale = true;

  constructor(store: RowStore) {
    this.store = store;
    const choose = (fromS: number, toS: number) => this.choose(fromS, toS);
    this.plots = figures.map((figure) => newPlot(figure, choose, () => this.follow()));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    new ResizeObserver(() => this.resize()).observe(element("charts"));
  }

  show(windowS: number): void {
    this.windowS = windowS;
    this.follow();
  }

  follow(): void {
    this.chosen = undefined;
    this.stale = true;
  }

  /** There are new rows. */
  touch(): void {
    if (this.chosen === undefined) this.stale = true;
  }

  /** Draws when there is something new; called once a frame. */
  frame(): void {
    if (!this.stale) return;
    this.stale = false;
    const { endS } = this.store;
    const [fromS, toS] = this.chosen ?? [endS - this.windowS, endS];
    const places = Math.max(200, element("charts").clientWidth);
    const view = this.store.view(fromS, toS, places);
    figures.forEach((figure, i) => {
      const plot = this.plots[i] as uPlot;
      plot.batch(() => {
        plot.setData(dataOf(figure, view), false);
        plot.setScale("x", { min: fromS, max: Math.max(toS, fromS + 1) });
      });
    });
  }

  private choose(fromS: number, toS: number): void {
    this.chosen = [fromS, toS];
    this.stale = true;
  }

  private resize(): void {
    const width = element("charts").clientWidth;
    for (const plot of this.plots) plot.setSize({ width, height: plot.height });
  }

  private redraw(): void {
    for (const [i, plot] of this.plots.entries()) {
      plot.redraw(false, true);
      // The markers of the legend have no colour of their own to ask for.
      const entries = plot.root.querySelectorAll(".u-legend .u-series");
      figures[i]?.lines.forEach((line, at) => {
        const marker = entries[at + 1]?.querySelector<HTMLElement>(".u-marker");
        if (marker) marker.style.borderColor = colour(line.ink);
      });
    }
  }
}

function dataOf(figure: Figure, view: View): uPlot.AlignedData {
  const column = (name: ShownName) => view.columns[shownNames.indexOf(name)] ?? [];
  const edge = (sign: number) =>
    column(figure.around ?? "aSet").map((set) => (set === null ? null : set + sign * bandKPa(set)));
  const lines = figure.lines.map(({ from }) => {
    if (from === "upper") return edge(1);
    return from === "lower" ? edge(-1) : column(from);
  });
  return [view.timesS, ...lines];
}

function newPlot(
  figure: Figure,
  choose: (fromS: number, toS: number) => void,
  follow: () => void,
): uPlot {
  const host = element(figure.id);
  const options: uPlot.Options = {
    width: host.clientWidth,
    height: 210,
    scales: { x: { time: false }, y: { range: padded }, right: { range: volts } },
    axes: axesOf(figure),
    series: [timeSeries, ...figure.lines.map((line) => seriesOf(figure, line))],
    bands: figure.around === undefined ? [] : [{ series: [3, 4], fill: () => colour("band") }],
    cursor: {
      sync: { key: "isobar" },
      drag: { x: true, y: false, setScale: false },
      bind: {
        dblclick: () => () => {
          follow();
          return null;
        },
      },
    },
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
  const plot = new uPlot(options, [[], ...figure.lines.map(() => [])] as uPlot.AlignedData, host);
  // The edges of the band are no lines of their own: the caption explains them.
  plot.root.querySelectorAll(".u-legend .u-series").forEach((entry, i) => {
    if (i > 2 && figure.around !== undefined) entry.remove();
  });
  return plot;
}

const timeSeries: uPlot.Series = {
  label: text("time"),
  value: (_plot, at) => (at === null ? "-" : clockText(at)),
};

function seriesOf(figure: Figure, line: Line): uPlot.Series {
  const unit = line.right ? (figure.rightUnit ?? "") : figure.unit;
  const edge = line.from === "upper" || line.from === "lower";
  return {
    label: text(line.label),
    scale: line.right ? "right" : "y",
    stroke: () => colour(line.ink),
    width: edge ? 0.5 : 1.5,
    dash: line.dash ?? [],
    points: { show: false },
    value: (_p, value) =>
      value === null || value === undefined
        ? "-"
        : `${value.toFixed(unit === "V" ? 4 : 1)} ${unit}`,
  };
}

function axesOf(figure: Figure): uPlot.Axis[] {
  const grid = { stroke: () => colour("grid"), width: 1 };
  const common = { stroke: () => colour("muted"), grid, ticks: { ...grid, size: 4 }, font };
  const axes: uPlot.Axis[] = [
    {
      ...common,
      space: 80,
      incrs: [...tickStepsS],
      values: (_p, splits, _a, _s, step) => splits.map((at) => tickText(at, step)),
    },
    { ...common, scale: "y", size: 64, label: figure.unit, labelSize: 18, labelFont: font },
  ];
  if (figure.rightUnit !== undefined) {
    axes.push({
      ...common,
      scale: "right",
      side: 1,
      size: 58,
      label: figure.rightUnit,
      labelSize: 18,
      labelFont: font,
      grid: { show: false },
    });
  }
  return axes;
}

/** The converter's steps are not blown up to the whole height. */
function volts(_plot: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 5];
  const room = Math.max(0.05, (high - low) * 0.08);
  return [low - room, high + room];
}

/** Room above and below; a line that is flat stands in the middle. */
function padded(_plot: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  const span = high - low;
  const room = span > 0 ? span * 0.08 : Math.max(Math.abs(high) * 0.001, 0.01);
  return [low - room, high + room];
}
