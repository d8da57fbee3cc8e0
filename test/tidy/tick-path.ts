import ts from "typescript";
import { importsOf, targetOf } from "./imports.js";
import { lineOf, type ProjectFile, syntaxOf, walk } from "./project-files.js";
import { isDeclaredAround, isReference } from "./purity.js";

/** Where the tick begins: the rig, and what the devices behind it do when it reads and moves them. */
const entries = /^(src\/rig\.ts$|hal\/)/;

/**
 * Files that are reached but that no tick calls, each with what calls it instead.
 */
export const besidesTick: Readonly<Record<string, string>> = {
  "hal/esp32/config-value.ts": "the manifest's config, when the board is made",
  "src/protocol/programme-draft.ts":
    "the host, when it asks for a check or a run of what it has sent",
};

/** The files in the tick's path: all that its entries load, one from the other. */
export function tickPath(
  files: readonly ProjectFile[],
  besides: Readonly<Record<string, string>> = besidesTick,
): ProjectFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const paths = new Set(files.map(({ path }) => path).filter((path) => entries.test(path)));
  for (const path of paths) {
    const file = byPath.get(path);
    for (const { specifier, typeOnly } of file === undefined ? [] : importsOf(file)) {
      const target = targetOf(path, specifier);
      if (!typeOnly && target !== undefined) paths.add(target);
    }
  }
  return files.filter(({ path }) => paths.has(path) && !Object.hasOwn(besides, path));
}

/** What a tick may not do although the rest of the firmware may, one sentence each. */
export function tickProblems(file: ProjectFile): string[] {
  const problems: string[] = [];
  const add = (node: ts.Node, what: string) =>
    problems.push(`${file.path}:${lineOf(node)}: ${what} in the tick's path`);
  walk(syntaxOf(file), (node) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return false;
    if (ts.isRegularExpressionLiteral(node)) add(node, "a regular expression");
    // Strings make an expression of what they are given to match or to search.
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name } = node.expression;
      if (/^(match|matchAll|search)$/.test(name.text)) add(node, `.${name.text}()`);
    }
    if (!ts.isIdentifier(node) || !isReference(node) || isDeclaredAround(node)) return undefined;
    if (node.text === "RegExp" || node.text === "JSON") add(node, node.text);
    return undefined;
  });
  return problems;
}
