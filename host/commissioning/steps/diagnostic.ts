import { channelOf, type Row, type SideName, sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import { deviation, mean, strongestLine } from "../stats.js";
import { type Commissioning, countsOf, type Figure, type Step, type StepResult } from "../step.js";

const listenS = 60;
/** Ends of the converter, less one percent. */
const codeMax = 8388607 * 0.99;
/** A code that comes this often in a row at ten rows a second is no conversion any more. */
const stuckRun = 20;
/** Noise has a line of this prominence once in 10^8 spectra of 300 lines: 300 exp(-25). */
const lineProminence = 25;

/** Do both load cells tell something, and is it quiet? */
export const diagnostic: Step = {
  name: "diagnostic",
  title: "Sensor diagnostic",
  moves: false,
  async run(rig) {
    rig.say(
      `Nothing moves. Both load cells are listened to for ${listenS} s: leave the rig alone.`,
    );
    const rows = await rig.line.rows(listenS);
    const parts: StepResult[] = [];
    for (const side of sideNames) parts.push(await judge(rig, rows, side));
    const test = Number(await rig.line.ask("*TST?"));
    const warnings = parts.flatMap((part) => part.warnings ?? []);
    if ((test & 0b0000_1100) !== 0) {
      throw new StepProblem(
        `a motion chip does not answer (*TST? gives ${test})`,
        "check the 24 V supply, SPI and chip select (docs/hardware.md)",
      );
    }
    if ((test & 16) !== 0) warnings.push("the cell voltage is not valid: no cell, or no converter");
    if ((test & 32) !== 0) warnings.push("the thermometer gives no temperature");
    return { figures: parts.flatMap((part) => part.figures), warnings };
  },
};

async function judge(
  rig: Commissioning,
  rows: readonly Row[],
  side: SideName,
): Promise<StepResult> {
  const counts = countsOf(rows, side);
  const { countsPerNewton } = await rig.calibration(side);
  if (longestRun(counts) >= stuckRun) {
    throw new StepProblem(
      `the ${side}'s converter gives the same code again and again`,
      "check its supply and the I2C bus; start the rig anew",
    );
  }
  if (Math.max(...counts.map(Math.abs)) > codeMax) {
    throw new StepProblem(
      `the ${side}'s converter is at the end of its range`,
      "a wire of the bridge is open or two are swapped: check E+, E-, A+, A- and the gain",
    );
  }
  // Rows repeat a code until the next conversion: changes tell the rate, and the noise without drift.
  const changes = counts.slice(1).map((code, i) => code - (counts[i] ?? 0));
  const moved = changes.filter((change) => change !== 0);
  const spanS = (rows.at(-1)?.atS ?? 0) - (rows[0]?.atS ?? 0);
  const rate = moved.length / spanS;
  const noise = Math.sqrt(mean(moved.map((change) => change * change)) / 2);
  const noiseN = noise / Math.abs(countsPerNewton);
  const line = strongestLine(counts);
  const hum = line.amplitude / Math.abs(countsPerNewton);
  const warnings: string[] = [];
  if (rate < 8)
    warnings.push(`${side}: ${rate.toFixed(1)} conversions a second are few; 10 are usual`);
  if (deviation(counts) > 4 * noise) warnings.push(`${side}: the reading wanders; warm the rig up`);
  if (line.prominence > lineProminence) {
    const hz = line.frequency / 0.1;
    warnings.push(
      `${side}: a line of ${hum.toPrecision(2)} N at ${hz.toFixed(2)} Hz stands out; mains hum folds to such a place: check shield and star point`,
    );
  }
  const n = moved.length;
  return {
    figures: [
      figure(side, "conversions", rate, Math.sqrt(n) / spanS, "1/s"),
      figure(side, "noise of a conversion", noiseN, noiseN / Math.sqrt(2 * n), "N"),
      figure(side, "strongest line", hum, (noiseN * 2) / Math.sqrt(counts.length), "N"),
      figure(
        side,
        `code of channel ${channelOf(side)}`,
        mean(counts),
        noise / Math.sqrt(n),
        "counts",
      ),
    ],
    warnings,
  };
}

const figure = (
  side: SideName,
  name: string,
  value: number,
  sigma: number,
  unit: string,
): Figure => ({ name: `${side}: ${name}`, value, sigma, unit });

function longestRun(values: readonly number[]): number {
  let longest = 0;
  let run = 0;
  values.forEach((value, i) => {
    run = i > 0 && value === values[i - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}
