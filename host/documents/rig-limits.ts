// What a simulated rig cannot do whatever its settings allow. A real rig would find out by breaking.

import { areaOfDie } from "../../hal/units.js";
import { raisingTorquePerNewton } from "../../sim/mechanics/screw-torque.js";
import { WallFriction } from "../../sim/mechanics/wall-friction.js";
import type { RigModel } from "../../sim/rigs/table.js";
import type { Problems } from "../../src/document/problems.js";
import { bearingOf } from "../../src/pair/wall.js";
import { walkPairs } from "../../src/programme/pair-walk.js";
import type { Programme, Step } from "../../src/programme/step.js";
import type { Settings } from "../../src/settings/table.js";

type SideName = "anode" | "cathode";

type Say = (path: string, message: string, pair?: string) => void;

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
  const areaMm2 = areaOfDie(rig.mould.dieDiameter);
  const friction = new WallFriction(rig.mould);
  const said = new Set<string>();
  // Once for each place, and once for a pair that stays, as when a ramp leads to a hold.
  const say = (path: string, message: string, pair = path) => {
    if (said.has(pair) || said.has(path)) return;
    said.add(pair).add(path);
    problems.add(path, message);
  };
  checkSides(
    programme.steps,
    { anode: sideLimit(rig, "anode"), cathode: sideLimit(rig, "cathode") },
    say,
  );
  const known = settings && bearingOf(settings);
  walkPairs(programme, known, areaMm2, (path, anode, cathode) => {
    const bears = (friction.capacityAt(anode, cathode) * 1000) / areaMm2;
    if (Math.abs(anode - cathode) <= bears) return;
    const pair = `the anode at ${anode.toFixed(0)} and the cathode at ${cathode.toFixed(0)} kPa`;
    const because = `the wall friction bears a difference of ${bears.toFixed(0)} kPa (rig.mould.wallShear)`;
    say(path, `goes through ${pair}; ${because}; load in stages or closer together`, pair);
  });
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

/** Set points beyond what a side bears; a repetition asks for nothing else the second time. */
function checkSides(steps: readonly Step[], limits: Readonly<Record<SideName, Limit>>, say: Say) {
  for (const step of steps) {
    if (step.kind === "repeat") checkSides(step.steps, limits, say);
    if (step.kind !== "ramp" && step.kind !== "hold" && step.kind !== "stiffness") continue;
    for (const side of ["cathode", "anode"] as const) {
      const asked = step[side]?.toKPa;
      const { kPa, because } = limits[side];
      if (asked === undefined || asked <= kPa) continue;
      const text = `${asked} kPa is above the limit of ${kPa.toFixed(0)} kPa: ${because}`;
      say(`${step.path}.${step.kind}.${side}`, text);
    }
  }
}
