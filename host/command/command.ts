import { type Arguments, type Options, readArguments } from "./options.js";
import type { Terminal } from "./terminal.js";

/** One command of `isobar`. */
export interface CommandSpec<O extends Options> {
  readonly name: string;
  readonly summary: string;
  /** What follows the name in the usage line. */
  readonly usage: string;
  readonly options: O;
  /** Paragraphs below the options: shipped names, examples. */
  notes(): string;
  /** Returns the exit code. */
  run(asked: Arguments<O>, terminal: Terminal): Promise<number> | number;
}

/** A command whose options nobody outside needs to know. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  help(): string;
  start(argv: readonly string[], terminal: Terminal): Promise<number>;
}

/** Closes a command over its options. `--help` is answered here, the same for all. */
export function command<const O extends Options>(spec: CommandSpec<O>): Command {
  const help = () => helpText(spec);
  return {
    name: spec.name,
    summary: spec.summary,
    help,
    async start(argv, terminal) {
      const asked = readArguments(spec.options, argv);
      if (asked.help) {
        terminal.out(help());
        return 0;
      }
      return spec.run(asked, terminal);
    },
  };
}

function helpText<O extends Options>(spec: CommandSpec<O>): string {
  const rows = Object.entries(spec.options).map(([name, option]): readonly [string, string] => [
    option.value === undefined ? `--${name}` : `--${name} ${option.value}`,
    option.many ? `${option.meaning} (may be given more than once)` : option.meaning,
  ]);
  rows.push(["--help, -h", "Print this text"]);
  return [
    `isobar ${spec.name}: ${spec.summary}`,
    "",
    `Usage: isobar ${spec.name} ${spec.usage}`,
    "",
    "Options",
    listing(rows),
    "",
    spec.notes().trimEnd(),
    "",
  ].join("\n");
}

/** Two columns of text, the second wrapped at 100 characters and hanging. */
export function listing(rows: readonly (readonly [string, string])[], indent = 2): string {
  const left = Math.max(...rows.map(([term]) => term.length)) + indent + 2;
  return rows
    .map(([term, meaning]) => {
      const lines = wrapped(meaning, Math.max(30, 98 - left));
      const head = " ".repeat(indent) + term;
      return lines
        .map((line, i) => (i === 0 ? head.padEnd(left) : " ".repeat(left)) + line)
        .join("\n");
    })
    .join("\n");
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
