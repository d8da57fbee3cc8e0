/** Stiffest spring that may be programmed, N/um: stiffer than any rig, whose screw then stands. */
export const springMaxNPerUm = 1000;

/** No set point is below so many times the force of contact: below it nothing is known of the cell's displacement. */
const leastContacts = 3;

/** Lowest preload and set point of a programmed spring, N. */
export function springFloorN(contactN: number): number {
  return leastContacts * contactN;
}
