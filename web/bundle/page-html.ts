import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inlinedScript, inlinedStyles } from "../../host/inlined.js";
import { projectFile } from "../../host/project.js";
import { type StringKey, strings } from "../view/strings.js";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");

const [theme, sheet] = ["theme.css", "page.css"].map((name) =>
  projectFile("host", "report", "page", name),
) as [string, string];
/** The colours of the report, then our own. */
const styleFiles = [theme, join(web, "page.css")];
/** A certificate looks as the report does. */
const reportStyles = [theme, sheet];

/** The whole of index.html: styles, script and the worker's code in one file that needs no server. */
export function pageHtml(): string {
  const template = readFileSync(join(web, "index.html"), "utf8");
  return template
    .replace(/\{\{(\w+)\}\}/gu, (_whole, key: string) => escaped(key))
    .replace("/*styles*/", () => inlinedStyles(styleFiles))
    .replace("/*certificate*/", () =>
      reportStyles.map((file) => readFileSync(file, "utf8")).join("\n"),
    )
    .replace("/*worker*/", () => inlinedScript(join(web, "worker", "main.ts")))
    .replace("/*script*/", () => inlinedScript(join(web, "main.ts")));
}

function escaped(key: string): string {
  if (!(key in strings)) throw new Error(`index.html names a text that is not there: ${key}`);
  return strings[key as StringKey].replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
