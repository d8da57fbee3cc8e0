import { readFileSync } from "node:fs";
import { chosenSteps } from "../calibrate/chosen-steps.js";
import { KeptSteps } from "../calibrate/kept.js";
import { PortPump } from "../calibrate/port-pump.js";
import { type Answers, ScriptedDialog } from "../calibrate/scripted-dialog.js";
import { TerminalDialog } from "../calibrate/terminal-dialog.js";
import { command, listing } from "../command/command.js";
import { exitCodes, UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import type { Dialog } from "../commissioning/dialog.js";
import { RigLine } from "../commissioning/line.js";
import { Session } from "../commissioning/session.js";
import { SimulatedBench } from "../commissioning/simulated-bench.js";
import { steps } from "../commissioning/steps/steps.js";
import { reasonOf } from "../documents/file-text.js";
import { loadRig, loadScenario } from "../documents/load.js";
import { seedMax } from "./settings.js";

/** `isobar calibrate`: from a box of parts to a certificate. */
export const calibrateCommand = command({
  name: "calibrate",
  summary: "commission a rig step by step, to a certificate that a paper can cite",
  usage: "--port DEVICE|tcp://HOST:PORT | --sim  [--out DIR] [--steps A,B] [--answers FILE]",
  options: {
    port: { value: "PLACE", meaning: "Serial device or tcp://HOST:PORT of the rig" },
    baud: { value: "N", meaning: "Bits a second on a serial device (default 115200)" },
    sim: { meaning: "The simulated rig as it comes from its builder, with hands of its own" },
    rig: { value: "RIG", meaning: "With --sim: name or file of the rig (default reference)" },
    seed: { value: "N", meaning: "With --sim: draws the rig (default 1)" },
    out: { value: "DIR", meaning: "Where results and certificate go (default calibration)" },
    steps: { value: "A,B", meaning: "Only these steps; results of the others are kept in DIR" },
    answers: {
      value: "FILE",
      meaning: "JSON object with answers by question, for a run without an operator",
    },
  },
  notes: () =>
    [
      "Steps",
      listing(steps.map(({ name, title }) => [name, title])),
      "",
      "An empty answer takes the one in brackets, q gives a step up. A step without a result leaves nothing behind: neither in",
      "DIR nor in the rig. New settings count from the next start of the rig, for which you are asked.",
      "Written: calibration.json (results so far), certificate.json, certificate.html. docs/calibration.md tells the steps.",
      "",
      "Examples",
      "  isobar calibrate --port /dev/ttyUSB0 --out calibration/rig7",
      "  isobar calibrate --sim --seed 4 --answers answers.json",
      "",
      "Exit codes: 0 all steps done, 2 wrong usage or input, 3 a step has no result or was not passed.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    if (words.length > 0) throw new UsageError(`calibrate takes no argument such as "${words[0]}"`);
    if ((given.port === undefined) === !given.sim) {
      throw new UsageError("calibrate needs either --port or --sim; see isobar calibrate --help");
    }
    const chosen = chosenSteps(steps, given.steps);
    const answers = given.answers === undefined ? undefined : readAnswers(given.answers);
    const out = given.out ?? "calibration";
    if (given.port !== undefined) {
      const baud = numberOption("baud", given.baud ?? "115200", { min: 300, max: 4e6 });
      const person = answers === undefined ? new TerminalDialog(terminal) : undefined;
      const dialog = person ?? new ScriptedDialog(answers ?? {}, terminal);
      let pump: PortPump | undefined;
      try {
        pump = await PortPump.open(given.port, baud, dialog);
        return await session(pump, dialog, out, chosen, false);
      } finally {
        pump?.close();
        person?.close();
      }
    }
    const seed = numberOption("seed", given.seed ?? "1", { min: 0, max: seedMax, whole: true });
    const rig = loadRig(given.rig ?? "reference", []).value;
    const bench = new SimulatedBench(rig, loadScenario("lto-null", []).value, seed);
    const dialog = new ScriptedDialog(answers ?? {}, terminal, (act) => bench.hands.do(act));
    return session(bench, dialog, out, chosen, true);
  },
});

async function session(
  pump: PortPump | SimulatedBench,
  dialog: Dialog,
  out: string,
  chosen: typeof steps,
  simulated: boolean,
): Promise<number> {
  let stop = false;
  const interrupted = () => {
    stop = true;
  };
  process.on("SIGINT", interrupted);
  try {
    const aborted = () => {
      const asked = stop;
      stop = false;
      return asked;
    };
    const line = new RigLine(pump, aborted);
    const store = (identity: string) => new KeptSteps(out, identity);
    const now = () => Math.floor(Date.now() / 1000);
    const run = new Session({ line, dialog, store, steps: chosen, simulated, now });
    await run.run();
    const allDone = [...run.ends.values()].every((end) => end === "done");
    return allDone ? exitCodes.fine : exitCodes.fault;
  } finally {
    process.off("SIGINT", interrupted);
  }
}

/** Text or numbers by question. */
function readAnswers(path: string): Answers {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? `is no JSON (${error.message})` : reasonOf(error);
    throw new UsageError(`${path}: ${why}`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new UsageError(`${path}: must be an object with answers by question`);
  }
  const answers: Record<string, string> = {};
  for (const [id, value] of Object.entries(json)) {
    if (typeof value !== "string" && typeof value !== "number") {
      throw new UsageError(`${path}: the answer to "${id}" must be text or a number`);
    }
    answers[id] = String(value);
  }
  return answers;
}
