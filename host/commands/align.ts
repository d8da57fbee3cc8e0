import { type Alignment, align } from "../align/align.js";
import { traceOf } from "../align/trace.js";
import { command } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { type CyclerFile, readCycler } from "../cyclers/read-cycler.js";
import { type RigFile, readRig } from "../rig-data/read-rig.js";

/** What `align` says by its exit code. */
export const noMatchCode = 3;

/** `isobar align`: how the cycler's clock stands to the rig's. */
export const alignCommand = command({
  name: "align",
  summary: "find lag and drift between the rig's and the cycler's clock from the cell voltage",
  usage: "RIG-FILE CYCLER-FILE [--json]",
  options: { json: { meaning: "Print the result as one JSON object" } },
  notes: () =>
    [
      "RIG-FILE is a .rig.csv, .raw.log, uart.log or log.csv; CYCLER-FILE one of the cycler's exports (isobar export --help",
      "lists the formats). The result says: the cycler shows lag + (1 + drift) x the time of the rig.",
      "",
      "Example",
      "  isobar align runs/doerrer/uart.log cycler.mpt",
      "",
      "Exit codes: 0 match, 2 wrong usage or input, 3 no match.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    const [rigPath, cyclerPath, ...more] = words;
    if (rigPath === undefined || cyclerPath === undefined || more.length > 0) {
      throw new UsageError(
        "align needs the rig's file and the cycler's file; see isobar align --help",
      );
    }
    const rig = await readRig(rigPath);
    const cycler = await readCycler(cyclerPath);
    for (const note of [...rig.notes, ...cycler.notes]) terminal.error(`isobar: ${note}\n`);
    const found = alignFiles(rig, cycler);
    terminal.out(given.json ? `${JSON.stringify(jsonOf(found))}\n` : alignmentText(found, cycler));
    return found.match ? 0 : noMatchCode;
  },
});

/** Aligns two files by the voltage that both have. */
export function alignFiles(rig: RigFile, cycler: CyclerFile): Alignment {
  const trace = ({ path, table }: RigFile | CyclerFile) => {
    const times = table.numbers("Test Time / s");
    const volts = table.numbers("Voltage / V");
    if (times === undefined || volts === undefined) {
      throw new UsageError(`${path}: has no voltage, which is what files are aligned by`);
    }
    return traceOf(times, volts);
  };
  return align(trace(rig), trace(cycler));
}

function jsonOf(found: Alignment): object {
  const { verdict, ...rest } = found;
  return { ...rest, ...(verdict === undefined ? {} : verdict) };
}

/** The result in words. */
export function alignmentText(found: Alignment, cycler: CyclerFile): string {
  if (!found.match) return `No match: ${found.why}.\n`;
  const { lagS, driftPpm, lagSigmaS, driftSigmaPpm, offsetV, residualV, overlapS } = found;
  return [
    `Match with ${cycler.format}, confidence ${found.confidence.toFixed(3)}`,
    `  lag       ${lagS.toFixed(3)} s +- ${lagSigmaS.toFixed(3)} s (what the cycler shows when the rig shows 0)`,
    `  drift     ${driftPpm.toFixed(2)} ppm +- ${driftSigmaPpm.toFixed(2)} ppm`,
    `  voltages  ${(offsetV * 1000).toFixed(2)} mV apart, ${(residualV * 1000).toFixed(2)} mV left`,
    `  overlap   ${(overlapS / 3600).toFixed(2)} h`,
    "",
  ].join("\n");
}
