import assert from "node:assert/strict";
import type { PanelSpec } from "../../../../host/report/page/panels.js";
import { panels } from "../../../../host/report/page/panels.js";
import { figureSvg } from "../../../../host/report/page/svg.js";
import { numberTicks, timeTicks } from "../../../../host/report/page/ticks.js";
import { paperPalette } from "../../../../host/report/plots.js";
import { Decimation } from "../../../../host/report/recording/decimate.js";
import type { ReportData } from "../../../../host/report/report-data.js";
import { near } from "../../../support/near.js";

const panel: PanelSpec = {
  title: "A < B",
  caption: "",
  unit: "kPa",
  decimals: 1,
  height: 200,
  lines: [
    { key: "a", label: "Seen", ink: "anode" },
    { key: "b", label: "Unseen", ink: "cathode", hidden: true },
  ],
};

function report(a: readonly (number | null)[]): ReportData {
  return {
    origin: "recorded",
    title: "",
    verdict: "",
    sound: true,
    facts: [],
    events: [],
    scoredFromS: 0,
    scoredToS: 0,
    timesS: a.map((_, i) => i * 10),
    series: { a, b: a },
  };
}

const palette = paperPalette();
const view = { fromS: 0, toS: 40 };

describe("a figure as SVG", () => {
  it("draws the lines that are shown, in the colours of print, and breaks them where there is no value", () => {
    const svg = figureSvg(panel, report([1, 2, null, 3, 4]), palette, view) ?? "";
    const paths = [...svg.matchAll(/<path d="(M[^"]*L[^"]*)" fill="none" stroke="([^"]*)"/gu)];
    assert.equal(paths.length, 1);
    assert.equal(paths[0]?.[2], "#0068a8");
    // Two pieces of two points each.
    assert.match(paths[0]?.[1] ?? "", /^M[^ML]*L[^ML]*M[^ML]*L[^ML]*$/u);
    const both = figureSvg(panel, report([1, 2]), palette, { ...view, shown: ["Seen", "Unseen"] });
    assert.match(both ?? "", />Unseen</u);
  });

  it("puts the edges of the view at the edges of the plot, and high values high", () => {
    const svg = figureSvg(panel, report([0, 0, 0, 0, 8]), palette, view) ?? "";
    const [, path = ""] = /<path d="(M[^"]*L[^"]*)" fill="none"/u.exec(svg) ?? [];
    const points = path
      .split(/[ML]/u)
      .slice(1)
      .map((point) => point.split(" ").map(Number));
    // Plot from 74 to 742 and from 46 to 200; 8 % of room above and below: 154 x 0.08 / 1.16 = 10.62.
    assert.deepEqual(points[0], [74, 189.38]);
    assert.deepEqual(points[4], [742, 56.62]);
  });

  it("writes names as text", () => {
    const svg = figureSvg(panel, report([1, 2]), palette, view) ?? "";
    assert.match(svg, /<title>A &lt; B<\/title>/u);
  });

  it("is as wide on paper as asked, with labels of 8 points whatever that is", () => {
    const svg = figureSvg(panel, report([1, 2]), palette, { ...view, widthMm: 85 }) ?? "";
    const [, widthMm, units] =
      /<svg [^>]*width="([\d.]+)mm"[^>]*viewBox="0 0 ([\d.]+) /u.exec(svg) ?? [];
    assert.equal(widthMm, "85");
    // Letters of 12 units: 12 x 85 mm / 361.42 = 2.822 mm = 8 points of 25.4 / 72 mm.
    near((12 * 85) / Number(units) / (25.4 / 72), 8, 1e-3);
    assert.match(svg, /font-size="12"/u);
  });

  it("begins another row of its legend where the width ends, and the plot moves down for it", () => {
    const named = (label: string) => ({ key: "a", label, ink: "anode" }) as const;
    const many = { ...panel, lines: ["Room", "Thermometer", "Frame", "Stack"].map(named) };
    const drawn = (widthMm: number) =>
      figureSvg(many, report([1, 2]), palette, { ...view, widthMm }) ?? "";
    const feet = (svg: string) =>
      new Set([...svg.matchAll(/y="(\d+)" text-anchor="start"[^>]*>[RTFS]/gu)].map(([, y]) => y));
    const heightMm = (svg: string) => Number(/height="([\d.]+)mm"/u.exec(svg)?.[1]);
    assert.deepEqual([...feet(drawn(170))], ["37"]);
    assert.deepEqual([...feet(drawn(85))], ["37", "53"]);
    // 16 units of 0.2352 mm.
    near(heightMm(drawn(85)) - heightMm(drawn(170)), 3.76, 0.02);
  });

  it("tells colours as SVG 1.1 has them: none that a program for papers would draw as solid black", () => {
    const banded: PanelSpec = { ...panel, band: { around: "a", half: "b", label: "Band" } };
    const svg = figureSvg(banded, report([1, 2, 3]), palette, view) ?? "";
    assert.match(svg, /<polygon [^>]*fill="#00815f" fill-opacity="0.15"/u);
    assert.match(svg, /stroke="#000000" stroke-opacity="0.12"/u);
    assert.doesNotMatch(svg, /rgb\(/u);
  });

  it("is none where there is nothing to draw, and where a ghost has no ghost", () => {
    assert.equal(figureSvg(panel, report([null, null]), palette, view), undefined);
    const ghost = panels.find((one) => one.needs !== undefined) as PanelSpec;
    const only = { ...report([1, 2]), series: { anodeMeasuredKPa: [1, 2] } };
    assert.equal(figureSvg(ghost, only, palette, view), undefined);
  });
});

describe("ticks", () => {
  it("are round and no more than asked for", () => {
    assert.deepEqual(numberTicks(0.13, 1.02, 5), {
      step: 0.2,
      at: [0.2, 0.4, 0.6000000000000001, 0.8, 1],
    });
    assert.deepEqual(timeTicks(0, 7200, 9), {
      step: 900,
      at: [0, 900, 1800, 2700, 3600, 4500, 5400, 6300, 7200],
    });
    assert.equal(timeTicks(0, 3e8, 9).at.length <= 9, true);
  });
});

describe("a long recording in a picture of bounded size", () => {
  it("keeps both extremes of what it draws together, in their order, and the ends row by row", () => {
    const rows = 100_000;
    const values = new Float64Array(rows);
    values[50_000] = 7;
    values[50_001] = -5;
    const drawn = new Decimation(rows);
    const times = drawn.times(Float64Array.from({ length: rows }, (_, i) => i));
    const shown = drawn.values(values, 1);
    assert.equal(times.length, 900 + 2 * 1200 + 600);
    assert.equal(shown.length, times.length);
    const peak = shown.indexOf(7);
    assert.equal(shown[peak + 1], -5);
    assert.ok(times.every((atS, i) => i === 0 || atS > (times[i - 1] as number)));
    assert.deepEqual(times.slice(0, 3), [0, 1, 2]);
    assert.deepEqual(times.slice(-2), [99_998, 99_999]);
  });

  it("draws a gap of nothing but gaps as one", () => {
    const values = new Float64Array(10_000).fill(Number.NaN);
    assert.ok(new Decimation(10_000).values(values, 1).every((value) => value === null));
  });
});
