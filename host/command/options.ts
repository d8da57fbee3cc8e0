import { parseArgs } from "node:util";
import { UsageError } from "./exit.js";

/** One option of a command; parser, help text and error messages derive from it. */
export interface Option {
  /** What stands for the value in the help text; without it the option is a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly many?: true;
  readonly meaning: string;
}

export type Options = { readonly [name: string]: Option };

/** What the user gave, by option name. */
export type Given<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { many: true }
    ? readonly string[]
    : O[K] extends { value: string }
      ? string | undefined
      : boolean;
};

export interface Arguments<O extends Options> {
  readonly given: Given<O>;
  readonly words: readonly string[];
  readonly help: boolean;
}

/** Reads `argv` against `options`. An unknown option or a missing value is a `UsageError` naming what is allowed. */
export function readArguments<O extends Options>(
  options: O,
  argv: readonly string[],
): Arguments<O> {
  const names = Object.keys(options);
  const config: Record<string, { type: "string" | "boolean"; multiple: boolean; short?: string }> =
    { help: { type: "boolean", multiple: true, short: "h" } };
  for (const name of names) {
    const type = options[name]?.value === undefined ? "boolean" : "string";
    config[name] = { type, multiple: true };
  }
  const known = [...names, "help"].map((name) => `--${name}`).join(", ");
  const parsed = parse(argv, config, known);
  const given: Record<string, unknown> = {};
  for (const name of names) given[name] = givenValue(name, options[name], parsed.values[name]);
  return {
    given: given as Given<O>,
    words: parsed.positionals,
    help: parsed.values["help"] !== undefined,
  };
}

type ParseConfig = Record<
  string,
  { type: "string" | "boolean"; multiple: boolean; short?: string }
>;

function parse(argv: readonly string[], options: ParseConfig, known: string) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const sentence = (text.split(". ")[0] ?? text).split("\n")[0] ?? text;
    throw new UsageError(`${sentence}\nOptions are ${known}`);
  }
}

function givenValue(name: string, option: Option | undefined, value: unknown): unknown {
  const list = Array.isArray(value) ? value : [];
  if (option?.many) return list;
  if (list.length > 1 && option?.value !== undefined) {
    throw new UsageError(`--${name} is given ${list.length} times; give it once`);
  }
  return option?.value === undefined ? list.length > 0 : list[0];
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/u;

/** The number of an option, which must lie within the bounds. */
export function numberOption(
  name: string,
  text: string,
  bounds: { readonly min: number; readonly max: number; readonly whole?: true },
): number {
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  const fits = value >= bounds.min && value <= bounds.max;
  if (!fits || (bounds.whole && !Number.isInteger(value))) {
    const kind = bounds.whole ? "a whole number" : "a number";
    throw new UsageError(
      `--${name} must be ${kind} from ${bounds.min} to ${bounds.max}, not "${text.slice(0, 40)}"`,
    );
  }
  return value;
}
