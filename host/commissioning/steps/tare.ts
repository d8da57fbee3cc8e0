import { sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import { deviation, mean, meanSigma } from "../stats.js";
import { countsOf, type Figure, type Step } from "../step.js";

/** Zero balance of a sound load cell is within 5 % of its capacity (physics 5.1); more is a load or a bent cell. */
const balanceShare = 0.1;

/** Codes of both load cells with nothing on them. */
export const tare: Step = {
  name: "tare",
  title: "Tare",
  moves: false,
  async run(rig) {
    const rows = await rig.unloadedRows(
      "tare.ready",
      "Take everything off both load cells, wait a minute, then press Enter",
    );
    const figures: Figure[] = [];
    const settings: Record<string, string> = {};
    for (const side of sideNames) {
      const counts = countsOf(rows, side);
      const { countsPerNewton, capacityN, tareOf } = await rig.calibration(side);
      const value = mean(counts);
      if (Math.abs(value / countsPerNewton) > balanceShare * capacityN) {
        throw new StepProblem(
          `the ${side}'s load cell shows ${(value / countsPerNewton).toPrecision(3)} N of ${capacityN} N at rest`,
          "take the load off; a cell that shows more than a tenth of its capacity without load was overloaded, or its capacity is entered wrong",
        );
      }
      const half = counts.length >> 1;
      const drift = mean(counts.slice(half)) - mean(counts.slice(0, half));
      if (
        Math.abs(drift) > 5 * meanSigma(counts) * 2 &&
        Math.abs(drift) > 0.0002 * capacityN * Math.abs(countsPerNewton)
      ) {
        throw new StepProblem(
          `the ${side}'s load cell drifts by ${(drift / countsPerNewton).toPrecision(2)} N in half a minute`,
          "wait until it is warm and unloaded for some minutes, then repeat the step",
        );
      }
      figures.push({
        name: `${side}: code at no load`,
        value,
        sigma: meanSigma(counts),
        unit: "counts",
      });
      figures.push({
        name: `${side}: the same as force`,
        value: value / countsPerNewton,
        sigma: deviation(counts) / Math.sqrt(counts.length) / Math.abs(countsPerNewton),
        unit: "N",
      });
      settings[`${side}.loadCell.tare`] = `${Math.round(tareOf(value))} counts`;
    }
    const degC = await rig.degC();
    figures.push({ name: "temperature of the frame", value: degC, sigma: 0.1, unit: "degC" });
    return { figures, settings };
  },
};
