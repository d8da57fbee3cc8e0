import ts from "typescript";
import { lineOf, type ProjectFile, syntaxOf, walk } from "./project-files.js";

/** Globals that firmware and simulation may not touch, and what is used instead. */
const banned: Readonly<Record<string, string>> = {
  console: "events and replies",
  setTimeout: "the tick",
  setInterval: "the tick",
  setImmediate: "the tick",
  queueMicrotask: "the tick",
  performance: "Clock",
  Date: "Clock",
  process: "Hal",
  Buffer: "Uint8Array",
  require: "import",
  globalThis: "arguments",
  eval: "a table",
  Function: "a table",
  Promise: "the tick",
  Intl: "src/document",
};

/** Members of Math that give the same bits on every engine. */
const exactMath = new Set("abs ceil clz32 floor fround imul max min sign sqrt trunc".split(" "));

/** What would make the code depend on its engine, its host or the time, one sentence each. */
export function purityProblems(file: ProjectFile): string[] {
  const problems: string[] = [];
  const add = (node: ts.Node, what: string) =>
    problems.push(`${file.path}:${lineOf(node)}: ${what}`);
  walk(syntaxOf(file), (node) => {
    // Types are erased.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return false;
    if (ts.isIdentifier(node) && isReference(node)) {
      const instead = Object.hasOwn(banned, node.text) ? banned[node.text] : undefined;
      if (instead !== undefined && !isDeclaredAround(node)) {
        add(node, `${node.text} is banned, use ${instead}`);
      }
      if (node.text === "Math") judgeMath(node, add);
    }
    if (ts.isBinaryExpression(node) && isPower(node.operatorToken.kind)) {
      add(node, "** is banned, use power of src/maths/elementary.js");
    }
    if (ts.isAwaitExpression(node)) add(node, "await is banned, use the tick");
    if (ts.canHaveModifiers(node)) {
      const modifiers = ts.getModifiers(node) ?? [];
      if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) {
        add(node, "async is banned, use the tick");
      }
    }
    return undefined;
  });
  return problems;
}

function judgeMath(node: ts.Identifier, add: (node: ts.Node, what: string) => void): void {
  const { parent } = node;
  const member =
    ts.isPropertyAccessExpression(parent) && parent.expression === node
      ? parent.name.text
      : undefined;
  if (member === undefined) add(node, "Math is banned as a whole, name the member");
  else if (!exactMath.has(member)) {
    add(node, `Math.${member} is banned, use src/maths/elementary.js or sim/prng.js`);
  }
}

function isPower(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AsteriskAsteriskToken ||
    kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken
  );
}

/** Is the identifier a use of a variable, and not the name of a member, of a declaration or of an import? */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isImportClause(parent)) return false;
  const named = parent as ts.Node & { readonly name?: ts.Node };
  return named.name !== node || ts.isShorthandPropertyAssignment(parent);
}

/**
 * Does something around the identifier declare this name: a parameter, a variable, a function, a class, an import? The
 * search ends below `top`.
 */
export function isDeclaredAround(node: ts.Identifier, top?: ts.Node): boolean {
  for (let scope = node.parent; scope !== top && scope !== undefined; scope = scope.parent) {
    if (declares(scope, node.text)) return true;
  }
  return false;
}

function declares(scope: ts.Node, name: string): boolean {
  if (ts.isFunctionLike(scope)) return scope.parameters.some((one) => binds(one.name, name));
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const list = scope.initializer;
    return (
      list !== undefined &&
      ts.isVariableDeclarationList(list) &&
      list.declarations.some((one) => binds(one.name, name))
    );
  }
  if (ts.isCatchClause(scope)) {
    return scope.variableDeclaration !== undefined && binds(scope.variableDeclaration.name, name);
  }
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return false;
  return scope.statements.some((one) => statementDeclares(one, name));
}

function statementDeclares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.some((one) => binds(one.name, name));
  }
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    return statement.name?.text === name;
  }
  if (!ts.isImportDeclaration(statement)) return false;
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  if (clause?.name?.text === name) return true;
  if (bindings === undefined) return false;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name;
  return bindings.elements.some((element) => element.name.text === name);
}

function binds(pattern: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(pattern)) return pattern.text === name;
  return pattern.elements.some(
    (element) => ts.isBindingElement(element) && binds(element.name, name),
  );
}
