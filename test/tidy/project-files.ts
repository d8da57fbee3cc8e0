import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { projectFile } from "../../host/project.js";

/** One file of the project; `path` is relative to its root, with slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

const foreign = new Set(["node_modules", "dist", "coverage", "runs", "build"]);

/** All files below the folders whose names end in one of `endings`, by path. */
export function filesUnder(folders: readonly string[], endings: readonly string[]): ProjectFile[] {
  const paths: string[] = [];
  for (const folder of folders) collect(folder, paths);
  return paths
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort()
    .map((path) => ({ path, text: readFileSync(projectFile(path), "utf8") }));
}

function collect(folder: string, into: string[]): void {
  for (const entry of readdirSync(projectFile(folder), { withFileTypes: true })) {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) into.push(path);
    else if (entry.isDirectory() && !foreign.has(entry.name) && !entry.name.startsWith(".")) {
      collect(path, into);
    }
  }
}

/** The folders at the root of the project that hold TypeScript. */
export function codeFolders(): string[] {
  return readdirSync(join(projectFile(".")), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && !foreign.has(entry.name) && !entry.name.startsWith("."),
    )
    .map((entry) => entry.name)
    .filter((name) => filesUnder([name], [".ts"]).length > 0);
}

const trees = new WeakMap<ProjectFile, ts.SourceFile>();

/** The syntax tree of a file, with parents. */
export function syntaxOf(file: ProjectFile): ts.SourceFile {
  let tree = trees.get(file);
  if (tree === undefined) {
    const { path, text } = file;
    tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
    trees.set(file, tree);
  }
  return tree;
}

/** Line of a node in its file, from 1. */
export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

/** Calls `visit` for a node and all below it; where `visit` says false it goes no deeper. */
export function walk(node: ts.Node, visit: (node: ts.Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  ts.forEachChild(node, (child) => walk(child, visit));
}
