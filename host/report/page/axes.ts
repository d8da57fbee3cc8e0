import type uPlot from "uplot";
import { grouped } from "./number-text.js";
import type { PanelSpec } from "./panels.js";
import { paddedRange, rangeAroundZero } from "./ranges.js";
import { axisFont, colourOf } from "./theme.js";
import { decimalsOf } from "./ticks.js";
import { tickLabel, timeSteps } from "./time-axis.js";
import type { PanelData } from "./values.js";

/** Whether a figure needs the axis on its right. */
export function hasRight(data: PanelData): boolean {
  return data.lines.some((line) => line.right);
}

/** Time below, the unit on the left, and a second unit on the right where a line asks for it. */
export function axesOf(panel: PanelSpec, data: PanelData): uPlot.Axis[] {
  const ink = () => colourOf("muted");
  const grid = { stroke: () => colourOf("grid"), width: 1 };
  const common = { stroke: ink, grid, ticks: { ...grid, size: 4 }, font: axisFont };
  const axes: uPlot.Axis[] = [
    {
      ...common,
      size: 34,
      space: 70,
      incrs: [...timeSteps],
      values: (_plot, splits, _axis, _space, step) => splits.map((at) => tickLabel(at, step)),
    },
    {
      ...common,
      scale: "y",
      size: roomFor,
      label: panel.unit,
      labelSize: 20,
      labelFont: axisFont,
      values: tickNumbers,
    },
  ];
  if (hasRight(data)) {
    axes.push({
      ...common,
      scale: "right",
      side: 1,
      size: 52,
      label: panel.rightUnit ?? "",
      labelSize: 22,
      labelFont: axisFont,
      values: tickNumbers,
      grid: { show: false },
    });
  }
  return axes;
}

/** Width of an axis that its longest label fits into. */
function roomFor(_plot: uPlot, labels: string[] | null): number {
  const longest = Math.max(5, ...(labels ?? []).map((label) => label.length));
  return 14 + longest * 6.6;
}

/** Ticks with as many decimals as their distance needs. */
function tickNumbers(
  _plot: uPlot,
  splits: number[],
  _axis: number,
  _space: number,
  step: number,
): string[] {
  const decimals = decimalsOf(step);
  return splits.map((value) => grouped(value, decimals));
}

/** Room above and below the lines; a flat line stands in the middle. */
export function padded(_plot: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  return [...paddedRange(low, high)];
}

/** As far below zero as above: rest lies in the middle. */
export function aroundZero(
  _plot: uPlot,
  low: number | null,
  high: number | null,
): uPlot.Range.MinMax {
  return [...rangeAroundZero(low, high)];
}
