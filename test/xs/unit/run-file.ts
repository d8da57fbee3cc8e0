import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { XsEngine } from "../engine.js";
import type { Outcome } from "./runner.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

/** What a test file imports from Node, and fast-check, are ours on XS. */
const onXs: Plugin = {
  name: "on-xs",
  setup({ onResolve }) {
    onResolve({ filter: /^node:assert\/strict$/ }, () => ({ path: `${here}assert.ts` }));
    onResolve({ filter: /^fast-check$/ }, ({ importer }) =>
      importer === `${here}fast-check.ts` ? undefined : { path: `${here}fast-check.ts` },
    );
  },
};

/** Runs one file of unit tests on an engine of its own; `skip` are parts of the names of tests to be left out. */
export async function runFileOnXs(path: string, skip: readonly string[]): Promise<Outcome> {
  const entry = `import "./test/xs/unit/start.js";
    import "./${path}";
    const skip = ${JSON.stringify(skip)};
    const outcome = globalThis.runner.run((name) => skip.some((part) => name.includes(part)));
    globalThis.outcome = JSON.stringify(outcome);`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "js" },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    platform: "neutral",
    // Puts numbers in the place of their names: those of the whole rig and a test are more than one scope of the worker holds.
    minifySyntax: true,
    mainFields: ["module", "main"],
    plugins: [onXs],
    banner: { js: '"use strict";' },
    logLevel: "silent",
  });
  const engine = await XsEngine.start();
  try {
    await engine.evaluate(outputFiles[0]!.text);
    return JSON.parse((await engine.evaluate("outcome")).value) as Outcome;
  } finally {
    await engine.close();
  }
}
