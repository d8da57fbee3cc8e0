import { type Row, type SideName, sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import { lineFit, mean, meanSigma } from "../stats.js";
import type { Commissioning, Figure, Step, StepResult } from "../step.js";

/** Shares of the highest pressure, upwards; the same downwards but for the top. */
const up = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const shares = [...up, ...up.slice(0, -1).reverse()];
const listenS = 10;
/** Points at the upper end that the compliance at load is found from: contacts are nearly straight there. */
const upper = 4;

interface Point {
  readonly forceN: number;
  readonly travelUm: number;
}

/**
 * How far the rig itself gives way: a blank that does not is pressed up and down, so all travel is that of springs, load
 * cells, screws, frame and contacts. What a sample takes of a travel is the rest.
 */
export const compliance: Step = {
  name: "compliance",
  title: "Compliance of the machine",
  moves: true,
  between: "a solid steel blank of the die's diameter, in place of cell or dummy,",
  async run(rig) {
    const top = {
      anode: await topKPa(rig, "anode", 2500),
      cathode: await topKPa(rig, "cathode", 200),
    };
    const areaMm2 = await rig.areaMm2();
    const points: Record<SideName, Point[]> = { anode: [], cathode: [] };
    const noiseUm: Record<SideName, number[]> = { anode: [], cathode: [] };
    for (const share of shares) {
      await rig.reach({ anode: share * top.anode, cathode: share * top.cathode });
      const rows = await rig.line.rows(listenS);
      for (const side of sideNames) {
        points[side].push(pointOf(rows, side, areaMm2));
        noiseUm[side].push(meanSigma(rows.map((row) => row[side].positionUm)));
      }
    }
    await rig.unload();
    const parts = sideNames.map((side) => judged(side, points[side], mean(noiseUm[side])));
    return {
      figures: parts.flatMap(({ figures }) => figures),
      tables: parts.flatMap(({ tables = [] }) => tables),
    };
  },
};

async function topKPa(rig: Commissioning, side: SideName, usual: number): Promise<number> {
  const most = await rig.setting(`${side}.limits.pressureMax`);
  const text = `Highest pressure on the ${side}, kPa?`;
  const fallback = `${Math.min(usual, most / 2)}`;
  return rig.number({ id: `compliance.${side}`, text, fallback }, 1, most);
}

function pointOf(rows: readonly Row[], side: SideName, areaMm2: number): Point {
  return {
    forceN: (mean(rows.map((row) => row[side].pressureKPa)) * areaMm2) / 1000,
    travelUm: mean(rows.map((row) => row[side].positionUm)),
  };
}

/** `noiseUm` is what a mean position is uncertain by from the rows alone. */
function judged(side: SideName, points: readonly Point[], noiseUm: number): StepResult {
  const rising = points.slice(0, up.length);
  const top = rising.slice(-upper);
  const fit = lineFit(
    top.map(({ forceN }) => forceN),
    top.map(({ travelUm }) => travelUm),
  );
  const from = rising[0]?.travelUm ?? Number.NaN;
  const deflectionUm = (rising.at(-1)?.travelUm ?? Number.NaN) - from;
  if (!(fit.slope > 0) || !(deflectionUm > 5 * noiseUm)) {
    throw new StepProblem(
      `the ${side}'s screw does not advance while its force grows`,
      "look whether the blank touches both pistons and the screw turns, then repeat the step",
    );
  }
  const gaps = rising.slice(0, -1).map(({ travelUm, forceN }, i) => {
    const down = points[points.length - 1 - i];
    // The two are not at quite the same force: what that makes of the travel is taken out.
    const alike = (down?.travelUm ?? Number.NaN) + fit.slope * (forceN - (down?.forceN ?? 0));
    return travelUm - alike;
  });
  const figure = (name: string, value: number, sigma: number, unit: string): Figure => ({
    name: `${side}: ${name}`,
    value,
    sigma,
    unit,
  });
  const two = Math.hypot(fit.scatter, noiseUm) * Math.SQRT2;
  const rows = points.map(({ forceN, travelUm }, i) => [
    forceN,
    travelUm - from,
    i < up.length ? 1 : 0,
  ]);
  return {
    figures: [
      figure("compliance at load", fit.slope * 1000, fit.slopeSigma * 1000, "um/kN"),
      figure("deflection from lowest to highest force", deflectionUm, two, "um"),
      figure("travel between up and down (lash, friction)", mean(gaps), meanSigma(gaps), "um"),
    ],
    tables: [
      {
        title: `${side}: the machine's own deflection`,
        columns: ["force / N", "travel / um", "rising"],
        rows,
      },
    ],
  };
}
