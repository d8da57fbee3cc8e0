import { Mode } from "../../mode.js";
import type { SideName } from "../../settings/table.js";
import { type Until, untilBeside } from "../conditions.js";
import type { Course } from "../course.js";
import { objectAt, refuseUnknown } from "../json.js";
import type { LimitCheck } from "../limit-check.js";
import { type SideNumbers, sideNumbers } from "../side-fields.js";
import type { StepKind } from "../step-kind.js";

const fields = {
  by: {
    kind: "quantity",
    unit: "um",
    min: -20000,
    max: 20000,
    meaning: "How far the screw moves from where it stands; positive presses",
  },
  rate: {
    kind: "quantity",
    unit: "um/s",
    min: 0.0001,
    max: 5000,
    optional: true,
    meaning: "Speed; that of a search for contact when left out",
  },
} as const;

type Way = SideNumbers<typeof fields>;

export interface GapStep {
  readonly kind: "gap";
  readonly path: string;
  /** Of a side that moves. */
  readonly anode: Way | undefined;
  readonly cathode: Way | undefined;
  readonly until: Until | undefined;
}

export const gap: StepKind<GapStep> = {
  meaning:
    "Keep the positions of both screws, or move one or both and keep them then; the force is the cell's affair within the limits of a set point",
  body: { kind: "sides", fields, needed: false },
  beside: ["until"],
  read: (json, path, { problems }) => {
    const inner = `${path}.gap`;
    const object = objectAt(json["gap"], inner, problems);
    refuseUnknown(object, ["anode", "cathode"], inner, problems);
    const of = (side: SideName) => sideNumbers(object, side, fields, inner, problems);
    return {
      kind: "gap",
      path,
      anode: of("anode"),
      cathode: of("cathode"),
      until: untilBeside(json, path, problems),
    };
  },
  check: (step, check) => {
    checkSpeed(step, "anode", check);
    checkSpeed(step, "cathode", check);
  },
  begin: (step, course) => {
    keep(step, "anode", course);
    keep(step, "cathode", course);
  },
  look: () => false,
};

function checkSpeed(step: GapStep, side: SideName, { settings, problems }: LimitCheck): void {
  const rate = step[side]?.rate;
  const { speedMax } = settings[side].screw;
  if (rate === undefined || rate <= speedMax) return;
  problems.add(
    `${step.path}.gap.${side}.rate`,
    `${rate} um/s is above the limit of ${speedMax} um/s: settings.${side}.screw.speedMax`,
  );
}

function keep(step: GapStep, name: SideName, course: Course): void {
  const way = step[name];
  const side = course[name];
  if (side.mode === Mode.off) side.lock();
  else side.freeze();
  if (way?.by === undefined) return;
  course.rig?.moveGap(name === "cathode" ? 2 : 1, way.by, way.rate ?? side.approachUmPerS);
}
