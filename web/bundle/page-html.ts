import { fileURLToPath } from "node:url";

const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));

/** The whole of index.html, built on the spot as `npm run build:web` builds it, and not written. */
export async function pageHtml(): Promise<string> {
  // Imported when it is needed: as part of a test that is itself loaded by `require` it would be turned into another kind of module.
  const { build } = await import("vite");
  const built = await build({ configFile, logLevel: "silent", build: { write: false } });
  // Without watching and for one environment there is one answer.
  if (!("output" in built)) throw new Error("the page was not built at once");
  const [page, ...more] = built.output as (typeof built.output)[number][];
  if (page?.type !== "asset" || more.length > 0)
    throw new Error(`not one file: ${built.output.map(({ fileName }) => fileName).join(", ")}`);
  return String(page.source);
}
