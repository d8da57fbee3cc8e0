// The key to a figure's lines, in as many rows as its width asks for.

import type { Palette } from "./ink.js";
import type { LineSpec } from "./panels.js";
import { painted, textElement } from "./svg-parts.js";

/** Lowest unit of the first row, and what a row is high. */
const firstFoot = 37;
const rowHeight = 16;
const swatch = 20;
/** Widths that a letter of 12 units has on the average, and what entries keep apart. */
const letter = 6.6;
const gap = 18;

/** The legend's drawing, and where its last row stands. */
export interface Legend {
  readonly svg: string;
  readonly footY: number;
}

/** Entries from `left` on, none beyond `right` unless it is too long for a row of its own. */
export function legendOf(
  lines: readonly LineSpec[],
  band: string | undefined,
  palette: Palette,
  left: number,
  right: number,
): Legend {
  const parts: string[] = [];
  let x = left;
  let footY = firstFoot;
  const entry = (label: string, mark: (x: number, y: number) => string) => {
    const wide = swatch + 6 + label.length * letter;
    if (x > left && x + wide > right) {
      x = left;
      footY += rowHeight;
    }
    parts.push(mark(x, footY - 4));
    const text = { x: x + swatch + 6, y: footY, text: label, anchor: "start" } as const;
    parts.push(textElement(text, palette.muted));
    x += wide + gap;
  };
  for (const line of lines) {
    const dash = line.dash === undefined ? "" : ` stroke-dasharray="${line.dash.join(" ")}"`;
    entry(
      line.label,
      (at, y) =>
        `<path d="M${at} ${y}h${swatch}" stroke="${palette[line.ink]}" stroke-width="2"${dash}/>`,
    );
  }
  if (band !== undefined) {
    entry(
      band,
      (at, y) =>
        `<rect x="${at}" y="${y - 5}" width="${swatch}" height="10" ${painted("fill", palette.band)} ${painted("stroke", palette.grid)}/>`,
    );
  }
  return { svg: parts.join("\n"), footY };
}
