import { DocumentError } from "../src/document/problems.js";
import type { Command } from "./command/command.js";
import { listing } from "./command/command.js";
import { exitCodes, UsageError } from "./command/exit.js";
import { processTerminal, type Terminal } from "./command/terminal.js";
import { alignCommand } from "./commands/align.js";
import { calibrateCommand } from "./commands/calibrate.js";
import { cosimCommand } from "./commands/cosim.js";
import { exportCommand } from "./commands/export.js";
import { mergeCommand } from "./commands/merge.js";
import { recordCommand } from "./commands/record.js";
import { reportCommand } from "./commands/report.js";
import { schemaCommand } from "./commands/schema.js";
import { serveCommand } from "./commands/serve.js";
import { settingsCommand } from "./commands/settings.js";
import { simCommand } from "./commands/sim.js";
import { verifyCommand } from "./commands/verify.js";
import { projectVersion } from "./project.js";

/** The commands of `isobar`, in the order of the help text. */
export const commands: readonly Command[] = [
  simCommand,
  cosimCommand,
  settingsCommand,
  schemaCommand,
  serveCommand,
  recordCommand,
  exportCommand,
  alignCommand,
  mergeCommand,
  reportCommand,
  calibrateCommand,
  verifyCommand,
];

/** Runs one command line and returns the exit code; what the user did wrong is said without a stack. */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.error(`isobar: ${error.message}\n`);
      return exitCodes.badInput;
    }
    if (error instanceof DocumentError) {
      const lines = error.message.split("\n");
      terminal.error(
        lines.length === 1
          ? `isobar: ${lines[0]}\n`
          : `isobar: ${lines.length} things are wrong\n${lines.map((l) => `  ${l}\n`).join("")}`,
      );
      return exitCodes.badInput;
    }
    throw error;
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    terminal.error(overview());
    return exitCodes.badInput;
  }
  if (name === "--help" || name === "-h") return helpOn(undefined, terminal);
  if (name === "--version" || name === "-V") {
    terminal.out(`isobar ${projectVersion()}\n`);
    return exitCodes.fine;
  }
  if (name === "help") return helpOn(rest[0], terminal);
  return find(name).start(rest, terminal);
}

function helpOn(name: string | undefined, terminal: Terminal): number {
  terminal.out(name === undefined || name.startsWith("-") ? overview() : find(name).help());
  return exitCodes.fine;
}

function find(name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const known = [...commands.map((command) => command.name), "help"].join(", ");
  throw new UsageError(`there is no command "${name.slice(0, 40)}"; commands are ${known}`);
}

function overview(): string {
  const rows = commands.map((command): readonly [string, string] => [
    command.name,
    command.summary,
  ]);
  rows.push(["help [COMMAND]", "print this text, or that of a command"]);
  return [
    "isobar: holds the anode and cathode stack pressures of a solid-state cell, here on a simulated rig",
    "",
    "Usage: isobar COMMAND [options]",
    "",
    "Commands",
    listing(rows),
    "",
    "isobar COMMAND --help tells the options of a command.",
    "Exit codes: 0 fine, 2 wrong usage or input, 3 the rig ended in a fault.",
    "",
  ].join("\n");
}
