import { type Ink, inks, type Palette } from "./page/ink.js";

/** The colours of print out of the style sheet of reports; throws when one is missing. */
export function printPalette(css: string): Palette {
  const block = css.slice(css.indexOf(":root[data-print]"));
  const entries = inks.map((ink): [Ink, string] => {
    const value = new RegExp(`--${ink}:\\s*([^;]+);`, "u").exec(block)?.[1];
    if (value === undefined) throw new Error(`the style sheet has no colour of print for ${ink}`);
    return [ink, value];
  });
  return Object.fromEntries(entries) as Palette;
}
