import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Hands all that a module declares at its top level to the global `preloaded`, as Moddable's linker gets hold of it. */
export function withPreload(path: string, text: string): string {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const names = tree.statements.flatMap(namesOf);
  return `${text}\nglobalThis.preloaded?.push(${names.join(", ")});\n`;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.canHaveModifiers(statement)) {
    const modifiers = ts.getModifiers(statement) ?? [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return [];
  }
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  }
  // Of an overloaded function only the last declaration has a body.
  const isCode =
    ts.isClassDeclaration(statement) ||
    (ts.isFunctionDeclaration(statement) && statement.body !== undefined);
  return isCode && statement.name !== undefined ? [statement.name.text] : [];
}

function boundBy(pattern: ts.BindingName): string[] {
  if (ts.isIdentifier(pattern)) return [pattern.text];
  return pattern.elements.flatMap((one) => (ts.isBindingElement(one) ? boundBy(one.name) : []));
}

/** Treats firmware and simulation so. */
export const preloading: Plugin = {
  name: "preload",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!/^(hal|src|sim)\//.test(path.slice(root.length))) return undefined;
      return { contents: withPreload(path, await readFile(path, "utf8")), loader: "ts" };
    });
  },
};

/**
 * To be evaluated before the bundle: makes `preloaded`, and `freezeAll`, which does what Moddable's linker does to the
 * modules that it preloads. Functions, classes, plain objects and arrays are frozen deep, the built-in ones too; what keeps
 * its content elsewhere (typed arrays, maps, sets, dates), which the linker makes read-only, is listed in the answer.
 */
export const preloadScript = `
globalThis.preloaded = [];
globalThis.freezeAll = () => {
  const seen = new Set();
  const readOnly = [];
  const buffers = [Object.getPrototypeOf(Uint8Array), ArrayBuffer, DataView, Map, Set, WeakMap, WeakSet, Date];
  const freeze = (value) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    const kind = buffers.find((one) => value instanceof one);
    if (kind !== undefined) {
      readOnly.push(value.constructor.name);
      return;
    }
    Object.freeze(value);
    freeze(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const { value: content, get, set } = Object.getOwnPropertyDescriptor(value, key);
      freeze(content);
      freeze(get);
      freeze(set);
    }
  };
  for (const one of [Object, Function, Array, String, Number, Boolean, Error, RegExp, Math, JSON, Reflect]) freeze(one);
  for (const one of preloaded) freeze(one);
  return { frozen: seen.size, readOnly };
};`;
