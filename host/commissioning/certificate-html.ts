import type { Palette } from "../report/page/ink.js";
import { escapedXml } from "../report/page/svg-parts.js";
import { printPalette } from "../report/print-palette.js";
import type { Certificate, KeptStep, PointTable } from "./certificate.js";
import { valueText } from "./figure-text.js";
import { pointPlot } from "./point-plot.js";

const ownCss =
  ".hash code{word-break:break-all}.when{color:var(--muted);margin:0}.notes{color:var(--muted)}" +
  ".plot svg{max-width:100%;height:auto}h3{margin:2rem 0 .5rem}.plot{margin:1rem 0}section{break-inside:avoid-page}";

/** The certificate on paper: one file that needs no network. `css` is the style sheet of reports. */
export function certificateHtml(certificate: Certificate, css: string): string {
  const palette = printPalette(css);
  const { id, rig, accepted, simulated, steps } = certificate;
  const title = `Certificate ${id.slice(0, 12)}`;
  const verdict = accepted
    ? "Calibrated, identified and accepted."
    : "Calibrated. There is no acceptance test that was passed after the calibration.";
  const not = simulated ? " Of a simulated rig: it certifies nothing real." : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Isobar</title>
<style>${css}
${ownCss}</style>
</head>
<body>
<main>
<div class="brand"><b>Isobar</b><span>Certificate of calibration</span></div>
<h1>${title}</h1>
<p class="verdict${accepted ? "" : " bad"}">${verdict}${not}</p>
<dl class="facts">${factsOf(certificate)
    .map(([label, value]) => `<div><dt>${label}</dt><dd>${escapedXml(value)}</dd></div>`)
    .join("")}</dl>
<p class="hash">Content hash (SHA-256 over the canonical JSON of certificate.json without "id"): <code>${id}</code></p>
<h2>Settings that it holds for</h2>
${table(["Setting", "Value"], Object.entries(certificate.settings))}
${steps.map((step) => stepHtml(step, palette)).join("\n")}
<footer>Uncertainties are standard uncertainties (k = 1). Rig: ${escapedXml(rig)}.</footer>
</main>
</body>
</html>
`;
}

function factsOf(certificate: Certificate): [string, string][] {
  const { rig, firmware, madeAtUnixS, temperatureDegC, operator, identifiers } = certificate;
  const facts: [string, string][] = [
    ["Rig", rig.split(",")[2] ?? rig],
    ["Firmware", firmware],
    ["Made", timeText(madeAtUnixS)],
    ["Frame", temperatureDegC === null ? "unknown" : `${temperatureDegC.toFixed(1)} degC`],
  ];
  if (operator !== "") facts.push(["By", operator]);
  for (const [thing, serial] of Object.entries(identifiers)) facts.push([thing, serial]);
  return facts;
}

const timeText = (unixS: number) =>
  `${new Date(unixS * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

function stepHtml(step: KeptStep, palette: Palette): string {
  const { title, atUnixS, figures, tables = [], warnings = [], passed } = step;
  const rows = figures.map(({ name, value, sigma, unit }) => [
    name,
    valueText(value, sigma).replace("+-", "±"),
    unit === "1" ? "" : unit,
  ]);
  const verdict = passed === undefined ? "" : `<p><b>${passed ? "Passed" : "Not passed"}</b></p>`;
  const notes = warnings.map((warning) => `<li>${escapedXml(warning)}</li>`).join("");
  return `<section><h2>${escapedXml(title)}</h2>
<p class="when">${timeText(atUnixS)}</p>${verdict}
${table(["Figure", "Value", "Unit"], rows)}
${notes === "" ? "" : `<ul class="notes">${notes}</ul>`}
${tables.map((points) => pointsHtml(points, palette)).join("\n")}</section>`;
}

function pointsHtml(points: PointTable, palette: Palette): string {
  const rows = points.rows.map((row) => row.map((value) => `${Number(value.toPrecision(6))}`));
  const { title, columns } = points;
  return `<h3>${escapedXml(title)}</h3>${table(columns, rows)}<div class="plot">${pointPlot(points, palette)}</div>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<td>${escapedXml(cell)}</td>`);
  const titles = head.map((title) => `<th>${escapedXml(title)}</th>`).join("");
  const body = rows.map((row) => `<tr>${cells(row).join("")}</tr>`).join("\n");
  return `<div class="scroll"><table><thead><tr>${titles}</tr></thead><tbody>${body}</tbody></table></div>`;
}
