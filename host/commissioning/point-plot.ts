import type { Palette } from "../report/page/ink.js";
import { grouped } from "../report/page/number-text.js";
import { painted, Scale, textElement } from "../report/page/svg-parts.js";
import { decimalsOf, numberTicks } from "../report/page/ticks.js";
import type { PointTable } from "./step.js";

const width = 520;
const height = 300;
const left = 96;
const foot = height - 44;
const top = 14;
const right = width - 16;

/** Which columns of a table of points are drawn: the second against the first, or pressure against torque. */
function axes(table: PointTable): readonly [x: number, y: number] {
  const pressure = table.columns.indexOf("pressure / kPa");
  return [0, pressure < 0 ? 1 : pressure];
}

/** Points as a plot; in the order in which they were measured, full ones upwards and open ones downwards. */
export function pointPlot(table: PointTable, palette: Palette): string {
  const [xAt, yAt] = axes(table);
  const xs = table.rows.map((row) => row[xAt] ?? 0);
  const ys = table.rows.map((row) => row[yAt] ?? 0);
  const x = spread(xs, left, right);
  const y = spread(ys, foot, top);
  const parts: string[] = [];
  const xTicks = numberTicks(x.low, x.high, 6);
  for (const at of xTicks.at) {
    const text = grouped(at, decimalsOf(xTicks.step));
    parts.push(`<path d="M${x.text(at)} ${top}V${foot}" ${painted("stroke", palette.grid)}/>`);
    parts.push(textElement({ x: x.of(at), y: foot + 16, text, anchor: "middle" }, palette.muted));
  }
  const yTicks = numberTicks(y.low, y.high, 6);
  for (const at of yTicks.at) {
    const text = grouped(at, decimalsOf(yTicks.step));
    parts.push(`<path d="M${left} ${y.text(at)}H${right}" ${painted("stroke", palette.grid)}/>`);
    parts.push(textElement({ x: left - 6, y: y.of(at) + 4, text, anchor: "end" }, palette.muted));
  }
  xs.forEach((value, i) => {
    const down = i > 0 && value < (xs[i - 1] ?? value);
    const fill = down ? "#ffffff" : palette.anode;
    parts.push(
      `<circle cx="${x.text(value)}" cy="${y.text(ys[i] ?? 0)}" r="4" fill="${fill}" stroke="${palette.anode}" stroke-width="1.5"/>`,
    );
  });
  const names = [table.columns[xAt] ?? "", table.columns[yAt] ?? ""];
  const [across = "", up = ""] = names;
  const middle = { x: (left + right) / 2, y: height - 8, text: across, anchor: "middle" } as const;
  const beside = { x: 14, y: (top + foot) / 2, text: up, anchor: "middle", turned: true } as const;
  parts.push(textElement(middle, palette.muted), textElement(beside, palette.muted));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    "</svg>",
  ].join("");
}

function spread(values: readonly number[], from: number, to: number): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || 1) * 0.06;
  return new Scale(low - room, high + room, from, to);
}
