import { otherOf, type SideName, sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import { lineFit, mean } from "../stats.js";
import {
  type Calibration,
  type Commissioning,
  countsOf,
  type Figure,
  type Step,
  type StepResult,
} from "../step.js";

/** Shares of the capacity that are asked for: up, then down. */
const shares = [0, 0.2, 0.4, 0.6, 0.8, 0.6, 0.4, 0.2, 0];
const settleS = 5;
const listenS = 8;
/** NAU7802 with its excitation as reference: full scale is +-0.5 / 128 V/V, 2^23 codes (docs/hardware.md). */
const codesPerVoltPerVolt = 8388608 * 128 * 2;
/** A bridge is within a tenth of its label; a wrong capacity is off by 2, 4 or 10. */
const labelTolerance = 0.2;
const residualShareMax = 0.003;

interface Point {
  readonly forceN: number;
  readonly counts: number;
}

/** Sensitivity of each load cell from known forces, up and down. */
export const span: Step = {
  name: "span",
  title: "Span of the load cells",
  moves: false,
  async run(rig) {
    rig.say(
      "Weights, or a reference load cell under a hand press, on one load cell at a time; the other stays free. The rig moves nothing.",
    );
    const parts: StepResult[] = [];
    for (const side of sideNames) parts.push(await spanOf(rig, side));
    const degC = await rig.degC();
    return {
      figures: [
        ...parts.flatMap(({ figures }) => figures),
        { name: "temperature of the frame", value: degC, sigma: 0.1, unit: "degC" },
      ],
      tables: parts.flatMap(({ tables = [] }) => tables),
      settings: Object.assign({}, ...parts.map(({ settings }) => settings)) as Record<
        string,
        string
      >,
      warnings: parts.flatMap(({ warnings = [] }) => warnings),
    };
  },
};

async function spanOf(rig: Commissioning, side: SideName): Promise<StepResult> {
  const calibration = await rig.calibration(side);
  const { capacityN } = calibration;
  const output = await rig.number(
    {
      id: `span.${side}.ratedOutput`,
      text: `Rated output on the label of the ${side}'s load cell, mV/V?`,
      fallback: "2",
    },
    0.1,
    10,
  );
  const loads = await rig.number(
    {
      id: `span.${side}.uncertainty`,
      text: "Standard uncertainty of the forces, %?",
      fallback: "0.05",
    },
    0,
    5,
  );
  const points: Point[] = [];
  for (const [i, share] of shares.entries()) {
    const forceN = share * capacityN;
    const answer = await rig.number(
      {
        id: `span.${side}.force.${i + 1}`,
        text: `Put about ${forceN} N on the ${side}'s load cell. True force, N?`,
        fallback: `${forceN}`,
        act: { kind: "load", side, forceN },
      },
      0,
      1.5 * capacityN,
    );
    await rig.line.wait(settleS);
    const rows = await rig.line.rows(listenS);
    points.push({ forceN: answer, counts: mean(countsOf(rows, side)) });
    if (i === 1) await checkAnswer(rig, side, points, mean(countsOf(rows, otherOf(side))));
  }
  return judged(side, points, calibration, output, loads);
}

/** Who answered the first load? `otherCounts` is what the other side shows meanwhile. */
async function checkAnswer(
  rig: Commissioning,
  side: SideName,
  points: readonly Point[],
  otherCounts: number,
): Promise<void> {
  const own = (points[1]?.counts ?? 0) - (points[0]?.counts ?? 0);
  const { countsPerNewton, tare } = await rig.calibration(otherOf(side));
  const mine = await rig.calibration(side);
  const loadN = (points[1]?.forceN ?? 0) - (points[0]?.forceN ?? 0);
  if (Math.abs(own / mine.countsPerNewton) > 0.01 * loadN) return;
  const otherN = Math.abs((otherCounts - tare) / countsPerNewton);
  const { capacityN } = await rig.calibration(otherOf(side));
  throw otherN > 0.02 * capacityN
    ? new StepProblem(
        `the load is on the ${side}'s load cell, and the ${otherOf(side)}'s converter answers: the load cells are swapped`,
        "swap the plugs of the two load cells, then begin again with the step tare",
      )
    : new StepProblem(
        `the ${side}'s load cell does not answer to ${loadN} N`,
        "check that the force goes through it, and its wires",
      );
}

function judged(
  side: SideName,
  points: readonly Point[],
  { capacityN, sensitivityOf }: Calibration,
  output: number,
  loadsPercent: number,
): StepResult {
  const forces = points.map(({ forceN }) => forceN);
  const fit = lineFit(
    forces,
    points.map(({ counts }) => counts),
  );
  const perNewton = fit.slope;
  const residualsN = fit.residuals.map((residual) => residual / perNewton);
  const worst = Math.max(...residualsN.map(Math.abs));
  checkLabel(side, perNewton, capacityN, output);
  checkLine(side, worst, capacityN);
  const hysteresis = widthOf(points, perNewton);
  const sigma = Math.hypot(fit.slopeSigma, (Math.abs(perNewton) * loadsPercent) / 100);
  const percent = (value: number) => (value / capacityN) * 100;
  const figure = (name: string, value: number, sd: number, unit: string): Figure => ({
    name: `${side}: ${name}`,
    value,
    sigma: sd,
    unit,
  });
  const scatter = percent(fit.scatter / Math.abs(perNewton));
  return {
    figures: [
      figure("sensitivity", perNewton, sigma, "counts/N"),
      figure("code at no load", fit.offset, fit.offsetSigma, "counts"),
      figure("largest residual", percent(worst), scatter, "% of capacity"),
      figure(
        "largest difference of up and down",
        percent(hysteresis),
        scatter * Math.SQRT2,
        "% of capacity",
      ),
    ],
    tables: [
      {
        title: `${side}: span`,
        columns: ["force / N", "code / counts", "residual / N"],
        rows: points.map(({ forceN, counts }, i) => [forceN, counts, residualsN[i] ?? 0]),
      },
    ],
    settings: {
      // The zero stays that of the step tare: the line's own offset takes the curvature of the cell in.
      [`${side}.loadCell.countsPerNewton`]: `${sensitivityOf(perNewton).toFixed(2)} counts/N`,
    },
    warnings:
      perNewton < 0
        ? [`${side}: pressing lowers the code; the negative sensitivity takes care of it`]
        : [],
  };
}

/** Does the sensitivity fit what the label says? */
function checkLabel(side: SideName, perNewton: number, capacityN: number, output: number): void {
  const label = (codesPerVoltPerVolt * output * 1e-3) / capacityN;
  const ratio = Math.abs(perNewton) / label;
  if (Math.abs(ratio - 1) > labelTolerance) {
    throw new StepProblem(
      `the ${side}'s load cell gives ${Math.abs(perNewton).toPrecision(4)} counts/N, where ${capacityN} N and ${output} mV/V make ${label.toPrecision(4)}: it answers as one of about ${(capacityN / ratio).toPrecision(2)} N`,
      `read capacity and rated output on its label; set ${side}.loadCell.capacity, or give the true forces, and repeat the step`,
    );
  }
}

/** Do all points lie on one line? */
function checkLine(side: SideName, worst: number, capacityN: number): void {
  if (worst > residualShareMax * capacityN) {
    throw new StepProblem(
      `a point of the ${side} lies ${worst.toPrecision(2)} N off the line, ${((worst / capacityN) * 100).toFixed(2)} % of the capacity`,
      "a force was given wrong, or something rubs beside the load cell: repeat the step",
    );
  }
}

/** The largest difference of a point on the way down and the same on the way up, N. */
function widthOf(points: readonly Point[], perNewton: number): number {
  const turn = (points.length - 1) / 2;
  const gaps = Array.from({ length: turn }, (_, i) => {
    const down = points[points.length - 1 - i];
    return ((down?.counts ?? 0) - (points[i]?.counts ?? 0)) / perNewton;
  });
  return Math.max(...gaps.map(Math.abs));
}
