const start = (by: string, name: string) => `<!-- made by ${by}: ${name} -->`;
const end = "<!-- end -->";

/**
 * A page that is written by hand but for the blocks between markers, which are made. Throws when a block has no place in the
 * page, when the page has a place that nothing fills, or when an end is missing.
 */
export function fillBlocks(page: string, blocks: Readonly<Record<string, string>>): string {
  let filled = page;
  for (const [name, text] of Object.entries(blocks))
    filled = fillBlock(filled, "npm run docs", name, text);
  for (const [, name] of page.matchAll(/<!-- made by npm run docs: (.*?) -->/g)) {
    if (!Object.hasOwn(blocks, name as string)) throw new Error(`nothing fills block "${name}"`);
  }
  return filled;
}

/** One block of a page, made by the command `by`; throws when it has no place in the page, or no end. */
export function fillBlock(page: string, by: string, name: string, text: string): string {
  const from = page.indexOf(start(by, name));
  if (from < 0) throw new Error(`the page has no block "${name}"`);
  const inside = from + start(by, name).length;
  const to = page.indexOf(end, inside);
  const next = page.indexOf("<!-- made by", inside);
  if (to < 0 || (next >= 0 && next < to)) throw new Error(`block "${name}" has no end`);
  return `${page.slice(0, inside)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}
