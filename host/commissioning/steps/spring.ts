import { type SideName, sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import { lineFit, mean } from "../stats.js";
import type { Commissioning, Figure, Step, StepResult } from "../step.js";

const levels = [0.3, 0.45, 0.6, 0.75, 0.9];
const listenS = 10;

interface Point {
  readonly travelUm: number;
  readonly forceN: number;
}

/** Spring rate of each train from its travel against its force, upwards, behind the lash. */
export const spring: Step = {
  name: "spring",
  title: "Spring rate",
  moves: true,
  async run(rig) {
    const top = {
      anode: await topKPa(rig, "anode", 1500),
      cathode: await topKPa(rig, "cathode", 200),
    };
    const areaMm2 = await rig.areaMm2();
    const points: Record<SideName, Point[]> = { anode: [], cathode: [] };
    for (const share of levels) {
      await rig.reach({ anode: share * top.anode, cathode: share * top.cathode });
      const rows = await rig.line.rows(listenS);
      for (const side of sideNames) {
        points[side].push({
          travelUm: mean(rows.map((row) => row[side].positionUm)),
          forceN: (mean(rows.map((row) => row[side].pressureKPa)) * areaMm2) / 1000,
        });
      }
    }
    await rig.unload();
    const parts: StepResult[] = [];
    for (const side of sideNames) parts.push(await judged(rig, side, points[side]));
    return {
      figures: parts.flatMap(({ figures }) => figures),
      tables: parts.flatMap(({ tables = [] }) => tables),
      warnings: parts.flatMap(({ warnings = [] }) => warnings),
    };
  },
};

async function topKPa(rig: Commissioning, side: SideName, usual: number): Promise<number> {
  const most = await rig.setting(`${side}.limits.pressureMax`);
  const text = `Highest pressure on the ${side}, kPa?`;
  const fallback = `${Math.min(usual, most / 2)}`;
  return rig.number({ id: `spring.${side}`, text, fallback }, 1, most);
}

async function judged(
  rig: Commissioning,
  side: SideName,
  points: readonly Point[],
): Promise<StepResult> {
  const fit = lineFit(
    points.map(({ travelUm }) => travelUm),
    points.map(({ forceN }) => forceN),
  );
  const drawing = {
    stiffness: await rig.setting(`${side}.train.stiffness`),
    contact: await rig.setting(`${side}.train.contact`),
  };
  const told = drawnSlope(points, drawing);
  const ratio = fit.slope / told;
  if (!(ratio > 0.05 && ratio < 20)) {
    throw new StepProblem(
      `the ${side}'s train shows ${fit.slope.toPrecision(3)} N/um, and the drawing says ${told.toPrecision(3)} N/um at these forces`,
      "check lead, gear ratio, capacity and spring in the settings against their labels",
    );
  }
  const warnings =
    ratio > 2 || ratio < 0.5
      ? [
          `${side}: ${ratio.toFixed(2)} times the stiffness of the drawing at these forces: check the spring`,
        ]
      : [];
  const figure: Figure = {
    name: `${side}: spring rate over the travel`,
    value: fit.slope,
    sigma: fit.slopeSigma,
    unit: "N/um",
  };
  const rows = points.map(({ travelUm, forceN }, i) => [travelUm, forceN, fit.residuals[i] ?? 0]);
  const columns = ["travel / um", "force / N", "residual / N"];
  return { figures: [figure], tables: [{ title: `${side}: spring`, columns, rows }], warnings };
}

/**
 * The slope that the same points would have on the train of the drawing, N/um: the contact gives way with the root of the
 * force (dx = dF / k + dF / (c sqrt F), so x = F / k + 2 sqrt F / c), and on a train without springs it is a third of all travel.
 */
export function drawnSlope(
  points: readonly Pick<Point, "forceN">[],
  { stiffness, contact }: { readonly stiffness: number; readonly contact: number },
): number {
  const travelUm = points.map(
    ({ forceN }) => forceN / stiffness + (2 * Math.sqrt(Math.max(0, forceN))) / contact,
  );
  return lineFit(
    travelUm,
    points.map(({ forceN }) => forceN),
  ).slope;
}
