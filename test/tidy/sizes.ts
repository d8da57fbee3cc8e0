import ts from "typescript";
import { lineOf, type ProjectFile, syntaxOf, walk } from "./project-files.js";

export const fileLinesMax = 300;
export const functionLinesMax = 60;
/** A suite is a list of tests, read one by one, and a function only in form. */
export const suiteLinesMax = 600;

/**
 * Files that are one table, with the lines that they may grow to: a table is read entry by entry, and cutting it in two
 * would make two lists of one.
 */
export const tables: Readonly<Record<string, number>> = {
  "sim/faults/table.ts": 450,
  "sim/rigs/table.ts": 700,
  "sim/scenarios/table.ts": 380,
};

/** Functions that are one table, one page of text or one hot loop whose steps would each pay for a call, by file and name. */
export const longFunctions: Readonly<Record<string, readonly string[]>> = {
  "host/docs/protocol-page.ts": ["protocolPage"],
  "sim/rigs/table.ts": ["nameplateSide", "side"],
  "src/settings/side-table.ts": ["side"],
  "src/telemetry/fields.ts": ["appendFields"],
};

function isSuite(path: string): boolean {
  return /\.(test|contract)\.ts$/.test(path);
}

export function linesOf(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

/** A function with a body, and how long it is. */
export interface SizedFunction {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

export function functionsOf(file: ProjectFile): SizedFunction[] {
  const tree = syntaxOf(file);
  const found: SizedFunction[] = [];
  walk(tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return undefined;
    const line = lineOf(node);
    const end = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
    found.push({ name: nameOf(node), line, lines: end - line + 1 });
    return undefined;
  });
  return found;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  const named = parent as ts.Node & { readonly name?: ts.Node };
  return named.name === undefined ? "" : named.name.getText();
}

/** What is too long in a file, one sentence each. */
export function sizeProblems(file: ProjectFile): string[] {
  const problems: string[] = [];
  const lines = linesOf(file.text);
  const most = isSuite(file.path) ? suiteLinesMax : (tables[file.path] ?? fileLinesMax);
  if (lines > most) problems.push(`${file.path} has ${lines} lines, ${most} are allowed`);
  if (isSuite(file.path)) return problems;
  for (const one of functionsOf(file)) {
    if (one.lines <= functionLinesMax) continue;
    if (longFunctions[file.path]?.includes(one.name)) continue;
    problems.push(
      `${file.path}:${one.line}: ${one.name} has ${one.lines} lines, ${functionLinesMax} are allowed`,
    );
  }
  return problems;
}
