import { readFileSync } from "node:fs";
import { projectFile } from "../project.js";
import type { Palette } from "./page/ink.js";
import { fileStem, panels } from "./page/panels.js";
import { figureSvg } from "./page/svg.js";
import { printPalette } from "./print-palette.js";
import type { ReportData } from "./report-data.js";

export interface PlotFile {
  /** The file's name without its ending. */
  readonly stem: string;
  readonly svg: string;
}

/** Names of all files that an earlier report may have left. */
export const plotNames: readonly string[] = panels.flatMap((panel) => [
  `${fileStem(panel)}.svg`,
  `${fileStem(panel)}.png`,
]);

/** Every figure of a report as an SVG of its own, `widthMm` wide: the hold, or the whole run when nothing was scored. */
export function reportPlots(report: ReportData, widthMm: number): PlotFile[] {
  const palette = paperPalette();
  const { timesS, scoredFromS, scoredToS } = report;
  const scored = scoredToS > scoredFromS;
  const view = scored
    ? { fromS: scoredFromS, toS: scoredToS, widthMm }
    : { fromS: timesS[0] ?? 0, toS: timesS.at(-1) ?? 0, widthMm };
  return panels.flatMap((panel) => {
    const svg = figureSvg(panel, report, palette, view);
    return svg === undefined ? [] : [{ stem: fileStem(panel), svg }];
  });
}

/** The colours of print, out of the page's own style sheet. */
export function paperPalette(): Palette {
  return printPalette(readFileSync(projectFile("host", "report", "page", "theme.css"), "utf8"));
}
