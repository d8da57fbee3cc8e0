import { springFloorN, springMaxNPerUm } from "../../settings/spring-bounds.js";
import type { SideName } from "../../settings/table.js";
import { type Until, untilBeside } from "../conditions.js";
import type { Course } from "../course.js";
import { objectAt, refuseUnknown } from "../json.js";
import type { LimitCheck } from "../limit-check.js";
import { beginLoading, load, loadedStage } from "../loading.js";
import { sideNumbers } from "../side-fields.js";
import { rampBounds, type SideRamps } from "../side-ramps.js";
import type { StepKind } from "../step-kind.js";

const fields = {
  rate: {
    kind: "quantity",
    unit: "N/um",
    min: 0,
    max: springMaxNPerUm,
    meaning: "Force for a displacement of the cell; 0 is a hold, more than the side's own a gap",
  },
  preload: { kind: "quantity", ...rampBounds.pressure, meaning: "Pressure at which it begins" },
} as const;

export interface StiffnessStep extends SideRamps {
  readonly kind: "stiffness";
  readonly path: string;
  /** Rates, N/um; undefined of a side that goes on with what it does. */
  readonly anodeNPerUm: number | undefined;
  readonly cathodeNPerUm: number | undefined;
  readonly until: Until | undefined;
}

/** Both springs are set. */
const setStage = loadedStage + 1;

export const stiffness: StepKind<StiffnessStep> = {
  meaning:
    "A programmed spring on one or both sides: goes to the preload, and from there on the pressure follows the cell's displacement",
  body: { kind: "sides", fields, needed: true },
  beside: ["until"],
  read: (json, path, { problems }) => {
    const inner = `${path}.stiffness`;
    const object = objectAt(json["stiffness"], inner, problems);
    refuseUnknown(object, ["anode", "cathode"], inner, problems);
    if (!Object.hasOwn(object, "anode") && !Object.hasOwn(object, "cathode"))
      problems.add(inner, `names no side; give "anode", "cathode" or both`);
    const anode = sideNumbers(object, "anode", fields, inner, problems);
    const cathode = sideNumbers(object, "cathode", fields, inner, problems);
    const to = (kPa: number | undefined) =>
      kPa === undefined ? undefined : { toKPa: kPa, rateKPaPerS: undefined };
    return {
      kind: "stiffness",
      path,
      anode: to(anode?.preload),
      cathode: to(cathode?.preload),
      anodeNPerUm: anode?.rate,
      cathodeNPerUm: cathode?.rate,
      until: untilBeside(json, path, problems),
    };
  },
  check: (step, check) => {
    for (const side of ["anode", "cathode"] as const) {
      const kPa = step[side]?.toKPa;
      if (kPa === undefined) continue;
      const path = `${step.path}.stiffness.${side}.preload`;
      check.pressure(kPa, side, path);
      checkFloor(kPa, side, check, path);
    }
  },
  begin: beginLoading,
  look: (step, course) => {
    if (course.stage === setStage) return false;
    course.waiting?.unsettle();
    if (!load(step, course)) return false;
    program(step, "anode", course);
    program(step, "cathode", course);
    course.stage = setStage;
    return false;
  },
};

/** Lower there is no spring to speak of: a cell that shrinks would be lost. */
function checkFloor(kPa: number, side: SideName, check: LimitCheck, path: string): void {
  const leastKPa =
    (1000 * springFloorN(check.settings[side].approach.contactForce)) / check.areaMm2;
  if (kPa > leastKPa) return;
  check.problems.add(
    path,
    `${kPa} kPa is not above ${leastKPa.toFixed(1)} kPa, three times the force of contact: settings.${side}.approach.contactForce`,
  );
}

function program(step: StiffnessStep, name: SideName, course: Course): void {
  const nPerUm = name === "anode" ? step.anodeNPerUm : step.cathodeNPerUm;
  const ramp = step[name];
  if (nPerUm === undefined || ramp === undefined) return;
  const rate = name === "anode" ? course.anodeRateKPaPerS : course.cathodeRateKPaPerS;
  course[name].yieldAt(nPerUm, ramp.toKPa, rate);
}
