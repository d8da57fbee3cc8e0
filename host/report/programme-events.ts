import type { WorldEvent } from "../../sim/world.js";
import type { Condition } from "../../src/programme/conditions.js";
import type { Programme, SideRamp, Step, Until } from "../../src/programme/step.js";
import { stepKinds } from "../../src/programme/step-kinds.js";
import type { ReportEvent } from "./report-data.js";

/** An event of the programme in the words of its document: the step's kind and what it asks for. */
export function programmeEvents(programme: Programme, event: WorldEvent): ReportEvent {
  const side = event.side === "rig" ? "" : event.side;
  const path = event.text.slice(event.text.indexOf(": ") + 2);
  const step = find(programme.steps, path);
  if (step === undefined)
    return { atS: event.atS, name: event.name, side, text: event.text, fault: false };
  return { atS: event.atS, name: step.kind, side, text: `${asked(step)} (${path})`, fault: false };
}

function find(steps: readonly Step[], path: string): Step | undefined {
  for (const step of steps) {
    if (step.path === path) return step;
    const inner = step.kind === "repeat" ? find(step.steps, path) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function asked(step: Step): string {
  switch (step.kind) {
    case "approach":
      return `touch both sides with ${step.touchN} N`;
    case "ramp":
      return `to ${sides(step.anode, step.cathode)}`;
    case "hold":
      return [sides(step.anode, step.cathode), until(step.until)].filter(Boolean).join(", ");
    case "stiffness":
      return [springs(step), until(step.until)].filter(Boolean).join(", ");
    case "gap":
      return [ways(step) || "both screws keep their position", until(step.until)]
        .filter(Boolean)
        .join(", ");
    case "quiet":
      return ["both screws stand still", until(step.until)].filter(Boolean).join(", ");
    case "probe":
      return `stiffness of the ${step.side}, with a swing of ${step.swingKPa} kPa`;
    case "dEdP":
      return `cell voltage with ${step.byKPa} kPa more on the ${step.side}`;
    case "wait":
      return until(step.until);
    case "repeat":
      return `${step.times} times`;
    case "identify":
      return "both sides are measured by moving them";
    case "unload":
      return "anode first, then back to clearance";
    default:
      return stepKinds[(step as Step).kind].meaning;
  }
}

function springs(step: Extract<Step, { kind: "stiffness" }>): string {
  const { anode, cathode, anodeNPerUm, cathodeNPerUm } = step;
  const parts: string[] = [];
  if (anode !== undefined) parts.push(`anode ${anodeNPerUm} N/um from ${rampText(anode)}`);
  if (cathode !== undefined) parts.push(`cathode ${cathodeNPerUm} N/um from ${rampText(cathode)}`);
  return parts.join(", ");
}

/** Of screws that a gap moves. */
function ways(step: Extract<Step, { kind: "gap" }>): string {
  const parts: string[] = [];
  for (const name of ["anode", "cathode"] as const) {
    const by = step[name]?.by;
    if (by !== undefined) parts.push(`${name} by ${by} um`);
  }
  return parts.join(", ");
}

function sides(anode: SideRamp | undefined, cathode: SideRamp | undefined): string {
  const parts: string[] = [];
  if (anode !== undefined) parts.push(`anode ${rampText(anode)}`);
  if (cathode !== undefined) parts.push(`cathode ${rampText(cathode)}`);
  return parts.join(", ");
}

function rampText(ramp: SideRamp): string {
  const rate = ramp.rateKPaPerS === undefined ? "" : ` at ${ramp.rateKPaPerS} kPa/s`;
  return `${ramp.toKPa} kPa${rate}`;
}

function until(conditions: Until | undefined): string {
  if (conditions === undefined) return "";
  return conditions.map(conditionText).join(" or ");
}

function conditionText({ name, value }: Condition): string {
  switch (name) {
    case "after":
      return `for ${timeText(value)}`;
    case "settled":
      return `until settled for ${timeText(value)}`;
    case "voltageAbove":
      return `until ${value} V or more`;
    case "voltageBelow":
      return `until ${value} V or less`;
    case "trigger":
      return `until the trigger line is ${value === 0 ? "on" : "off"}`;
    case "command":
      return "until the host says so";
    default: {
      const side = name === "anodeAbove" || name === "anodeBelow" ? "anode" : "cathode";
      const more = name === "anodeAbove" || name === "cathodeAbove";
      return `until ${value} kPa or ${more ? "more" : "less"} on the ${side}`;
    }
  }
}

function timeText(seconds: number): string {
  if (seconds >= 3600) return `${Number((seconds / 3600).toFixed(2))} h`;
  return seconds >= 60 ? `${Number((seconds / 60).toFixed(2))} min` : `${seconds} s`;
}
