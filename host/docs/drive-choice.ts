import { areaOfDie, millimetres } from "../../hal/units.js";
import {
  loweringTorquePerNewton,
  raisingTorquePerNewton,
  type Thread,
} from "../../sim/mechanics/screw-torque.js";

/** Full steps in a turn of a 1.8 degree motor, and the grid of targets within one. */
const stepsPerTurn = 200;
const microsteps = 16;

/** Series stiffness of the three trains that physics 3.2 compares, N/um. */
export const trainsNPerUm = { hard: 5, disc: 0.2, coil: 0.005 } as const;

/** Leads and gears of the resolution table. */
export const drives = [
  { leadMm: 2, gear: 1 },
  { leadMm: 2, gear: 5.18 },
  { leadMm: 2, gear: 26.85 },
  { leadMm: 2, gear: 50.9 },
  { leadMm: 2, gear: 100 },
  { leadMm: 1, gear: 1 },
  { leadMm: 1, gear: 26.85 },
  { leadMm: 0.5, gear: 1 },
  { leadMm: 5, gear: 26.85 },
] as const;

/** Travel of one sixteenth step at the nut, nm: `lead / (steps microsteps gear)`. */
export function quantumNm(leadMm: number, gear: number): number {
  return (leadMm * 1e6) / (stepsPerTurn * microsteps * gear);
}

/** What one sixteenth step changes, kPa: `quantum stiffness / area` (physics 4.1). */
export function quantumKPa(
  leadMm: number,
  gear: number,
  stiffnessNPerUm: number,
  dieMm: number,
): number {
  const forceN = quantumNm(leadMm, gear) * 1e-3 * stiffnessNPerUm;
  return (1000 * forceN) / areaOfDie(millimetres(dieMm));
}

/** Screws of the torque table; the pitch diameter is the nominal diameter less half the pitch (ISO 2904). */
export const screws = [
  { name: "Tr8x2", leadMm: 2, pitchDiameterMm: 7 },
  { name: "Tr8x1.5", leadMm: 1.5, pitchDiameterMm: 7.25 },
  { name: "Tr8x8, 4 starts", leadMm: 8, pitchDiameterMm: 7 },
  { name: "Tr10x2", leadMm: 2, pitchDiameterMm: 9 },
] as const;

export const threadFrictions = [0.1, 0.15, 0.2] as const;

export interface ScrewTorque {
  /** Torque that raises the load, Nm. */
  readonly raiseNm: number;
  /** Torque that lowers it, Nm; negative: the load drives the screw back. */
  readonly lowerNm: number;
  readonly efficiency: number;
}

/** Torque at the screw under a force (physics 4.2). */
export function screwTorque(thread: Thread, forceN: number): ScrewTorque {
  const raise = raisingTorquePerNewton(thread);
  const frictionless = thread.leadMm / (2000 * Math.PI);
  return {
    raiseNm: forceN * raise,
    lowerNm: forceN * loweringTorquePerNewton(thread),
    efficiency: frictionless / raise,
  };
}

/** Efficiency of a planetary gearbox (physics 4.2). */
const gearEfficiency = 0.7;

/** Torque that the motor needs for a torque at the screw, mNm. */
export function motorTorqueMNm(screwNm: number, gear: number): number {
  return (1000 * screwNm) / (gear > 1 ? gear * gearEfficiency : gear);
}

/** Springs of the table: the pressure at the working point, and what a charge of 3 mAh/cm2 does to it at fixed gap. */
export const springs = [
  { name: "none (hard train)", side: "anode", rateNPerUm: 5, pressureMPa: 2.5 },
  { name: "disc springs", side: "anode", rateNPerUm: 0.2, pressureMPa: 2.5 },
  {
    name: "50 N S-type load cell as the only spring",
    side: "cathode",
    rateNPerUm: 0.2,
    pressureMPa: 0.2,
  },
  { name: "coil spring", side: "cathode", rateNPerUm: 0.005, pressureMPa: 0.2 },
] as const;

/** How far a spring is pressed at the working point, um. */
export function springTravelUm(rateNPerUm: number, pressureMPa: number, dieMm: number): number {
  return (pressureMPa * areaOfDie(millimetres(dieMm))) / rateNPerUm;
}

/** Pressure that a change of thickness costs while the screw stands, kPa. */
export function swingKPa(rateNPerUm: number, growthUm: number, dieMm: number): number {
  return (1000 * rateNPerUm * growthUm) / areaOfDie(millimetres(dieMm));
}
