import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { buildSync } from "esbuild";

// What pages of one file are put together from: bundled on the spot, so that they are written and checked as the rest of the code is.

/** A module and all it imports, as the text of a script element. */
export function inlinedScript(entryPoint: string): string {
  const result = buildSync({
    entryPoints: [entryPoint],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    legalComments: "inline",
    logLevel: "silent",
    charset: "ascii",
  });
  return (result.outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script");
}

/** The chart library's styles, then those of the page. */
export function inlinedStyles(files: readonly string[]): string {
  const require = createRequire(import.meta.url);
  return [require.resolve("uplot/dist/uPlot.min.css"), ...files]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}
