import { Mode } from "./mode.js";
import { Phase } from "./phase.js";
import type { Side } from "./side.js";

/** Mode and phase of a side in four bits: 0-1 mode (0 off, 1 gap, 2 hold or stiffness, 3 jog), 2-3 phase (0 rest, 1 seek, 2 track or a gap that moves, 3 retract or home). */
export function sideBits(side: Side): number {
  const mode = side.held ? 2 : side.mode === Mode.off ? 0 : otherwise(side.mode);
  let phase = 0;
  if (side.phase === Phase.seek) phase = 1;
  else if (side.phase === Phase.track || side.phase === Phase.move) phase = 2;
  else if (side.phase === Phase.retract || side.phase === Phase.home) phase = 3;
  return mode | (phase << 2);
}

function otherwise(mode: Mode): number {
  return mode === Mode.gap ? 1 : 3;
}
