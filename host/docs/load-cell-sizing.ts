import { areaOfDie, forceOf, kiloPascals, millimetres } from "../../hal/units.js";

/** Capacities that load cells are sold in, N. */
export const soldCapacitiesN = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Capacity over the largest force: below, no room for over-force; above, noise and drift grow for nothing (physics 5.1). */
export const factorMin = 1.5;
export const factorMax = 2.5;

/** The rig stops at this share of the capacity (`loadCell.capacity` of the settings). */
const stopAt = 0.9;
/** Non-linearity of an ordinary cell, share of its capacity (physics 5.1). */
const nonLinearity = 0.0005;

export interface LoadCellChoice {
  readonly dieMm: number;
  readonly pressureMPa: number;
  readonly areaMm2: number;
  readonly forceN: number;
  readonly capacityN: number;
  /** Capacity over force. */
  readonly factor: number;
  /** Pressure at which the rig stops with this cell, MPa. */
  readonly stopMPa: number;
  /** What a non-linearity of 0.05 % of the capacity is in pressure, kPa. */
  readonly errorKPa: number;
}

/**
 * The smallest capacity on sale that is at least 1.5 times the force. The steps of 1, 2, 5 are wider than the band of 1.5 to
 * 2.5, so the choice may lie above the band; the next one down would then be below it.
 */
export function loadCellFor(dieMm: number, pressureMPa: number): LoadCellChoice {
  const area = areaOfDie(millimetres(dieMm));
  const forceN = forceOf(kiloPascals(1000 * pressureMPa), area);
  const capacityN = soldCapacitiesN.find((capacity) => capacity >= factorMin * forceN);
  if (capacityN === undefined) throw new RangeError(`no load cell for ${forceN} N`);
  return {
    dieMm,
    pressureMPa,
    areaMm2: area,
    forceN,
    capacityN,
    factor: capacityN / forceN,
    stopMPa: (stopAt * capacityN) / area,
    errorKPa: (1000 * nonLinearity * capacityN) / area,
  };
}

/** Dies and pressures of the sizing table. */
export const sizedDiesMm = [10, 12, 13];
export const sizedPressuresMPa = [0.1, 0.2, 0.5, 1, 2.5, 5, 10];

export function loadCellRows(): LoadCellChoice[] {
  return sizedDiesMm.flatMap((die) => sizedPressuresMPa.map((p) => loadCellFor(die, p)));
}
