import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const ofPackage = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//u;

/** The licences of the packages that went into the page, as a comment at its end: they ask to go wherever their code does. */
export function notices(): Plugin {
  return {
    name: "isobar:notices",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => {
        const folders = new Map<string, string>();
        for (const file of Object.values(bundle ?? {}))
          for (const id of file.type === "chunk" ? file.moduleIds : []) {
            const [, folder, name] = ofPackage.exec(id) ?? [];
            if (folder !== undefined && name !== undefined) folders.set(name, folder);
          }
        const words = [...folders].map(([name, folder]) => `${name}\n\n${licenceIn(folder)}`);
        return words.length === 0 ? html : `${html.trimEnd()}\n<!--\n${words.join("\n\n")}\n-->\n`;
      },
    },
  };
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/iu.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence to go with the page`);
  return readFileSync(join(folder, file), "utf8").replaceAll("--", "- -").trim();
}
