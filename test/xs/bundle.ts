import { type BuildOptions, build, type Plugin } from "esbuild";

// As the device runs it: ES2022, nothing lowered, nothing renamed beyond need, no host's globals assumed.
const forXs: BuildOptions = {
  bundle: true,
  write: false,
  format: "iife",
  target: "es2022",
  platform: "neutral",
  treeShaking: true,
  minify: false,
  legalComments: "none",
  banner: { js: '"use strict";' },
};

/**
 * One script from an entry module and all it imports.
 * @param entry path of a TypeScript file
 * @param globalName global variable that receives the entry's exports
 * @param plugins change the sources on their way
 */
export function bundleFile(
  entry: string,
  globalName?: string,
  plugins: Plugin[] = [],
): Promise<string> {
  return bundle({ entryPoints: [entry], plugins }, globalName);
}

/**
 * As `bundleFile`, from TypeScript text whose relative imports start in `folder`.
 */
export function bundleText(contents: string, folder: string, globalName?: string): Promise<string> {
  return bundle({ stdin: { contents, resolveDir: folder, loader: "ts" } }, globalName);
}

async function bundle(entry: BuildOptions, globalName: string | undefined): Promise<string> {
  // A strict script keeps its variables to itself, so the exports are handed over by name.
  const name =
    globalName === undefined
      ? {}
      : { globalName, footer: { js: `globalThis.${globalName} = ${globalName};` } };
  const result = await build({ ...forXs, ...entry, ...name });
  return result.outputFiles![0]!.text;
}
