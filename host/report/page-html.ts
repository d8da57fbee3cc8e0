import { inlinedScript, inlinedStyles } from "../inlined.js";
import { projectFile } from "../project.js";
import { figuresTable, figureText, holdsTable } from "./figures-table.js";
import { clockText } from "./page/time-axis.js";
import type { Fact, ReportData, ReportEvent, SideFigures } from "./report-data.js";

const hint =
  "Drag across a figure to zoom, double-click to go back, press a legend entry to hide or show it";

const footers: Readonly<Record<ReportData["origin"], string>> = {
  simulated:
    "Simulated with the firmware's own controller. The rows behind the figures are in log.csv beside this report, the " +
    "figures in summary.json, the bytes of the serial line in uart.log.",
  recorded:
    "Made by isobar report from a recording. The figures are in figures.json and the plots in plots/ beside this report.",
};

/** The whole of report.html: figures, script, styles and data in one file that needs no network. */
export function reportHtml(report: ReportData): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Isobar">
<title>${escaped(report.title)} - Isobar</title>
<style>${inlinedStyles(styleFiles.map(pageFile))}</style>
</head>
<body>
<main>
<div class="brand"><b>Isobar</b><span>Stack pressure report</span></div>
<h1>${escaped(report.title)}</h1>
<p class="verdict${report.sound ? "" : " bad"}">${escaped(report.verdict)}</p>
<dl class="facts">${report.facts.map(factHtml).join("")}</dl>
${report.scoredToS > 0 ? scoresHtml(report) : notesHtml(report)}
<h2>Records</h2>
<div id="views"><span>${hint}</span></div>
<div id="figures"></div>
<h2>Events</h2>
<div class="scroll">${eventsTable(report.events)}</div>
<footer>${footers[report.origin]}</footer>
</main>
<script type="application/json" id="data">${inlineJson(report)}</script>
<script>${inlinedScript(pageFile("main.ts"))}</script>
</body>
</html>
`;
}

function scoresHtml(report: ReportData): string {
  const { anode, cathode, holds = [] } = report;
  const sides = [
    anode === undefined ? "" : sideHtml("anode", anode),
    cathode === undefined ? "" : sideHtml("cathode", cathode),
  ];
  const each =
    holds.length < 2 ? "" : `<h2>Each hold</h2><div class="scroll">${holdsTable(holds)}</div>`;
  return `<section class="sides">${sides.join("")}</section>
<h2>Figures of the hold</h2>
<div class="scroll">${figuresTable(report)}</div>
${each}${notesHtml(report)}`;
}

function notesHtml({ notes = [] }: ReportData): string {
  const list = notes.map((note) => `<li>${escaped(note)}</li>`).join("");
  return list === "" ? "" : `<ul class="notes">${list}</ul>`;
}

/** Colours, page, figures. */
const styleFiles = ["theme.css", "page.css", "figures.css"];

const pageFile = (name: string): string => projectFile("host", "report", "page", name);

/** JSON inside a script element: no "<" that could end it. */
function inlineJson(report: ReportData): string {
  return JSON.stringify(report).replaceAll("<", "\\u003c");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function factHtml(fact: Fact): string {
  const note = fact.note === undefined ? "" : `<small>${escaped(fact.note)}</small>`;
  return `<div><dt>${escaped(fact.label)}</dt><dd>${escaped(fact.value)}${note}</dd></div>`;
}

function sideHtml(side: "anode" | "cathode", figures: SideFigures): string {
  const title = side === "anode" ? "Anode" : "Cathode";
  const pressure = (value: number, caption: string, kind: string) =>
    `<p class="${kind}"><strong>${figureText(value)}<small>kPa</small></strong><span>${caption}</span></p>`;
  return `<article class="side ${side}">
<header><b>${title}</b><span>set point ${figureText(figures.setpointKPa)} kPa</span></header>
<div class="pair">
${pressure(figures.measuredRmsKPa, "RMS error, controlled", "with")}
${
  figures.uncontrolledRmsKPa === undefined
    ? pressure(figures.measuredPeakKPa, "largest error", "without")
    : pressure(figures.uncontrolledRmsKPa, "same cell, not controlled", "without")
}
</div>
</article>`;
}

function eventsTable(events: readonly ReportEvent[]): string {
  if (events.length === 0) return "<p>None.</p>";
  const body = events
    .map(({ atS, name, side, text, fault }) => {
      const cells = `<th>${escaped(name)}</th><td>${escaped(side)}</td><td>${escaped(text)}</td>`;
      return `<tr${fault ? ' class="fault"' : ""}><td>${clockText(atS)}</td>${cells}</tr>`;
    })
    .join("\n");
  const head = "<tr><th>Time</th><th>Event</th><th>Side</th><th></th></tr>";
  return `<table><thead>${head}</thead><tbody>${body}</tbody></table>`;
}
