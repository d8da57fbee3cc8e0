// What a simulated rig cannot do whatever its settings allow. A real rig would find out by breaking.

import { areaOfDie } from "../../hal/units.js";
import { raisingTorquePerNewton } from "../../sim/mechanics/screw-torque.js";
import { WallFriction } from "../../sim/mechanics/wall-friction.js";
import type { RigModel } from "../../sim/rigs/table.js";
import type { Problems } from "../../src/document/problems.js";
import type { Programme, SideRamp, Step } from "../../src/programme/step.js";

type SideName = "anode" | "cathode";

interface Limit {
  readonly kPa: number;
  readonly because: string;
}

/**
 * Checks every set point of a programme against the parts of the rig: what the sides are built for, 90 % of the
 * load cells, the torque of the motors, and the wall friction that must carry the difference of the two
 * pressures (physics 3.4, correction 4). Adds one problem for each place, naming the limit.
 */
export function checkRigLimits(programme: Programme, rig: RigModel, problems: Problems): void {
  const walk = new Walk(rig, problems);
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
  private readonly areaMm2: number;
  private readonly limits: Readonly<Record<SideName, Limit>>;
  private readonly now: Record<SideName, number> = { anode: 0, cathode: 0 };
  private readonly said = new Set<string>();

  constructor(rig: RigModel, problems: Problems) {
    this.problems = problems;
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
        // The anode goes first, while the cathode still presses.
        this.go(`${step.path}.unload`, "anode", 0);
        this.go(`${step.path}.unload`, "cathode", 0);
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

  /** One side after the other, as the rig does it: the cathode first, but the anode when it goes down. */
  private load(path: string, to: Record<SideName, SideRamp | undefined>): void {
    const anodeFirst = to.anode !== undefined && to.anode.toKPa < this.now.anode;
    const order = anodeFirst ? (["anode", "cathode"] as const) : (["cathode", "anode"] as const);
    for (const side of order) {
      const asked = to[side]?.toKPa;
      if (asked === undefined) continue;
      const limit = this.limits[side];
      if (asked > limit.kPa) this.refuse(`${path}.${side}`, asked, limit);
      this.go(path, side, asked);
    }
  }

  private go(path: string, side: SideName, toKPa: number): void {
    this.now[side] = toKPa;
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
