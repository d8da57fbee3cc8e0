// NMC83, single crystal (physics 2.2 and 2.3). Potential and lattice volume depend on one
// coordinate: the charge extracted from the fully lithiated state, in mAh per gram.

import { exp, log, tanh } from "../../src/maths/elementary.js";

/**
 * LiNi0.83Mn0.06Co0.11O2: 6.94 + 0.83*58.693 + 0.06*54.938 + 0.11*58.933 + 2*15.999 = 97.43 g/mol.
 */
export const nmcMolarMassGPerMol = 97.43;

/** 97.43 g/mol in 101.62 A3 for three formula units: 4.776 g/cm3 (Doerrer 2021's lattice). */
export const nmcDensityGPerCm3 = 4.776;

/** All the lithium: 26801.5 mAh/mol over 97.43 g/mol, 275.08 mAh/g. */
export const nmcCapacityMAhPerG = 275.08;

/** Charge at which the paper's first charge ends, side reaction apart. */
export const nmcChargedMAhPerG = 227;

/** True lithium content y of LiyMO2. */
export function lithiumContent(extractedMAhPerG: number): number {
  return 1 - extractedMAhPerG / nmcCapacityMAhPerG;
}

// Where the fitted potential ends (y = 0.07) and lithium runs out the potential must rise, or a
// charge to a high cut-off would never end. Assumed: 10 mV per (mAh/g)^2.
const overchargedFromMAhPerG = 255;
const overchargeVPerSquare = 0.01;

/**
 * Potential against lithium at rest, V.
 *
 * Chen 2020 (PyBaMM, NMC811 of the LG M50) at its stoichiometry `x = 0.9084 - q / 354`.
 */
export function nmcPotentialV(extractedMAhPerG: number): number {
  const x = 0.9084 - extractedMAhPerG / 354;
  const potential =
    -0.809 * x +
    4.4875 -
    0.0428 * tanh(18.5138 * (x - 0.5542)) -
    17.7326 * tanh(15.789 * (x - 0.3117)) +
    17.5842 * tanh(15.9308 * (x - 0.312));
  const over = extractedMAhPerG - overchargedFromMAhPerG;
  return over > 0 ? potential + overchargeVPerSquare * over * over : potential;
}

/**
 * Relative change of the lattice volume, fitted to Doerrer 2021: knee at y = 0.40, -5.45 % at y =
 * 0.175.
 */
export function paperStrain(extractedMAhPerG: number): number {
  const y = lithiumContent(extractedMAhPerG);
  const knee = (0.4 - y) / 0.03;
  // ln(1 + e^k) = k + ln(1 + e^-k): the form that cannot overflow.
  const softened = knee > 0 ? knee + log(1 + exp(-knee)) : log(1 + exp(knee));
  return -(0.027 * (1 - y) + 0.143 * 0.03 * softened);
}

/** Thickness of the NMC alone, dense: w / rho, 29.3 um at 14 mg/cm2. */
export function denseThicknessUm(loadingMgPerCm2: number): number {
  return (loadingMgPerCm2 * 10) / nmcDensityGPerCm3;
}

/**
 * What the nearly lithiated cathode takes off the voltage while it discharges, V: `0.5 exp(-(q -
 * q_end) / 3)`. Held at 6 V, so that a discharge of an empty cathode ends by its cut-off and never
 * overflows.
 */
export function lowChargeDropV(extractedMAhPerG: number, endMAhPerG: number): number {
  return 0.5 * exp(Math.min((endMAhPerG - extractedMAhPerG) / 3, 2.5));
}

/**
 * Potential of the first charge's side reaction (carbon and electrolyte), V: from 2.9 V up to where
 * the NMC begins. `share` is the part of the side reaction that is done, 0 to 1.
 */
export function sideReactionPotentialV(share: number): number {
  return 2.9 + (nmcPotentialV(0) - 2.9) * share;
}

/**
 * First-cycle coulombic efficiency of the paper's cell against cathode pressure: 0.83 at 0.2 MPa,
 * 0.85 from 2.5 MPa up, between them along the logarithm of pressure (physics 2.4).
 */
export function firstCycleEfficiency(cathodeKPa: number): number {
  if (cathodeKPa <= 200) return 0.83;
  if (cathodeKPa >= 2500) return 0.85;
  return 0.83 + (0.02 * log(cathodeKPa / 200)) / 2.5257286443082556;
}
