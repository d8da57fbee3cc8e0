import { Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable } from "../../src/document/table.js";
import { checkLimits } from "../../src/programme/limits.js";
import { checkPairs } from "../../src/programme/pair-walk.js";
import type { Programme } from "../../src/programme/step.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";
import { command } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { CoSimulation } from "../cosim/co-simulation.js";
import { converse } from "../cosim/converse.js";
import { lineBytesMax } from "../cosim/plant-lines.js";
import { loadProgramme } from "../documents/load.js";
import { fileSource, readSource, rootOf, throwIfAny } from "../documents/source.js";

/** `isobar cosim`: the shipped controller on the plant of another process. */
export const cosimCommand = command({
  name: "cosim",
  summary: "drive the plant of another process, one JSON object a line on stdin and stdout",
  usage: "--settings FILE [--program P]",
  options: {
    settings: {
      value: "FILE",
      meaning: "Settings of the firmware for this plant (isobar settings)",
    },
    program: {
      value: "P",
      meaning:
        "Programme to start when both load cells have told three codes: a shipped name or a JSON file (default: none, both sides stay off until rx commands them)",
    },
  },
  notes: () =>
    [
      "Each line on stdin is one tick of the firmware and is answered by one line on stdout:",
      '  {"t":12.3,"anode":{"counts":123456,"positionUm":14.9},"cathode":{"counts":-987},"cell":{"volts":3.7}}',
      '  {"t":12.3,"anode":{"targetUm":15.2,"speedUmPerS":5,"enabled":true,"mode":"hold"},"cathode":{...},',
      '   "mode":"hold","faults":[],"tx":""}',
      "t is in s and must grow; all else may be absent. enabled false: stop now and keep the position.",
      `A line has at most ${lineBytesMax} bytes. docs/cosim.md tells every key; docs/cosim holds a plant in Python.`,
      "",
      "Examples",
      "  isobar cosim --settings plant.json --program doerrer",
      "  python3 docs/cosim/plant.py --hours 1",
      "",
      "Exit codes: 0 end of input, 2 wrong usage or a bad line, 3 end of input with a fault latched.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    if (words.length > 0) {
      throw new UsageError(
        `cosim takes no argument such as "${words[0]}"; see isobar cosim --help`,
      );
    }
    if (given.settings === undefined) {
      throw new UsageError("cosim needs --settings FILE; isobar settings prints one to start from");
    }
    const { json, settings } = readSettings(given.settings);
    const programme =
      given.program === undefined ? undefined : readProgramme(given.program, settings);
    const warn = (text: string) => terminal.error(`isobar: ${text}\n`);
    return converse(new CoSimulation(json, programme, warn), process.stdin, terminal);
  },
});

function readSettings(path: string): { readonly json: JsonObject; readonly settings: Settings } {
  const source = fileSource("settings", path);
  const settings = readSource(source, (json, problems) =>
    readTable(settingsTable, json, problems, ""),
  );
  return { json: rootOf(source), settings };
}

function readProgramme(nameOrPath: string, settings: Settings): Programme {
  const { value, source } = loadProgramme(nameOrPath);
  const problems = new Problems();
  checkLimits(value, settings, problems);
  checkPairs(value, settings, problems);
  throwIfAny(problems, source.label);
  return value;
}
