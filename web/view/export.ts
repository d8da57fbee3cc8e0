import { asPng, download, paperPalette } from "../../host/report/page/export.js";
import { fileStem, type PanelSpec } from "../../host/report/page/panels.js";
import { figureSvg } from "../../host/report/page/svg.js";
import type { Series } from "../data/figure-series.js";
import { button, made } from "./dom.js";
import { text } from "./strings.js";

/** What of the record a figure shows at the moment. */
export interface ShownFigure {
  readonly timesS: readonly number[];
  readonly series: Series;
  readonly fromS: number;
  readonly toS: number;
}

/** Buttons that save what a figure shows, drawn as the report draws its own, in the colours of print. */
export function exportButtons(panel: PanelSpec, shown: () => ShownFigure): HTMLElement {
  const group = made("span", "", "export");
  const add = (kind: "SVG" | "PNG", save: (svg: string) => void) => {
    const one = button(kind, () => {
      const svg = drawn(panel, shown());
      if (svg !== undefined) save(svg);
    });
    one.setAttribute("aria-label", text("saveFigure", { title: panel.title, kind }));
    group.append(one);
  };
  const name = fileStem(panel);
  add("SVG", (svg) => download(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`));
  add("PNG", (svg) => void asPng(svg).then((blob) => download(blob, `${name}.png`)));
  return group;
}

function drawn(panel: PanelSpec, { timesS, series, fromS, toS }: ShownFigure): string | undefined {
  const report = {
    origin: "recorded",
    title: panel.title,
    verdict: "",
    sound: true,
    facts: [],
    events: [],
    scoredFromS: fromS,
    scoredToS: toS,
    timesS,
    series,
  } as const;
  return figureSvg(panel, report, paperPalette(), { fromS, toS });
}
