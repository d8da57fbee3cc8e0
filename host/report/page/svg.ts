// A figure as a drawing of its own, for papers. Pure: the page and the command line make the same one.

import type { ReportData } from "../report-data.js";
import { phasesOf } from "./charge-phases.js";
import type { Palette } from "./ink.js";
import { grouped } from "./number-text.js";
import type { LineSpec, PanelSpec } from "./panels.js";
import { paddedRange, type Range, rangeAroundZero } from "./ranges.js";
import { legendOf } from "./svg-legend.js";
import { escapedXml, outline, painted, Scale, type SvgText, textElement } from "./svg-parts.js";
import { decimalsOf, numberTicks, timeTicks } from "./ticks.js";
import { tickLabel } from "./time-axis.js";
import { indexAt, type PanelData, panelData } from "./values.js";

/** What of a figure is drawn. */
export interface SvgView {
  readonly fromS: number;
  readonly toS: number;
  /** Labels of the lines that are shown; without it those that a figure begins with. */
  readonly shown?: readonly string[] | undefined;
  /** Width on paper, mm: labels keep their size and the layout follows. Without it 760 px, for a screen. */
  readonly widthMm?: number | undefined;
}

/** A unit of the drawing on paper, mm: its labels, 12 units high, have 8 points there. */
const mmPerUnit = (8 / 12) * (25.4 / 72);
const screenWidth = 760;
/** Most ticks of the time axis, and what they keep apart, units: a little more than "100:00:00". */
const timeTicksMost = 9;
const timeTickUnits = 56;
const bottom = 40;
const left = 74;

/** The figure, or undefined when the run has nothing to draw in it. */
export function figureSvg(
  panel: PanelSpec,
  report: ReportData,
  palette: Palette,
  view: SvgView,
): string | undefined {
  const data = panelData(panel, report);
  if (data === undefined || !(view.toS > view.fromS)) return undefined;
  return new Figure(panel, report, palette, view, data).text();
}

/** To a hundredth, which no printer resolves. */
const rounded = (value: number) => Number(value.toFixed(2));

class Figure {
  private readonly parts: string[] = [];
  private readonly width: number;
  private readonly height: number;
  private readonly top: number;
  private readonly right: number;
  private readonly x: Scale;
  private readonly lines: readonly LineSpec[];
  /** Rows that the view shows, with one beyond each end so that lines reach the edge. */
  private readonly first: number;
  private readonly last: number;

  private readonly panel: PanelSpec;
  private readonly report: ReportData;
  private readonly palette: Palette;
  private readonly view: SvgView;
  private readonly data: PanelData;

  constructor(
    panel: PanelSpec,
    report: ReportData,
    palette: Palette,
    view: SvgView,
    data: PanelData,
  ) {
    this.panel = panel;
    this.report = report;
    this.palette = palette;
    this.view = view;
    this.data = data;
    this.width = view.widthMm === undefined ? screenWidth : rounded(view.widthMm / mmPerUnit);
    const { shown } = view;
    this.lines = data.lines.filter((line) =>
      shown === undefined ? !line.hidden : shown.includes(line.label),
    );
    this.right = this.width - (this.lines.some((line) => line.right) ? 66 : 18);
    const legend = this.legend();
    this.top = legend.footY + 9;
    this.height = panel.height - 6 + this.top;
    this.x = new Scale(view.fromS, view.toS, left, this.right);
    const times = data.columns[0];
    this.first = Math.max(0, indexAt(times, view.fromS) - 1);
    this.last = Math.min(times.length - 1, indexAt(times, view.toS));
  }

  text(): string {
    const y = this.scaleOf((line) => !line.right, paddedRange, this.data.hasBand);
    const rightRange = this.panel.rightPadded ? paddedRange : rangeAroundZero;
    const beside = this.scaleOf((line) => line.right === true, rightRange, false);
    this.grid(y);
    if (this.lines.some((line) => line.right)) this.rightAxis(beside);
    // A drawing within the drawing: what leaves it is cut off.
    const { width, height, top } = this;
    const [w, h] = [this.right - left, height - top - bottom];
    this.parts.push(
      `<svg x="${left}" y="${top}" width="${w}" height="${h}" viewBox="${left} ${top} ${w} ${h}">`,
    );
    this.phases();
    if (this.data.hasBand) this.band(y);
    this.events();
    for (const line of this.lines) this.line(line, line.right ? beside : y);
    this.parts.push("</svg>");
    this.frame();
    this.parts.push(this.legend().svg);
    const { panel } = this;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" ${this.size()} viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12">`,
      `<title>${escapedXml(panel.title)}</title>`,
      `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
      ...this.parts,
      "</svg>",
      "",
    ].join("\n");
  }

  private values(line: LineSpec): readonly (number | null | undefined)[] {
    return this.data.columns[this.data.lines.indexOf(line) + 1] ?? [];
  }

  private scaleOf(
    which: (line: LineSpec) => boolean,
    range: (low: number | null, high: number | null) => Range,
    band: boolean,
  ): Scale {
    let low: number | null = null;
    let high: number | null = null;
    const columns = this.lines.filter(which).map((line) => this.values(line));
    if (band) columns.push(...this.edges());
    for (const values of columns) {
      for (let i = this.first; i <= this.last; i += 1) {
        const value = values[i];
        if (value === null || value === undefined) continue;
        if (low === null || value < low) low = value;
        if (high === null || value > high) high = value;
      }
    }
    const [from, to] = range(low, high);
    return new Scale(from, to, this.height - bottom, this.top);
  }

  private edges(): readonly (readonly (number | null | undefined)[])[] {
    const first = this.data.lines.length + 1;
    return this.data.columns.slice(first, first + 2) as (number | null | undefined)[][];
  }

  private line(line: LineSpec, y: Scale): void {
    const times = this.data.columns[0];
    const path = outline(times, this.values(line), this.first, this.last, this.x, y);
    if (path === "") return;
    const dash = line.dash === undefined ? "" : ` stroke-dasharray="${line.dash.join(" ")}"`;
    this.parts.push(
      `<path d="${path}" fill="none" stroke="${this.palette[line.ink]}" stroke-width="${line.width ?? 1.5}" stroke-linejoin="round"${dash}/>`,
    );
  }

  private band(y: Scale): void {
    const [upper = [], lower = []] = this.edges();
    const times = this.data.columns[0];
    let above: string[] = [];
    let below: string[] = [];
    const close = () => {
      if (above.length > 1) {
        const points = [...above, ...below.reverse()].join(" ");
        this.parts.push(`<polygon points="${points}" ${painted("fill", this.palette.band)}/>`);
      }
      above = [];
      below = [];
    };
    for (let i = this.first; i <= this.last; i += 1) {
      const high = upper[i];
      const low = lower[i];
      if (typeof high !== "number" || typeof low !== "number") {
        close();
        continue;
      }
      const x = this.x.text(times[i] ?? 0);
      above.push(`${x},${y.text(high)}`);
      below.push(`${x},${y.text(low)}`);
    }
    close();
  }

  private phases(): void {
    const { palette, x, height } = this;
    for (const { fromS, toS, charge } of phasesOf(this.report)) {
      const from = Math.max(left, x.of(fromS));
      const to = Math.min(this.right, x.of(toS));
      if (to <= from) continue;
      const fill = painted("fill", palette[charge ? "charge" : "discharge"]);
      this.parts.push(
        `<rect x="${from.toFixed(2)}" y="${this.top}" width="${(to - from).toFixed(2)}" height="${height - this.top - bottom}" ${fill}/>`,
      );
    }
  }

  private events(): void {
    for (const { atS, fault } of this.report.events) {
      if (atS < this.view.fromS || atS > this.view.toS) continue;
      const at = this.x.text(atS);
      const dash = fault ? "" : ' stroke-dasharray="2 3"';
      this.parts.push(
        `<path d="M${at} ${this.top}V${this.height - bottom}" stroke="${this.palette[fault ? "fault" : "muted"]}" stroke-opacity="${fault ? 1 : 0.4}"${dash}/>`,
      );
    }
  }

  private grid(y: Scale): void {
    const { palette, height, right, top } = this;
    const foot = height - bottom;
    const most = Math.min(timeTicksMost, Math.floor((right - left) / timeTickUnits));
    const times = timeTicks(this.view.fromS, this.view.toS, most);
    for (const at of times.at) {
      const x = this.x.text(at);
      this.parts.push(`<path d="M${x} ${top}V${foot}" ${painted("stroke", palette.grid)}/>`);
      this.label({ x, y: foot + 17, text: tickLabel(at, times.step), anchor: "middle" });
    }
    this.label({
      x: (left + right) / 2,
      y: height - 6,
      text: "Time since power-on",
      anchor: "middle",
    });
    const ticks = numberTicks(y.low, y.high, 7);
    for (const at of ticks.at) {
      const h = y.text(at);
      this.parts.push(`<path d="M${left} ${h}H${right}" ${painted("stroke", palette.grid)}/>`);
      const text = grouped(at, decimalsOf(ticks.step));
      this.label({ x: left - 7, y: Number(h) + 4, text, anchor: "end" });
    }
    this.label({
      x: 14,
      y: (top + foot) / 2,
      text: this.panel.unit,
      anchor: "middle",
      turned: true,
    });
  }

  private rightAxis(y: Scale): void {
    const ticks = numberTicks(y.low, y.high, 7);
    for (const at of ticks.at) {
      const text = grouped(at, decimalsOf(ticks.step));
      this.label({ x: this.right + 7, y: y.of(at) + 4, text, anchor: "start" });
    }
    const middle = (this.top + this.height - bottom) / 2;
    const text = this.panel.rightUnit ?? "";
    this.label({ x: this.width - 6, y: middle, text, anchor: "middle", turned: true });
  }

  private frame(): void {
    const foot = this.height - bottom;
    this.parts.push(
      `<path d="M${left} ${this.top}V${foot}H${this.right}" fill="none" stroke="${this.palette.muted}"/>`,
    );
    this.parts.push(
      textElement(
        { x: left, y: 18, text: this.panel.title, anchor: "start", bold: true },
        this.palette.ink,
      ),
    );
  }

  private legend() {
    const band = this.data.hasBand ? this.panel.band?.label : undefined;
    return legendOf(this.lines, band, this.palette, left, this.width);
  }

  /** On paper in mm, on a screen in px. */
  private size(): string {
    const { width, height } = this;
    if (this.view.widthMm === undefined) return `width="${width}" height="${height}"`;
    const heightMm = rounded(height * mmPerUnit);
    return `width="${this.view.widthMm}mm" height="${heightMm}mm"`;
  }

  private label(text: SvgText): void {
    this.parts.push(textElement(text, this.palette.muted));
  }
}
