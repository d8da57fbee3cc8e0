import type { Ink } from "./ink.js";

/** The colour of an ink as the style sheet has it now. */
export function colourOf(ink: Ink): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${ink}`).trim();
}

/** The font of axes; its size in whole pixels, which the chart library scales to the screen. */
export const axisFont = "12px ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial";
