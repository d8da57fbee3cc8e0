import { areaOfDie } from "../../hal/units.js";
import type { Problems } from "../document/problems.js";
import type { Settings, SideName } from "../settings/table.js";
import type { SideRamp, SideRamps } from "./side-ramps.js";

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

/** Checks what a step asks for against what the settings allow; names place and limit. */
export class LimitCheck {
  readonly settings: Settings;
  readonly problems: Problems;
  readonly areaMm2: number;

  constructor(settings: Settings, problems: Problems) {
    this.settings = settings;
    this.areaMm2 = areaOfDie(settings.die.diameter);
    this.problems = problems;
  }

  ramps(ramps: SideRamps, path: string): void {
    this.ramp(ramps.anode, "anode", `${path}.anode`);
    this.ramp(ramps.cathode, "cathode", `${path}.cathode`);
  }

  touch(touchN: number, side: SideName, path: string): void {
    const { limitKPa, because } = highestSetPoint(this.settings, side);
    const limitN = (limitKPa * areaOfDie(this.settings.die.diameter)) / 1000;
    if (touchN > limitN) {
      this.problems.add(path, `${touchN} N is above ${limitN.toFixed(1)} N: ${because}`);
    }
    const contactN = this.settings[side].approach.contactForce;
    if (touchN < contactN) {
      this.problems.add(
        path,
        `${touchN} N is below the ${contactN} N at which contact is felt (settings.${side}.approach.contactForce)`,
      );
    }
  }

  pressure(kPa: number, side: SideName, path: string): void {
    const { limitKPa, because } = highestSetPoint(this.settings, side);
    if (kPa <= limitKPa) return;
    this.problems.add(
      path,
      `${kPa} kPa is above the limit of ${limitKPa.toFixed(0)} kPa: ${because}`,
    );
  }

  private ramp(ramp: SideRamp | undefined, side: SideName, path: string): void {
    if (ramp === undefined) return;
    this.pressure(ramp.toKPa, side, path);
    const most = this.settings[side].limits.rampRateMax;
    if (ramp.rateKPaPerS !== undefined && ramp.rateKPaPerS > most) {
      this.problems.add(
        `${path}.rate`,
        `${ramp.rateKPaPerS} kPa/s is above the limit of ${most} kPa/s: settings.${side}.limits.rampRateMax`,
      );
    }
  }
}
