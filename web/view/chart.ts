import type uPlot from "uplot";
import { colourOf } from "../../host/report/page/theme.js";
import { figureSeries, type Series } from "../data/figure-series.js";
import type { Ghost } from "../data/ghost.js";
import type { RowStore, View } from "../data/row-store.js";
import type { RunStart } from "../data/run-start.js";
import { TimeWindow } from "../data/time-window.js";
import { element } from "./dom.js";
import { exportButtons } from "./export.js";
import { type LiveFigure, liveFigures } from "./figures.js";
import { fill, newPlot } from "./plot.js";

/** New rows are drawn so often at the most: the rig's ticks are 100 ms, and a hand on the record is never kept waiting. */
const followMs = 90;

/** The live record: three figures over one time axis. */
export class ChartView {
  readonly window = new TimeWindow();
  private readonly store: RowStore;
  private readonly start: RunStart;
  private readonly host = element("charts");
  private readonly plots: readonly uPlot[];
  private ghost: Ghost | undefined;
  private stale = true;
  private rowsCame = false;
  private drawnMs = 0;

  constructor(store: RowStore, start: RunStart) {
    this.store = store;
    this.start = start;
    this.plots = liveFigures.map((figure) => this.figure(figure));
    this.showGhost(undefined);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    new ResizeObserver(() => this.resize()).observe(this.host);
  }

  /** There are new rows. */
  touch(): void {
    if (this.window.follows) this.rowsCame = true;
  }

  /** The window is another one. */
  moved(): void {
    this.stale = true;
  }

  showGhost(ghost: Ghost | undefined): void {
    this.ghost = ghost;
    // Its line comes first in both figures that have one.
    for (const plot of this.plots.slice(0, 2)) plot.setSeries(1, { show: ghost !== undefined });
    this.host.toggleAttribute("data-ghost", ghost !== undefined);
    this.stale = true;
  }

  /** Instant under a place of the screen, s. */
  instantAt(clientX: number): number {
    const [plot] = this.plots;
    if (plot === undefined) return 0;
    return plot.posToVal(clientX - plot.over.getBoundingClientRect().left, "x");
  }

  /** Share of the window that a way on the screen is. */
  shareOf(pixels: number): number {
    return pixels / Math.max(1, this.plots[0]?.over.clientWidth ?? 1);
  }

  /** Draws when there is something new; called once a frame. */
  frame(nowMs: number): void {
    if (this.rowsCame && nowMs - this.drawnMs > followMs) this.stale = true;
    if (!this.stale) return;
    this.stale = false;
    this.rowsCame = false;
    this.drawnMs = nowMs;
    const { view, series } = this.shown();
    const shown = { timesS: view.timesS, series };
    const range = this.window.range(this.store.endS);
    liveFigures.forEach((figure, i) => {
      fill(this.plots[i] as uPlot, figure, shown, range);
    });
    // For who watches from outside how far it is.
    this.host.dataset["rows"] = String(this.store.rows);
    this.host.dataset["drawn"] = String(Number(this.host.dataset["drawn"] ?? 0) + 1);
  }

  private shown(): { readonly view: View; readonly series: Series } {
    const [fromS, toS] = this.window.range(this.store.endS);
    // Two points for each place: one for each pixel.
    const view = this.store.view(fromS, toS, Math.max(200, this.host.clientWidth / 2));
    return { view, series: figureSeries(view, this.ghost?.along(view, this.start.atS)) };
  }

  private figure(figure: LiveFigure): uPlot {
    const plot = newPlot(figure, (fromS, toS) => {
      this.window.choose(fromS, toS);
      this.stale = true;
    });
    const what = () => {
      const { view, series } = this.shown();
      const [fromS, toS] = this.window.range(this.store.endS);
      return { timesS: view.timesS, series, fromS: Math.max(0, fromS), toS };
    };
    element(figure.id).prepend(exportButtons(figure.panel, what));
    return plot;
  }

  private resize(): void {
    const width = this.host.clientWidth;
    for (const plot of this.plots) plot.setSize({ width, height: plot.height });
  }

  private redraw(): void {
    for (const [i, plot] of this.plots.entries()) {
      plot.redraw(false, true);
      // The markers of the legend have no colour of their own to ask for.
      const entries = plot.root.querySelectorAll(".u-legend .u-series");
      liveFigures[i]?.panel.lines.forEach((line, at) => {
        const marker = entries[at + 1]?.querySelector<HTMLElement>(".u-marker");
        if (marker) marker.style.borderColor = colourOf(line.ink);
      });
    }
  }
}
