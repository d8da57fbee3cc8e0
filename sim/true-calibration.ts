import type { SideName, SideSettings } from "../src/settings/table.js";
import type { RigModel } from "./rigs/table.js";
import { bridgeOf, countsPerNewton } from "./sensors/bridge-adc.js";
import { LoadCell } from "./sensors/load-cell.js";
import { bridgePolarity } from "./sensors/polarity.js";

/** The straight line that an error-free laboratory would find: codes at no load and at half capacity, at 30 degC. */
export interface TrueCalibration {
  readonly countsPerNewton: number;
  readonly zeroCounts: number;
}

export function trueCalibration(rig: RigModel, side: SideName, seed: number): TrueCalibration {
  const model = rig[side];
  const cell = new LoadCell(model.loadCell);
  const perNewton = bridgePolarity(seed, side) * countsPerNewton(bridgeOf(model));
  const halfN = model.loadCell.capacity / 2;
  const zeroCounts = cell.staticReadingN(0) * perNewton;
  const halfCounts = cell.staticReadingN(halfN) * perNewton;
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
