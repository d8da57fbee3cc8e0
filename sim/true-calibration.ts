import type { SideName, SideSettings } from "../src/settings/table.js";
import type { RigModel } from "./rigs/table.js";
import { bridgeOf, countsPerNewton } from "./sensors/bridge-adc.js";
import { calibrationDegC, LoadCell } from "./sensors/load-cell.js";
import { bridgePolarity } from "./sensors/polarity.js";

/** The straight line that an error-free laboratory would find: codes at no load and at half capacity. */
export interface TrueCalibration {
  readonly countsPerNewton: number;
  readonly zeroCounts: number;
}

/** At the temperature at which the laboratory did it: what it noted is compared with what was true then. */
export function trueCalibration(
  rig: RigModel,
  side: SideName,
  seed: number,
  degC: number = calibrationDegC,
): TrueCalibration {
  const model = rig[side];
  const cell = new LoadCell(model.loadCell);
  const perNewton = bridgePolarity(seed, side) * countsPerNewton(bridgeOf(model));
  const halfN = model.loadCell.capacity / 2;
  const codeAt = (forceN: number) =>
    (cell.staticReadingN(forceN) + cell.driftN(forceN, degC)) * perNewton;
  const zeroCounts = codeAt(0);
  const halfCounts = codeAt(halfN);
  return { countsPerNewton: (halfCounts - zeroCounts) / halfN, zeroCounts };
}

/**
 * The true force at which an ideal sensor, read with the laboratory's `settings`, shows `forceN`: what a set point really
 * asks for, the laboratory's own errors of span and tare included.
 */
export function trueForceFor(
  forceN: number,
  settings: SideSettings,
  truth: TrueCalibration,
): number {
  const code = forceN * settings.loadCell.countsPerNewton + settings.loadCell.tare;
  return (code - truth.zeroCounts) / truth.countsPerNewton;
}
