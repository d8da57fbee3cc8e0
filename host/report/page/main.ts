// Runs in the reader's browser: draws the figures of a report from the data inside the page.

import type uPlot from "uplot";
import type { ReportData } from "../report-data.js";
import { phasesOf } from "./charge-phases.js";
import { drawChart, type Sheet } from "./chart.js";
import { exportButtons } from "./export.js";
import { type PanelSpec, panels } from "./panels.js";
import { indexAt } from "./values.js";

interface View {
  readonly name: string;
  readonly fromS: number;
  readonly toS: number;
}

interface Figure {
  readonly panel: PanelSpec;
  readonly host: HTMLElement;
  plot: uPlot;
}

const report = JSON.parse(document.getElementById("data")?.textContent ?? "{}") as ReportData;
const endS = report.timesS[report.timesS.length - 1] ?? 0;
const scored = report.scoredToS > report.scoredFromS;
const figures: Figure[] = [];

/** The stretches that the buttons above the figures show; the first is the one to begin with. */
function viewsOf(): View[] {
  const whole: View = { name: "Whole run", fromS: report.timesS[0] ?? 0, toS: endS };
  const fault = report.events.find((event) => event.fault);
  const faults: View[] =
    fault === undefined
      ? []
      : [
          {
            name: "Fault",
            fromS: Math.max(0, fault.atS - 120),
            toS: Math.min(endS, fault.atS + 180),
          },
        ];
  if (!scored) return [whole, ...faults];
  // The last points of the hold may share a bucket with what follows it.
  const last = Math.max(0, indexAt(report.timesS, report.scoredToS) - 4);
  const holdEndS = Math.max(report.timesS[last] ?? endS, report.scoredFromS + 1);
  const views: View[] = [
    { name: "Hold", fromS: report.scoredFromS, toS: holdEndS },
    whole,
    { name: "Loading", fromS: whole.fromS, toS: Math.min(endS, report.scoredFromS + 120) },
  ];
  if (endS - report.scoredToS > 30) {
    views.push({ name: "Unloading", fromS: Math.max(0, report.scoredToS - 60), toS: endS });
  }
  return [...views, ...faults];
}

const views = viewsOf();

function show(fromS: number, toS: number): void {
  if (!(toS > fromS)) return;
  for (const figure of figures) figure.plot.setScale("x", { min: fromS, max: toS });
  for (const button of document.querySelectorAll<HTMLButtonElement>("#views button")) {
    const view = views.find((candidate) => candidate.name === button.textContent);
    button.setAttribute("aria-pressed", String(view?.fromS === fromS && view.toS === toS));
  }
}

/** The first view, or the one that the address asks for: report.html#loading. */
function reset(): void {
  const asked = decodeURIComponent(location.hash.slice(1)).replace("-", " ").toLowerCase();
  const view = views.find(({ name }) => name.toLowerCase() === asked) ?? views[0];
  show(view?.fromS ?? 0, view?.toS ?? endS);
}

const sheet: Sheet = {
  report,
  phases: phasesOf(report),
  key: "report",
  select: show,
  reset,
};

function addViews(): void {
  const bar = document.getElementById("views");
  for (const view of views) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = view.name;
    button.addEventListener("click", () => show(view.fromS, view.toS));
    bar?.insertBefore(button, bar.lastElementChild);
  }
}

function addFigure(panel: PanelSpec, parent: HTMLElement): void {
  const figure = document.createElement("figure");
  figure.className = panel.half ? "half" : "full";
  const title = document.createElement("h3");
  title.textContent = panel.title;
  const host = document.createElement("div");
  host.className = "chart";
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", panel.title);
  const caption = document.createElement("figcaption");
  caption.textContent =
    report.origin === "recorded" ? (panel.recorded ?? panel.caption) : panel.caption;
  figure.append(title, host, caption);
  parent.append(figure);
  const plot = drawChart(host, panel, sheet);
  if (plot === undefined) {
    figure.remove();
    return;
  }
  const drawn: Figure = { panel, host, plot };
  figures.push(drawn);
  title.append(exportButtons(panel, report, () => drawn.plot));
}

/** Draws every figure anew: colours change with the colour scheme, and on paper. */
function redraw(): void {
  for (const figure of figures) {
    const { min, max } = figure.plot.scales["x"] ?? {};
    const visible = figure.plot.series.map((series) => series.show !== false);
    figure.plot.destroy();
    const plot = drawChart(figure.host, figure.panel, sheet);
    if (plot === undefined) continue;
    figure.plot = plot;
    if (min !== undefined && max !== undefined) plot.setScale("x", { min, max });
    visible.forEach((isShown, i) => {
      if (i > 0 && (plot.series[i]?.show !== false) !== isShown) {
        plot.setSeries(i, { show: isShown });
      }
    });
  }
}

function fit(): void {
  for (const { host, plot, panel } of figures) {
    const width = host.clientWidth;
    if (width > 0 && Math.abs(width - plot.width) > 1) {
      plot.setSize({ width, height: panel.height });
    }
  }
}

addViews();
const parent = document.getElementById("figures");
if (parent !== null) for (const panel of panels) addFigure(panel, parent);
reset();
new ResizeObserver(fit).observe(document.body);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
addEventListener("hashchange", reset);
addEventListener("beforeprint", () => {
  document.documentElement.dataset["print"] = "";
  redraw();
});
addEventListener("afterprint", () => {
  delete document.documentElement.dataset["print"];
  redraw();
});
