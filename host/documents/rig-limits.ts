// What a simulated rig cannot do whatever its settings allow. A real rig would find out by breaking.

import { areaOfDie } from "../../hal/units.js";
import { raisingTorquePerNewton } from "../../sim/mechanics/screw-torque.js";
import { WallFriction } from "../../sim/mechanics/wall-friction.js";
import type { RigModel } from "../../sim/rigs/table.js";
import type { Problems } from "../../src/document/problems.js";
import { anodeMoves, Stages } from "../../src/pair/stages.js";
import { type Bearing, bearingOf } from "../../src/pair/wall.js";
import type { Programme, SideRamp, Step } from "../../src/programme/step.js";
import type { Settings } from "../../src/settings/table.js";

type SideName = "anode" | "cathode";

interface Limit {
  readonly kPa: number;
  readonly because: string;
}

/**
 * Checks every set point of a programme against the parts of the rig: what the sides are built for, 90 % of the
 * load cells, the torque of the motors, and the wall friction that must carry the difference of the two
 * pressures (physics 3.4, correction 4). By what `settings` know of the wall the rig plans its stages. Adds
 * one problem for each place, naming the limit.
 */
export function checkRigLimits(
  programme: Programme,
  rig: RigModel,
  problems: Problems,
  settings?: Pick<Settings, "mould" | "die">,
): void {
  const walk = new Walk(rig, problems, settings && bearingOf(settings));
  walk.steps(programme.steps);
}

/** The lowest of the pressures that a side's parts bear. */
function sideLimit(rig: RigModel, side: SideName): Limit {
  const { drive, loadCell } = rig[side];
  const kPaPerN = 1000 / areaOfDie(rig.mould.dieDiameter);
  const torquePerN =
    raisingTorquePerNewton({
      leadMm: drive.lead,
      pitchDiameterMm: drive.pitchDiameter,
      friction: drive.threadFriction,
    }) /
    (drive.gearRatio * drive.efficiency);
  const motorN = drive.holdingTorque / torquePerN;
  const limits: readonly Limit[] = [
    {
      kPa: rig.nameplate[side].pressureMax,
      because: `the ${side} side is built for it (rig.nameplate.${side}.pressureMax)`,
    },
    {
      kPa: 0.9 * loadCell.capacity * kPaPerN,
      because: `90 % of the ${loadCell.capacity} N load cell (rig.${side}.loadCell.capacity)`,
    },
    {
      kPa: motorN * kPaPerN,
      because: `the motor stalls at ${motorN.toFixed(0)} N (rig.${side}.drive.holdingTorque)`,
    },
  ];
  return limits.reduce((lowest, limit) => (limit.kPa < lowest.kPa ? limit : lowest));
}

/** Goes through the steps as the rig will, with the pressures that stand at each. */
class Walk {
  private readonly problems: Problems;
  private readonly wall: WallFriction;
  private readonly known: Bearing | undefined;
  private readonly areaMm2: number;
  private readonly limits: Readonly<Record<SideName, Limit>>;
  private readonly now: Record<SideName, number> = { anode: 0, cathode: 0 };
  private readonly said = new Set<string>();

  constructor(rig: RigModel, problems: Problems, known: Bearing | undefined) {
    this.problems = problems;
    this.known = known;
    this.wall = new WallFriction(rig.mould);
    this.areaMm2 = areaOfDie(rig.mould.dieDiameter);
    this.limits = { anode: sideLimit(rig, "anode"), cathode: sideLimit(rig, "cathode") };
  }

  steps(steps: readonly Step[]): void {
    for (const step of steps) this.step(step);
  }

  private step(step: Step): void {
    switch (step.kind) {
      case "approach":
        this.touch("anode", step.touchN);
        this.touch("cathode", step.touchN);
        return;
      case "ramp":
      case "hold":
      case "stiffness":
        this.load(`${step.path}.${step.kind}`, step);
        return;
      case "unload":
        this.go(`${step.path}.unload`, 0, 0);
        return;
      case "repeat":
        // Twice: the second round begins with the pressures that the first one left.
        this.steps(step.steps);
        this.steps(step.steps);
    }
  }

  private touch(side: SideName, touchN: number): void {
    this.now[side] = Math.max(this.now[side], (touchN * 1000) / this.areaMm2);
  }

  private load(path: string, to: Record<SideName, SideRamp | undefined>): void {
    for (const side of ["cathode", "anode"] as const) {
      const asked = to[side]?.toKPa;
      const limit = this.limits[side];
      if (asked !== undefined && asked > limit.kPa) {
        this.refuse(`${path}.${side}`, asked, limit);
      }
    }
    this.go(path, to.anode?.toKPa ?? this.now.anode, to.cathode?.toKPa ?? this.now.cathode);
  }

  /** In the stages in which the rig goes there. */
  private go(path: string, anodeToKPa: number, cathodeToKPa: number): void {
    const way = new Stages(this.known);
    way.begin(this.now.anode, this.now.cathode, anodeToKPa, cathodeToKPa);
    while (way.next(this.now.anode, this.now.cathode)) {
      this.now[way.side === anodeMoves ? "anode" : "cathode"] = way.toKPa;
      this.judge(path);
    }
  }

  private judge(path: string): void {
    const { anode, cathode } = this.now;
    const difference = Math.abs(anode - cathode);
    const bears = (this.wall.capacityAt(anode, cathode) * 1000) / this.areaMm2;
    if (difference <= bears) return;
    // A pair that stays, as when a ramp leads to a hold, is told once.
    const key = `${anode} ${cathode}`;
    if (this.said.has(key)) return;
    this.said.add(key);
    const pair = `the anode at ${anode.toFixed(0)} and the cathode at ${cathode.toFixed(0)} kPa`;
    const because = `the wall friction bears a difference of ${bears.toFixed(0)} kPa (rig.mould.wallShear)`;
    this.say(path, `goes through ${pair}; ${because}; load in stages or closer together`);
  }

  private refuse(path: string, asked: number, limit: Limit): void {
    this.say(
      path,
      `${asked} kPa is above the limit of ${limit.kPa.toFixed(0)} kPa: ${limit.because}`,
    );
  }

  /** Once for each place, however often a repetition comes by. */
  private say(path: string, message: string): void {
    if (this.said.has(path)) return;
    this.said.add(path);
    this.problems.add(path, message);
  }
}
