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

export interface DEDPStep {
  readonly kind: "dEdP";
  readonly path: string;
  readonly side: SideName;
  readonly byKPa: number;
  readonly averageS: number;
}

const sides = ["anode", "cathode"] as const;
const fields = {
  side: { kind: "choice", of: sides, meaning: "Side whose pressure is changed" },
  by: {
    kind: "quantity",
    unit: "kPa",
    min: 5,
    max: 5000,
    default: 100,
    meaning: "Change of pressure; it goes up by this and back again",
  },
  average: {
    kind: "quantity",
    unit: "s",
    min: 5,
    max: 3600,
    default: 60,
    meaning: "Time that the voltage is averaged for, before, at and after the change",
  },
} as const;
/** Until the voltage has followed and the force has settled. */
const settleS = 10;

export const dEdP: StepKind<DEDPStep> = {
  meaning:
    "Measure how the cell voltage changes with the pressure of a held side, in uV/kPa (event dEdP; PROGramme:RESult?)",
  body: { kind: "fields", fields },
  beside: [],
  read: (json, path, { problems }) => {
    const inner = `${path}.dEdP`;
    const object = objectAt(json["dEdP"], inner, problems);
    refuseUnknown(object, Object.keys(fields), inner, problems);
    return {
      kind: "dEdP",
      path,
      side: choiceAt(object, "side", sides, inner, problems),
      byKPa: quantityOrDefault(object, "by", fields.by, inner, problems),
      averageS: quantityOrDefault(object, "average", fields.average, inner, problems),
    };
  },
  begin: (step, course) => {
    const side = course[step.side];
    const from = side.targetKPa;
    course.work = new Visits(side, [from, from + step.byKPa, from], settleS, step.averageS);
  },
  look: measuredBy(conclude),
};

/** A line from before to after takes a steady drift of the voltage away, however long the ramps took. */
function conclude(step: DEDPStep, done: readonly Visit[], course: Course, channel: 1 | 2): void {
  const [before, at, after] = done as [Visit, Visit, Visit];
  const late = (at.atS - before.atS) / (after.atS - before.atS);
  const early = 1 - late;
  const volts = at.volts - (early * before.volts + late * after.volts);
  const forceN = at.forceN - (early * before.forceN + late * after.forceN);
  const kPa = (forceN * 1000) / course[step.side].areaMm2;
  const varianceV = variance(at) + early * early * variance(before) + late * late * variance(after);
  if (Number.isNaN(volts)) reportFailure(course, channel, MeasureFailure.voltage);
  else
    report(
      course,
      {
        what: "dEdP",
        side: channel,
        value: (volts * 1e6) / kPa,
        sigma: (Math.sqrt(varianceV) * 1e6) / kPa,
      },
      1e3,
    );
}

const variance = (visit: Visit): number => varianceOfMean(visit.voltsSquares, visit.samples);
