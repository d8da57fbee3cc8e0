import ts from "typescript";
import { lineOf, type ProjectFile, syntaxOf, walk } from "./project-files.js";

/** One import, export-from or dynamic import of a file. */
export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Erased by the compiler: `import type`. An `import { type A }` stays as an import of the module. */
  readonly typeOnly: boolean;
  readonly line: number;
}

export function importsOf(file: ProjectFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      found.push({ specifier: specifier.text, typeOnly, line: lineOf(node) });
    }
  };
  walk(syntaxOf(file), (node) => {
    if (ts.isImportDeclaration(node)) {
      const phase = node.importClause?.phaseModifier;
      add(node, node.moduleSpecifier, phase === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true);
    }
    return undefined;
  });
  return found;
}

/** What Vite is told beside the path: take a stylesheet as text, a module as a worker. */
const asIs = /\?(?:inline|worker&inline)$/;

/** The project path that a relative specifier means; undefined for a bare one. */
export function targetOf(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const parts = path.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/").replace(asIs, "").replace(/\.js$/, ".ts");
}

/** What is wrong with how a file writes its relative imports, given all paths that there are. */
export function spellingProblems(file: ProjectFile, paths: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  for (const { specifier, line } of importsOf(file)) {
    const target = targetOf(file.path, specifier);
    if (target === undefined) continue;
    const place = `${file.path}:${line}: "${specifier}"`;
    if (!/\.(?:js|js\?worker&inline|css\?inline)$/.test(specifier))
      problems.push(`${place} does not end in .js`);
    else if (!paths.has(target)) problems.push(`${place} is not there`);
  }
  return problems;
}

/** The groups of files that import each other round and round; imports of types alone do not count. */
export function cyclesOf(files: readonly ProjectFile[]): string[][] {
  const edges = new Map<string, string[]>();
  for (const file of files) {
    const targets = importsOf(file)
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ specifier }) => targetOf(file.path, specifier) ?? []);
    edges.set(file.path, targets);
  }
  return [...new Set(edges.keys())]
    .filter((path) => reaches(path, path, edges))
    .map((path) => [
      path,
      ...[...edges.keys()].filter((other) => other !== path && both(path, other, edges)),
    ]);
}

type Edges = ReadonlyMap<string, readonly string[]>;

function both(a: string, b: string, edges: Edges): boolean {
  return reaches(a, b, edges) && reaches(b, a, edges);
}

/** Is there a way of at least one import from one file to another? */
function reaches(from: string, to: string, edges: Edges): boolean {
  const seen = new Set<string>();
  const waiting = [...(edges.get(from) ?? [])];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path === to) return true;
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...(edges.get(path) ?? []));
  }
  return false;
}
