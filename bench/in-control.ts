import type { Rig } from "../src/rig.js";
import type { Side } from "../src/side.js";

/** Something has the screw: the loop, as in `hold` and `stiffness`, or what moves it by order, as a jog or a gap that moves. */
export function drives(side: Side): boolean {
  return side.held || side.mover !== undefined;
}

/** The loops have both screws. */
export function bothHeld({ anode, cathode }: Rig): boolean {
  return anode.held && cathode.held;
}

/** A screw is not left alone. */
export function anyDriven({ anode, cathode }: Rig): boolean {
  return drives(anode) || drives(cathode);
}
