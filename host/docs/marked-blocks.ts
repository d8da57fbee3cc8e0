const start = (name: string) => `<!-- made by npm run docs: ${name} -->`;
const end = "<!-- end -->";

/**
 * A page that is written by hand but for the blocks between markers, which are made. Throws when a block has no place in the
 * page, when the page has a place that nothing fills, or when an end is missing.
 */
export function fillBlocks(page: string, blocks: Readonly<Record<string, string>>): string {
  let filled = page;
  for (const [name, text] of Object.entries(blocks)) {
    const from = filled.indexOf(start(name));
    if (from < 0) throw new Error(`the page has no block "${name}"`);
    const inside = from + start(name).length;
    const to = filled.indexOf(end, inside);
    const next = filled.indexOf("<!-- made by", inside);
    if (to < 0 || (next >= 0 && next < to)) throw new Error(`block "${name}" has no end`);
    filled = `${filled.slice(0, inside)}\n\n${text.trim()}\n\n${filled.slice(to)}`;
  }
  for (const [, name] of page.matchAll(/<!-- made by npm run docs: (.*?) -->/g)) {
    if (!Object.hasOwn(blocks, name as string)) throw new Error(`nothing fills block "${name}"`);
  }
  return filled;
}
