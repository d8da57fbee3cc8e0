import type { Plugin } from "vite";
import { type StringKey, strings } from "../view/strings.js";

/** Sets the texts of the page's table into index.html, where it names them in double braces. */
export function texts(): Plugin {
  return {
    name: "isobar:texts",
    transformIndexHtml: {
      order: "pre",
      handler: (html) => html.replace(/\{\{(\w+)\}\}/gu, (_whole, key: string) => escaped(key)),
    },
  };
}

function escaped(key: string): string {
  if (!(key in strings)) throw new Error(`index.html names a text that is not there: ${key}`);
  return strings[key as StringKey].replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
