import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inlinedScript, inlinedStyles } from "../../host/inlined.js";
import { projectFile } from "../../host/project.js";
import { type StringKey, strings } from "../view/strings.js";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The colours of the report, then our own. */
const styleFiles = [projectFile("host", "report", "page", "theme.css"), join(web, "page.css")];

/** The whole of index.html: styles, script and the worker's code in one file that needs no server. */
export function pageHtml(): string {
  const template = readFileSync(join(web, "index.html"), "utf8");
  return template
    .replace(/\{\{(\w+)\}\}/gu, (_whole, key: string) => escaped(key))
    .replace("/*styles*/", () => inlinedStyles(styleFiles))
    .replace("/*worker*/", () => inlinedScript(join(web, "worker", "main.ts")))
    .replace("/*script*/", () => inlinedScript(join(web, "main.ts")));
}

function escaped(key: string): string {
  if (!(key in strings)) throw new Error(`index.html names a text that is not there: ${key}`);
  return strings[key as StringKey].replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
