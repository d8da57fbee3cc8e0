import { readQuantity } from "../../src/document/quantity-text.js";
import { isJsonObject, type JsonObject } from "../../src/document/table.js";

/** A dry run waits this long where a programme only waits longer. */
const keptS = 120;
const time = { unit: "s", min: 0, max: 1e9 } as const;

/** A programme without the waiting that would show nothing new, and how much of it was taken out. */
export function shortened(json: unknown): { readonly json: unknown; readonly cutS: number } {
  if (!isJsonObject(json) || !Array.isArray(json["steps"])) return { json, cutS: 0 };
  const { steps, cutS } = shortSteps(json["steps"]);
  return { json: { ...json, steps }, cutS };
}

function shortSteps(steps: readonly unknown[]): { steps: unknown[]; cutS: number } {
  let cutS = 0;
  const kept = steps.map((step) => {
    if (!isJsonObject(step)) return step;
    if (Array.isArray(step["steps"]) && typeof step["repeat"] === "number") {
      const inner = shortSteps(step["steps"]);
      cutS += inner.cutS * step["repeat"];
      return { ...step, steps: inner.steps };
    }
    const waitS = plainWait(step["until"]);
    if (waitS <= keptS) return step;
    cutS += waitS - keptS;
    return { ...step, until: { after: `${keptS} s` } };
  });
  return { steps: kept, cutS };
}

/** Seconds of an `until` that is nothing but a time. */
function plainWait(until: JsonObject | unknown): number {
  if (!isJsonObject(until) || Object.keys(until).join() !== "after") return 0;
  const s = readQuantity(until["after"], time);
  return typeof s === "number" ? s : 0;
}
