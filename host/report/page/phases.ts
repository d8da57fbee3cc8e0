import type uPlot from "uplot";
import type { ReportEvent } from "../report-data.js";
import type { Phase } from "./charge-phases.js";
import { axisFont, colourOf } from "./theme.js";

/** Tints charge and discharge behind a figure and names them where there is room. */
export function drawPhases(plot: uPlot, phases: readonly Phase[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const phase of phases) {
    const left = Math.max(bbox.left, plot.valToPos(phase.fromS, "x", true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(phase.toS, "x", true));
    if (right <= left) continue;
    ctx.fillStyle = colourOf(phase.charge ? "charge" : "discharge");
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    if (right - left > 90 * devicePixelRatio) label(plot, phase, (left + right) / 2);
  }
  ctx.restore();
}

function label(plot: uPlot, phase: Phase, at: number): void {
  const { ctx, bbox } = plot;
  ctx.fillStyle = colourOf("muted");
  ctx.font = axisFont.replace(/^[\d.]+px/u, `${10.5 * devicePixelRatio}px`);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.fillText(phase.charge ? "charge" : "discharge", at, bbox.top + 5 * devicePixelRatio);
}

/** Marks events with upright lines: faults plainly, programme steps faintly. */
export function drawEvents(plot: uPlot, events: readonly ReportEvent[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const event of events) {
    const at = Math.round(plot.valToPos(event.atS, "x", true)) + 0.5;
    if (at < bbox.left || at > bbox.left + bbox.width) continue;
    ctx.strokeStyle = colourOf(event.fault ? "fault" : "grid");
    ctx.setLineDash(event.fault ? [] : [2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
