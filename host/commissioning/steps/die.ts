import { StepProblem } from "../problems.js";
import { deviation, mean } from "../stats.js";
import type { Step } from "../step.js";

/** Of a micrometer, in a bore or on a piston, mm. */
const micrometerMm = 0.003;
const places = 3;

/** Area of the die from its diameter at several places. */
export const die: Step = {
  name: "die",
  title: "Area of the die",
  moves: false,
  async run(rig) {
    const nominal = await rig.setting("die.diameter");
    const diameters: number[] = [];
    for (let i = 1; i <= places; i += 1) {
      const question = {
        id: `die.diameter.${i}`,
        text: `Diameter of the piston at place ${i} of ${places}, mm?`,
        fallback: `${nominal}`,
      };
      diameters.push(await rig.number(question, 1, 100));
    }
    const diameter = mean(diameters);
    const spread = deviation(diameters);
    if (Math.abs(diameter - nominal) > 0.05 * nominal || spread > 0.01 * diameter) {
      throw new StepProblem(
        `the diameters ${diameters.join(", ")} mm do not fit each other, or the ${nominal} mm of the settings`,
        "measure again; if another die is in the rig, set die.diameter first",
      );
    }
    const sigma = Math.hypot(spread / Math.sqrt(places), micrometerMm);
    const area = (Math.PI * diameter * diameter) / 4;
    return {
      figures: [
        { name: "diameter of the die", value: diameter, sigma, unit: "mm" },
        { name: "area of the die", value: area, sigma: (2 * area * sigma) / diameter, unit: "mm2" },
        {
          name: "share of that in a pressure",
          value: (200 * sigma) / diameter,
          sigma: 0,
          unit: "%",
        },
      ],
      settings: { "die.diameter": `${diameter.toFixed(3)} mm` },
    };
  },
};
