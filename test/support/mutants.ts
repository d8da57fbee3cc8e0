import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import ts from "typescript";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** One numeric constant of a register table, changed. */
export interface Mutant<Exports> {
  /** Where and what: "control2: 0x02 -> 0x03 (line 41)". */
  readonly name: string;
  readonly exports: Exports;
}

/** A place in a source at which a number stands, and what it is changed to. */
interface Change {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface MutantsOptions {
  /** The module that is exercised, from the root of the project. */
  readonly entry: string;
  /** The module whose numbers are changed. */
  readonly table: string;
  /** Names of constants in it that are left alone. */
  readonly except?: readonly string[];
}

/**
 * Every numeric constant of a register table, changed in two ways: one more, and its lowest set bit moved up (or the
 * value one less where that is the same). Each change is bundled with the driver in memory and run; whoever gets it has to
 * find it out.
 */
export async function* mutantsOf<Exports>(
  options: MutantsOptions,
): AsyncGenerator<Mutant<Exports>> {
  const path = resolve(root, options.table);
  const source = readFileSync(path, "utf8");
  for (const change of changesOf(source, options.except ?? [])) {
    const mutated = source.slice(0, change.start) + change.text + source.slice(change.end);
    yield {
      name: change.name,
      exports: await load<Exports>(resolve(root, options.entry), path, mutated),
    };
  }
}

/** The driver as it is, loaded in the same way: what the exercise must not complain about. */
export async function unmutated<Exports>(options: MutantsOptions): Promise<Exports> {
  const path = resolve(root, options.table);
  return load<Exports>(resolve(root, options.entry), path, readFileSync(path, "utf8"));
}

function changesOf(source: string, except: readonly string[]): Change[] {
  const file = ts.createSourceFile("table.ts", source, ts.ScriptTarget.Latest, true);
  const changes: Change[] = [];
  const visit = (node: ts.Node, owner: string): void => {
    const name = nameOf(node) ?? owner;
    if (except.includes(name)) return;
    if (ts.isNumericLiteral(node)) {
      // A minus before it belongs to it.
      const whole = ts.isPrefixUnaryExpression(node.parent) ? node.parent : node;
      const sign = whole === node ? 1 : -1;
      const value = sign * Number(node.text);
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      for (const other of othersOf(value)) {
        changes.push({
          name: `${name}: ${value} -> ${other} (line ${line + 1})`,
          start: whole.getStart(),
          end: whole.getEnd(),
          text: String(other),
        });
      }
    }
    ts.forEachChild(node, (child) => visit(child, name));
  };
  visit(file, "");
  return changes;
}

/** One more, and one bit moved: for a whole number of one byte or two. A fraction a twentieth more. */
function othersOf(value: number): number[] {
  if (!Number.isInteger(value)) return [value * 1.05];
  const lowest = value & -value;
  const moved = lowest === 0 ? value + 2 : value + lowest;
  return [...new Set([value + 1, moved])];
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) return node.name.getText();
  return undefined;
}

async function load<Exports>(entry: string, table: string, source: string): Promise<Exports> {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    logLevel: "silent",
    plugins: [
      {
        name: "mutant",
        setup(builder) {
          builder.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === table ? { contents: source, loader: "ts" } : undefined,
          );
        },
      },
    ],
  });
  const code = bundle.outputFiles[0]?.text ?? "";
  return (await import(
    `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`
  )) as Exports;
}

/** Does an exercise fail? A throw is a failure, and that is what a mutant must end in. */
export function fails(exercise: () => void): boolean {
  try {
    exercise();
    return false;
  } catch {
    return true;
  }
}
