import type { Board } from "../hal/board-contract.js";
import { bootRig } from "./boot.js";
import { type Rig, tickUs } from "./rig.js";
import type { Side } from "./side.js";

/**
 * Brings the firmware to life on a board: stored settings, boot count, rig, and then its tick. Nothing moves at start:
 * both sides are off until commanded, or in place when they were controlled before. Whatever throws in a callback ends with the screws at rest and a latched
 * fault, never in the engine's abort.
 */
export function startDevice(board: Board): Rig {
  const rig = bootRig(board);
  board.start(
    tickUs / 1000,
    () => {
      try {
        rig.tick();
      } catch {
        recover(rig);
      }
    },
    () => {
      try {
        rig.receive();
      } catch {
        recover(rig);
      }
    },
  );
  return rig;
}

/** Screws at rest, fault latched, host told: each as far as it still works, and whatever else does not. */
function recover(rig: Rig): void {
  try {
    rig.fail();
  } catch {
    freeze(rig.anode);
    freeze(rig.cathode);
  }
  try {
    // The tick did not come to its end, where it listens and sends.
    rig.receive();
  } catch {
    // It will be tried again by the next callback.
  }
}

function freeze(side: Side): void {
  try {
    side.freeze();
  } catch {
    // Its motion ends by itself (hal/screw.ts), and no longer controlled it gets no other target.
  }
}
