// The lithium-metal anode: plating, voids and creep (physics 2.1 and 2.5).

import { exp, power } from "../../src/maths/elementary.js";

/**
 * M / rho / F: 6.94 g/mol / 0.534 g/cm3 * 3.6 C/mAh / 96485.33 C/mol * 10^4 um/cm = 4.849 um per
 * mAh/cm2.
 */
export const lithiumUmPerMAhPerCm2 = ((6.94 / 0.534) * 3.6 * 1e4) / 96485.33;

/**
 * Stripping faster than this leaves voids: 0.2 mA/cm2 at 3 MPa, growing with pressure to the power
 * 1.9.
 */
export function criticalStrippingMAPerCm2(anodeKPa: number): number {
  return anodeKPa <= 0 ? 0 : 0.2 * power(anodeKPa / 3000, 1.9);
}

/**
 * Share of the stripped volume that becomes void, 0 to 0.5, when stripping at `rate` (positive).
 */
export function voidShare(rateMAPerCm2: number, anodeKPa: number): number {
  const critical = criticalStrippingMAPerCm2(anodeKPa);
  return rateMAPerCm2 <= critical ? 0 : Math.min(0.5, 1 - critical / rateMAPerCm2);
}

/**
 * Time constant in which pressure refills voids: 5 h at 2.5 MPa, with the cube of pressure; endless
 * at none.
 */
export function voidRefillTimeS(anodeKPa: number): number {
  if (anodeKPa <= 0) return Infinity;
  const ratio = 2500 / anodeKPa;
  return 18000 * ratio * ratio * ratio;
}

/** Share of the anode's area that touches the electrolyte over voids of this thickness. */
export function contactOver(voidUm: number): number {
  return Math.max(0.2, 1 - voidUm / 5);
}

// Creep of lithium after Narayan and Anand, hardness at its saturated 1.1 MPa (physics 2.5).
const creepFactorPerS = 4.25e4;
const creepEnergyJPerMol = 37000;
const gasConstantJPerMolK = 8.314462618;
const creepExponent = 1 / 0.15;
const hardnessMPa = 1.1;

/**
 * Strain rate of lithium under a true stress, 1/s: 2.1e-7 at 0.2 MPa and 303 K, 8.7e-4 at 0.7 MPa.
 */
export function creepRatePerS(stressMPa: number, degC: number): number {
  if (stressMPa <= 0) return 0;
  const arrhenius = exp(-creepEnergyJPerMol / (gasConstantJPerMolK * (degC + 273.15)));
  return creepFactorPerS * arrhenius * power(stressMPa / hardnessMPa, creepExponent);
}

/**
 * D / (3 sqrt 3): the foil thickness at which friction halves the stress of a foil in a die of this
 * diameter.
 */
export function frictionHillUm(dieDiameterMm: number): number {
  return (dieDiameterMm * 1000) / (3 * Math.sqrt(3));
}

/**
 * Thickness of a foil after `dtS` of extrusion. Friction on both faces carries most of the load:
 * `stress = P h / (h + hill)`, `dh/dt = -confinement h rate(stress)`.
 *
 * Over a step the rate follows a power of h, `m = n hill / (h + hill)`, and that has a closed form:
 * right for steps in which much of the foil leaves, where Euler's would go below zero.
 */
export function thicknessAfterCreepUm(
  foilUm: number,
  anodeKPa: number,
  degC: number,
  confinement: number,
  hillUm: number,
  dtS: number,
): number {
  if (foilUm <= 0 || anodeKPa <= 0 || confinement <= 0) return foilUm;
  const stressMPa = (anodeKPa * 1e-3 * foilUm) / (foilUm + hillUm);
  const strain = confinement * creepRatePerS(stressMPa, degC) * dtS;
  if (strain < 1e-6) return foilUm * (1 - strain);
  const m = (creepExponent * hillUm) / (foilUm + hillUm);
  return foilUm * power(1 + m * strain, -1 / m);
}
