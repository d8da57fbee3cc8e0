import { readFileSync } from "node:fs";
import { projectFile } from "../project.js";
import type { Palette } from "./page/ink.js";
import { fileStem, type PanelSpec, panels } from "./page/panels.js";
import { figureSvg } from "./page/svg.js";
import { printPalette } from "./print-palette.js";
import type { ReportData } from "./report-data.js";

export interface PlotFile {
  readonly name: string;
  readonly svg: string;
}

const nameOf = (panel: PanelSpec) => `${fileStem(panel)}.svg`;

/** Names of all plots that a report may have. */
export const plotNames: readonly string[] = panels.map(nameOf);

/** Every figure of a report as an SVG of its own: the hold, or the whole run when nothing was scored. */
export function reportPlots(report: ReportData): PlotFile[] {
  const palette = paperPalette();
  const { timesS, scoredFromS, scoredToS } = report;
  const scored = scoredToS > scoredFromS;
  const view = scored
    ? { fromS: scoredFromS, toS: scoredToS }
    : { fromS: timesS[0] ?? 0, toS: timesS.at(-1) ?? 0 };
  return panels.flatMap((panel) => {
    const svg = figureSvg(panel, report, palette, view);
    return svg === undefined ? [] : [{ name: nameOf(panel), svg }];
  });
}

/** The colours of print, out of the page's own style sheet. */
export function paperPalette(): Palette {
  return printPalette(readFileSync(projectFile("host", "report", "page", "theme.css"), "utf8"));
}
