import type { SideName } from "../../settings/table.js";
import type { Course } from "../course.js";
import { objectAt, quantityAt, refuseUnknown } from "../json.js";
import type { StepKind } from "../step-kind.js";

export interface IdentifyStep {
  readonly kind: "identify";
  readonly path: string;
  /** Highest pressures to measure at; undefined: those of the next step that sets some. */
  readonly anodeKPa: number | undefined;
  readonly cathodeKPa: number | undefined;
}

const highest = (side: SideName) =>
  ({
    kind: "quantity",
    unit: "kPa",
    min: 20,
    max: 100000,
    optional: true,
    meaning: `Highest pressure to measure the ${side} at`,
  }) as const;
const fields = { anode: highest("anode"), cathode: highest("cathode") };

export const identify: StepKind<IdentifyStep> = {
  meaning:
    "Measure stiffness, lash and delay of both sides, up to these pressures or those of the next step that sets some",
  body: { kind: "fields", fields },
  beside: [],
  read: (json, path, { problems }) => {
    const inner = `${path}.identify`;
    const object = objectAt(json["identify"], inner, problems);
    refuseUnknown(object, ["anode", "cathode"], inner, problems);
    const at = (side: SideName) =>
      Object.hasOwn(object, side)
        ? quantityAt(object, side, fields[side], inner, problems)
        : undefined;
    return { kind: "identify", path, anodeKPa: at("anode"), cathodeKPa: at("cathode") };
  },
  check: (step, check) => {
    const path = `${step.path}.identify`;
    if (step.anodeKPa !== undefined) check.pressure(step.anodeKPa, "anode", `${path}.anode`);
    if (step.cathodeKPa !== undefined)
      check.pressure(step.cathodeKPa, "cathode", `${path}.cathode`);
  },
  look: examine,
  end: (course) => course.rig?.identifier.stop(),
};

/** What refuses it is a fault, and ends the programme. */
function examine(step: IdentifyStep, course: Course): boolean {
  const identifier = course.rig?.identifier;
  if (identifier === undefined) return true;
  if (course.stage > 0) return !identifier.busy;
  const next = course.nextRamps();
  const levelKPa = new Float64Array(3);
  levelKPa[1] = step.anodeKPa ?? next?.anode?.toKPa ?? 0;
  levelKPa[2] = step.cathodeKPa ?? next?.cathode?.toKPa ?? 0;
  course.stage = 1;
  return !identifier.begin(levelKPa);
}
