import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { type StringKey, strings } from "../view/strings.js";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The whole of index.html: styles, script and the worker's code in one file that needs no server. */
export function pageHtml(): string {
  const template = readFileSync(join(web, "index.html"), "utf8");
  return template
    .replace(/\{\{(\w+)\}\}/gu, (_whole, key: string) => escaped(key))
    .replace("/*styles*/", () => styles())
    .replace("/*worker*/", () => bundled("worker", "main.ts"))
    .replace("/*script*/", () => bundled("main.ts"));
}

function escaped(key: string): string {
  if (!(key in strings)) throw new Error(`index.html names a text that is not there: ${key}`);
  return strings[key as StringKey].replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function bundled(...entry: readonly string[]): string {
  const result = buildSync({
    entryPoints: [join(web, ...entry)],
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

/** The chart library's styles, the colours of the report, then our own. */
function styles(): string {
  const require = createRequire(import.meta.url);
  const files = [
    require.resolve("uplot/dist/uPlot.min.css"),
    join(web, "..", "host", "report", "page", "theme.css"),
    join(web, "page.css"),
  ];
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}
