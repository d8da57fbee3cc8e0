import type { EmulatedBoard } from "../../sim/emulated-board.js";
import { shippedProgrammes } from "../../sim/programmes/shipped.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import { World } from "../../sim/world.js";
import { command, listing } from "../command/command.js";
import { exitCodes, UsageError } from "../command/exit.js";
import type { Terminal } from "../command/terminal.js";
import { logColumns } from "../log/columns.js";
import { CsvLog } from "../log/csv-log.js";
import { buildReport } from "../report/build-report.js";
import { reportHtml } from "../report/page-html.js";
import { RunRecord } from "../report/run-record.js";
import { reportSeries } from "../report/series.js";
import { untilInterrupted } from "../run/interrupt.js";
import { progressOn } from "../run/progress.js";
import { RunDirectory } from "../run/run-files.js";
import { type RunPlan, readPlan } from "../run/run-plan.js";
import { type Elapsed, simulate } from "../run/simulation.js";
import { summaryFile } from "../run/summary-file.js";
import { summaryTable } from "../run/summary-table.js";

/** `isobar sim`: the firmware's own controller on a simulated rig. */
export const simCommand = command({
  name: "sim",
  summary: "run a programme on a simulated rig",
  usage: "[--program P] [--rig R] [--scenario S] [--seed N] [--hours H] [--out DIR] ...",
  options: {
    program: { value: "P", meaning: "Programme: a shipped name or a JSON file (default doerrer)" },
    rig: { value: "R", meaning: "Rig: a shipped name or a JSON file (default: the scenario's)" },
    scenario: {
      value: "S",
      meaning:
        "Scenario: a shipped name or a JSON file (default: of the programme's own name, else doerrer)",
    },
    settings: {
      value: "FILE",
      meaning:
        "Settings of the firmware (default: the rig's nameplate with drawn calibration errors)",
    },
    seed: { value: "N", meaning: "Seed of all that is drawn, 0 to 4294967295 (default 1)" },
    hours: { value: "H", meaning: "Simulated time at most (default: the scenario's duration)" },
    out: { value: "DIR", meaning: "Where the files go (default runs/PROGRAMME)" },
    set: {
      value: "PATH=VALUE",
      many: true,
      meaning: "Change one value: settings.X=v, rig.X=v or scenario.X=v; none takes a part away",
    },
    hal: {
      value: "PATH",
      meaning:
        "contract: devices that keep the firmware's contracts (default); bus: the ESP32's drivers over emulated chips",
    },
    "bus-time": {
      value: "on|off",
      meaning: "With --hal bus: whether the buses take time, as real ones do (default on)",
    },
    "log-period": { value: "S", meaning: "Seconds between two rows of log.csv (default 1)" },
    quiet: { meaning: "No progress display" },
  },
  notes: () =>
    [
      "Programmes",
      listing(shippedProgrammes.map(({ name, summary }) => [name, summary])),
      "Rigs",
      listing(shippedRigs.map(({ name, summary }) => [name, summary])),
      "Scenarios",
      listing(shippedScenarios.map(({ name, summary }) => [name, summary])),
      "",
      "Examples",
      "  isobar sim",
      "  isobar sim --rig hard --seed 3 --hours 2 --out runs/try",
      "  isobar sim --scenario measured-breathing",
      "  isobar sim --set scenario.cell.loading='20 mg/cm2' --set rig.anode.spring=none",
      "",
      "Exit codes: 0 fine, 2 wrong usage or input, 3 the rig ended in a fault.",
    ].join("\n"),
  run({ given, words }, terminal) {
    if (words.length > 0) {
      throw new UsageError(`sim takes no argument such as "${words[0]}"; see isobar sim --help`);
    }
    return run(readPlan(given), given.quiet, terminal);
  },
});

async function run(plan: RunPlan, quiet: boolean, terminal: Terminal): Promise<number> {
  const world = worldOf(plan);
  const directory = new RunDirectory(plan.out);
  const record = new RunRecord<World>(reportSeries);
  const elapsed = await stream(plan, directory, world, record, quiet, terminal);
  const scores = world.summary();
  const summary = summaryFile(scores, elapsed, plan.seed);
  directory.write("summary", `${JSON.stringify(summary, null, 2)}\n`);
  const report = buildReport({ ...plan, world, summary, scores, elapsed, record });
  directory.write("report", reportHtml(report));
  const buses = world.board === undefined ? "" : `${busLine(world.board, world.atS)}\n`;
  terminal.out(
    `\n${plan.title}\n\n${summaryTable(summary, scores)}\n${buses}${directory.listing()}`,
  );
  return world.rig.guard.log.count > 0 ? exitCodes.fault : exitCodes.fine;
}

/** Parts that no chip of the emulated board can be are the rig file's mistake, said before anything is written. */
function worldOf(plan: RunPlan): World {
  try {
    return new World(plan);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`rig ${plan.rig.name} cannot run with --hal bus: ${error.message}`);
  }
}

/** What the buses took, and whether every access was one that the data sheets know. */
function busLine(board: EmulatedBoard, simulatedS: number): string {
  const perTickMs = (board.busUs / 1000 / (simulatedS * 10)).toFixed(2);
  const { violations } = board;
  const judged =
    violations.length === 0
      ? "every access as the data sheets have it"
      : `against the data sheets: ${violations.join("; ")}`;
  return `Buses: ${perTickMs} ms a tick; ${judged}`;
}

/** The simulation itself, with its two growing files open as long as it takes. */
async function stream(
  plan: RunPlan,
  directory: RunDirectory,
  world: World,
  record: RunRecord<World>,
  quiet: boolean,
  terminal: Terminal,
): Promise<Elapsed> {
  const logFile = directory.stream("log");
  try {
    const uart = directory.stream("uart");
    try {
      const log = new CsvLog<World>(logFile, logColumns);
      const progress = progressOn(terminal, quiet);
      const { durationS, logPeriodS } = plan;
      return await untilInterrupted((interrupted) =>
        simulate({ world, durationS, logPeriodS, log, uart, record, progress, interrupted }),
      );
    } finally {
      uart.close();
    }
  } finally {
    logFile.close();
  }
}
