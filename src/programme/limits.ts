import { areaOfDie } from "../../hal/units.js";
import type { Problems } from "../document/problems.js";
import type { Settings, SideName } from "../settings/table.js";
import type { Programme, SideRamp, Step } from "./step.js";

/** Highest pressure that a side may be asked for, and what sets it. */
export function highestSetPoint(
  settings: Settings,
  side: SideName,
): { limitKPa: number; because: string } {
  const own = settings[side];
  const areaMm2 = areaOfDie(settings.die.diameter);
  const capacityKPa = (0.9 * own.loadCell.capacity * 1000) / areaMm2;
  if (capacityKPa < own.limits.pressureMax) {
    const because = `90 % of the ${own.loadCell.capacity} N load cell (settings.${side}.loadCell.capacity)`;
    return { limitKPa: capacityKPa, because };
  }
  return { limitKPa: own.limits.pressureMax, because: `settings.${side}.limits.pressureMax` };
}

/** Checks every set point and rate of a programme against what the settings allow; names step and limit. */
export function checkLimits(programme: Programme, settings: Settings, problems: Problems): void {
  for (const step of programme.steps) checkStep(step, settings, problems);
}

function checkStep(step: Step, settings: Settings, problems: Problems): void {
  switch (step.kind) {
    case "repeat":
      for (const inner of step.steps) checkStep(inner, settings, problems);
      return;
    case "approach":
      checkTouch(step.touchN, "anode", settings, problems, step.path);
      checkTouch(step.touchN, "cathode", settings, problems, step.path);
      return;
    case "identify":
      for (const side of ["anode", "cathode"] as const) {
        const toKPa = side === "anode" ? step.anodeKPa : step.cathodeKPa;
        const ramp = toKPa === undefined ? undefined : { toKPa, rateKPaPerS: undefined };
        checkRamp(ramp, side, settings, problems, `${step.path}.identify.${side}`);
      }
      return;
    case "ramp":
    case "hold":
      checkRamp(step.anode, "anode", settings, problems, `${step.path}.${step.kind}.anode`);
      checkRamp(step.cathode, "cathode", settings, problems, `${step.path}.${step.kind}.cathode`);
      return;
  }
}

function checkTouch(
  touchN: number,
  side: SideName,
  settings: Settings,
  problems: Problems,
  path: string,
): void {
  const { limitKPa, because } = highestSetPoint(settings, side);
  const limitN = (limitKPa * areaOfDie(settings.die.diameter)) / 1000;
  if (touchN > limitN) {
    problems.add(
      `${path}.approach.touch`,
      `${touchN} N is above ${limitN.toFixed(1)} N: ${because}`,
    );
  }
  const contactN = settings[side].approach.contactForce;
  if (touchN < contactN) {
    problems.add(
      `${path}.approach.touch`,
      `${touchN} N is below the ${contactN} N at which contact is felt (settings.${side}.approach.contactForce)`,
    );
  }
}

function checkRamp(
  ramp: SideRamp | undefined,
  side: SideName,
  settings: Settings,
  problems: Problems,
  path: string,
): void {
  if (ramp === undefined) return;
  const { limitKPa, because } = highestSetPoint(settings, side);
  if (ramp.toKPa > limitKPa) {
    problems.add(
      path,
      `${ramp.toKPa} kPa is above the limit of ${limitKPa.toFixed(0)} kPa: ${because}`,
    );
  }
  const most = settings[side].limits.rampRateMax;
  if (ramp.rateKPaPerS !== undefined && ramp.rateKPaPerS > most) {
    problems.add(
      `${path}.rate`,
      `${ramp.rateKPaPerS} kPa/s is above the limit of ${most} kPa/s: settings.${side}.limits.rampRateMax`,
    );
  }
}
