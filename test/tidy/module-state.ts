import ts from "typescript";
import { lineOf, type ProjectFile, syntaxOf, walk } from "./project-files.js";
import { isDeclaredAround, isReference } from "./purity.js";

// Modules of the firmware are preloaded into flash and frozen there: what is built when a module loads can never change
// again, and one process may run several rigs.

const mutators = new Set(
  "add clear copyWithin delete fill pop push reverse set shift sort splice unshift".split(" "),
);

/** State that lives in a module instead of an object, one sentence each. */
export function moduleStateProblems(file: ProjectFile): string[] {
  const problems: string[] = [];
  const add = (node: ts.Node, what: string) =>
    problems.push(`${file.path}:${lineOf(node)}: ${what}`);
  const tree = syntaxOf(file);
  const constants = new Set<string>();
  for (const statement of tree.statements) judgeStatement(statement, constants, add);
  walk(tree, (node) => {
    if (ts.isPropertyDeclaration(node) && isStatic(node)) judgeStatic(node, add);
    if (ts.isClassStaticBlockDeclaration(node)) add(node, "a static block runs at load");
    const changed = changedBy(node);
    if (changed !== undefined && constants.has(changed.text) && !isDeclaredAround(changed, tree)) {
      add(node, `${changed.text} belongs to the module and is changed`);
    }
    return undefined;
  });
  return problems;
}

type Add = (node: ts.Node, what: string) => void;

function judgeStatement(statement: ts.Statement, constants: Set<string>, add: Add): void {
  if (ts.isVariableStatement(statement)) {
    const { declarationList } = statement;
    if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return;
    if ((declarationList.flags & ts.NodeFlags.Const) === 0) add(statement, "let at the top level");
    for (const { name, initializer } of declarationList.declarations) {
      if (ts.isIdentifier(name)) constants.add(name.text);
      if (initializer !== undefined) judgeValue(initializer, add);
    }
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    if (statement.name !== undefined) constants.add(statement.name.text);
  } else if (ts.isExportAssignment(statement)) {
    judgeValue(statement.expression, add);
  } else if (!isDeclaration(statement)) add(statement, "a statement at the top level");
}

function isDeclaration(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  );
}

/** A value built at load: nothing that is made to be changed. */
function judgeValue(value: ts.Node, add: Add): void {
  walk(value, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isNewExpression(node)) add(node, `new ${node.expression.getText()} at the top level`);
    // Preloaded, each match takes memory for good and corrupts the heap (src/document/decimal.ts).
    if (ts.isRegularExpressionLiteral(node)) add(node, "a regular expression at the top level");
    return undefined;
  });
}

function judgeStatic(field: ts.PropertyDeclaration, add: Add): void {
  const modifiers = ts.getModifiers(field) ?? [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword)) {
    add(field, "a static field that can be written");
  }
  if (field.initializer !== undefined) judgeValue(field.initializer, add);
}

function isStatic(field: ts.PropertyDeclaration): boolean {
  return (ts.getModifiers(field) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

/** The variable at the root of what a node assigns to, counts up, deletes or changes by a method. */
function changedBy(node: ts.Node): ts.Identifier | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    return rootOf(node.left);
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const counts =
      node.operator === ts.SyntaxKind.PlusPlusToken ||
      node.operator === ts.SyntaxKind.MinusMinusToken;
    return counts ? rootOf(node.operand) : undefined;
  }
  if (ts.isDeleteExpression(node)) return rootOf(node.expression);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    return mutators.has(name.text) ? rootOf(expression) : undefined;
  }
  return undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function rootOf(target: ts.Node): ts.Identifier | undefined {
  let node = target;
  while (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node)
  ) {
    node = node.expression;
  }
  return ts.isIdentifier(node) && isReference(node) ? node : undefined;
}
