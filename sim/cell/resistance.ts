// Ohmic parts of the terminal voltage (physics 2.4).

import { exp } from "../../src/maths/elementary.js";

/**
 * 0.35 eV over Boltzmann's 8.617333e-5 eV/K: resistance falls by 4.4 % for each kelvin at 30 degC.
 */
const activationK = 0.35 / 8.617333e-5;
const referenceK = 303.15;

/** An interface that barely touches is not taken to be worse than at this pressure. */
const pressureFloorKPa = 10;

/** How much larger every resistance of the cell is than at 30 degC. */
export function resistanceFactor(degC: number): number {
  return exp(activationK * (1 / (degC + 273.15) - 1 / referenceK));
}

/**
 * Anode interface, ohm cm2: with the inverse root of pressure from its value at 2.5 MPa, with the
 * inverse of the contact area, and with the root of time as the interphase grows, `1 + 0.02 sqrt(t
 * / h)` on lithium.
 */
export function anodeInterfaceOhmCm2(
  at2500KPa: number,
  anodeKPa: number,
  contact: number,
  ageH: number,
): number {
  const pressure = Math.sqrt(2500 / Math.max(anodeKPa, pressureFloorKPa));
  return (at2500KPa * pressure * (1 + 0.02 * Math.sqrt(ageH))) / contact;
}

/** Cathode interface, ohm cm2: `R (1 + 0.5 sqrt(0.2 MPa / P))`. */
export function cathodeInterfaceOhmCm2(pressedOhmCm2: number, cathodeKPa: number): number {
  return pressedOhmCm2 * (1 + 0.5 * Math.sqrt(200 / Math.max(cathodeKPa, pressureFloorKPa)));
}
