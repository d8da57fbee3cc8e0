/**
 * Thickness of the lithium that a charge plates: `M / (rho F) = 6.94 g/mol / (0.534 g/cm3 x 26.80 Ah/mol)`, um per mAh/cm2
 * (physics 2.1).
 */
const umPerMAhPerCm2 = 4.849;
const mm2PerCm2 = 100;

/** What the anode's screw has to do to keep the force while a current in A, positive on charge, plates: um/s; positive presses. */
export function screwUmPerS(currentA: number, areaMm2: number): number {
  const mAPerCm2 = (1000 * currentA * mm2PerCm2) / areaMm2;
  return (-umPerMAhPerCm2 * mAPerCm2) / 3600;
}
