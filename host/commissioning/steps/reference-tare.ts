import { sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import { mean, meanSigma } from "../stats.js";
import { countsOf, type Figure, type Step } from "../step.js";

/** As the firmware's own fault zeroShifted: an overload bends a cell by more. */
const shiftShareMax = 0.01;

/** Zero again after the rig has been loaded: what has set itself, and the tare that a run begins with. */
export const referenceTare: Step = {
  name: "reference-tare",
  title: "Reference tare",
  moves: false,
  async run(rig) {
    const rows = await rig.unloadedRows(
      "reference-tare.ready",
      "Take cell or dummy out, so that nothing touches the pistons; then press Enter",
    );
    const figures: Figure[] = [];
    const settings: Record<string, string> = {};
    for (const side of sideNames) {
      const { tare, countsPerNewton, capacityN, tareOf } = await rig.calibration(side);
      const counts = countsOf(rows, side);
      const shiftN = (mean(counts) - tare) / countsPerNewton;
      if (Math.abs(shiftN) > shiftShareMax * capacityN) {
        throw new StepProblem(
          `the ${side}'s zero has moved by ${shiftN.toPrecision(3)} N since the tare`,
          "something still presses, or the load cell was overloaded: look, then repeat the step, or begin again with tare",
        );
      }
      const sigma = meanSigma(counts) / Math.abs(countsPerNewton);
      figures.push({ name: `${side}: zero since the tare`, value: shiftN, sigma, unit: "N" });
      settings[`${side}.loadCell.tare`] = `${Math.round(tareOf(mean(counts)))} counts`;
    }
    return { figures, settings };
  },
};
