import type { SideName } from "../../settings/table.js";
import type { Course } from "../course.js";
import { choiceAt, objectAt, quantityOrDefault, refuseUnknown } from "../json.js";
import type { StepKind } from "../step-kind.js";
import {
  MeasureFailure,
  measuredBy,
  report,
  reportFailure,
  type Visit,
  Visits,
  varianceOfMean,
} from "../visits.js";

export interface ProbeStep {
  readonly kind: "probe";
  readonly path: string;
  readonly side: SideName;
  readonly swingKPa: number;
}

const sides = ["anode", "cathode"] as const;
const fields = {
  side: { kind: "choice", of: sides, meaning: "Side whose stiffness is measured" },
  swing: {
    kind: "quantity",
    unit: "kPa",
    min: 5,
    max: 1000,
    default: 40,
    meaning: "Pressure by which it goes up and down again",
  },
} as const;
const settleS = 3;
const averageS = 10;
/** A target is met to a microstep or so: of 1/16 full step, whose errors are 1/20 of one (physics 4.1). */
const positionSigmaQuanta = 1;

export const probe: StepKind<ProbeStep> = {
  meaning:
    "Measure the stiffness that a held side feels, in small steps up and down (event probe; PROGramme:RESult?)",
  body: { kind: "fields", fields },
  beside: [],
  read: (json, path, { problems }) => {
    const inner = `${path}.probe`;
    const object = objectAt(json["probe"], inner, problems);
    refuseUnknown(object, Object.keys(fields), inner, problems);
    return {
      kind: "probe",
      path,
      side: choiceAt(object, "side", sides, inner, problems),
      swingKPa: quantityOrDefault(object, "swing", fields.swing, inner, problems),
    };
  },
  begin: (step, course) => {
    const side = course[step.side];
    const from = side.targetKPa;
    const half = from + 0.5 * step.swingKPa;
    const top = from + step.swingKPa;
    course.work = new Visits(side, [half, top, half, from], settleS, averageS);
  },
  look: measuredBy(conclude),
};

/**
 * Two pressures that are reached on the way up, and two on the way down: the lash lies between the pairs, and not within
 * one, unless the loop has turned about at one of them. What creeps or breathes meanwhile adds to one way and takes from
 * the other: `x2 - x1 = (F2 - F1) / k + v (t2 - t1)` for both pairs gives the stiffness k without it.
 */
function conclude(step: ProbeStep, done: readonly Visit[], course: Course, channel: 1 | 2): void {
  const [first, top, back, last] = done as [Visit, Visit, Visit, Visit];
  if (first.direction + top.direction !== 2 || back.direction + last.direction !== -2) {
    reportFailure(course, channel, MeasureFailure.reversed);
    return;
  }
  const share = (top.atS - first.atS) / (last.atS - back.atS);
  const forceN = top.forceN - first.forceN - share * (last.forceN - back.forceN);
  const um = top.positionUm - first.positionUm - share * (last.positionUm - back.positionUm);
  const value = forceN / um;
  const quantumUm = course[step.side].loop.motion.quantumUm * positionSigmaQuanta;
  const varianceUm = 2 * (1 + share * share) * quantumUm * quantumUm;
  const varianceN =
    variance(first) + variance(top) + share * share * (variance(back) + variance(last));
  const sigma = value * Math.sqrt(varianceN / (forceN * forceN) + varianceUm / (um * um));
  report(course, { what: "probe", side: channel, value, sigma }, 1e6);
}

const variance = (visit: Visit): number => varianceOfMean(visit.forceSquares, visit.samples);
