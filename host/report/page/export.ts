// A figure as a file of its own: SVG, or PNG at three times its size. What is zoomed and hidden on the page is so in the file.

import type uPlot from "uplot";
import type { ReportData } from "../report-data.js";
import { type Ink, inks, type Palette } from "./ink.js";
import { fileStem, type PanelSpec } from "./panels.js";
import { figureSvg } from "./svg.js";
import { colourOf } from "./theme.js";

const pngScale = 3;

/** The buttons beside a figure's title. */
export function exportButtons(
  panel: PanelSpec,
  report: ReportData,
  plotOf: () => uPlot,
): HTMLElement {
  const group = document.createElement("span");
  group.className = "export";
  const add = (text: string, save: (svg: string, name: string) => void) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", `${panel.title} as ${text}`);
    button.addEventListener("click", () => {
      const svg = drawn(panel, report, plotOf());
      if (svg !== undefined) save(svg, fileStem(panel));
    });
    group.append(button);
  };
  add("SVG", (svg, name) => download(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`));
  add("PNG", (svg, name) => void asPng(svg).then((blob) => download(blob, `${name}.png`)));
  return group;
}

function drawn(panel: PanelSpec, report: ReportData, plot: uPlot): string | undefined {
  const { min = 0, max = 0 } = plot.scales["x"] ?? {};
  const shown = plot.series
    .slice(1)
    .filter((series) => series.show !== false)
    .map((series) => `${series.label}`);
  return figureSvg(panel, report, paperPalette(), { fromS: min ?? 0, toS: max ?? 0, shown });
}

/** The colours of print, whatever the screen shows. */
export function paperPalette(): Palette {
  const { dataset } = document.documentElement;
  const before = dataset["print"];
  dataset["print"] = "";
  const entries = inks.map((ink): [Ink, string] => [ink, colourOf(ink)]);
  if (before === undefined) delete dataset["print"];
  return Object.fromEntries(entries) as Palette;
}

/** A drawing as a picture of three times its size. */
export async function asPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.setAttribute("src", `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * pngScale;
  canvas.height = image.height * pngScale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("no PNG")) : resolve(blob)));
  });
}

/** Gives the browser a file to save. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
