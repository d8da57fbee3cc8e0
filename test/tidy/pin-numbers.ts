import ts from "typescript";
import { lineOf, type ProjectFile, syntaxOf, walk } from "./project-files.js";

/** Options of the SDK's I/O constructors that take a pin. */
const pinOption = /^(data|clock|in|out|transmit|receive|select|signal|control)$/;
/** Names that say that they hold one. */
const pinName = /^(pins?|gpio|[a-z]\w*(Pin|Gpio))$/;

/**
 * Numbers that are given to pins, one sentence each: pins are in the manifest alone, so that a laboratory can change
 * them without touching code.
 */
export function pinNumberProblems(file: ProjectFile): string[] {
  const problems: string[] = [];
  walk(syntaxOf(file), (node) => {
    if (isGiven(node) && node.initializer !== undefined && isNumber(node.initializer)) {
      const name = nameOf(node.name);
      if (pinName.test(name) || (ts.isPropertyAssignment(node) && pinOption.test(name))) {
        problems.push(`${file.path}:${lineOf(node)}: a pin: ${node.getText()}`);
      }
    }
    return undefined;
  });
  return problems;
}

type Given =
  | ts.PropertyAssignment
  | ts.VariableDeclaration
  | ts.PropertyDeclaration
  | ts.ParameterDeclaration;

/** A name that a value is given to where it is declared. */
function isGiven(node: ts.Node): node is Given {
  return (
    ts.isPropertyAssignment(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node)
  );
}

function isNumber(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) {
    return isNumber(node.expression);
  }
  return ts.isNumericLiteral(node);
}

function nameOf(name: ts.Node): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : "";
}
