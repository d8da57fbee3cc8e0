import { Phase } from "../phase.js";
import type { Side } from "../side.js";

/** The programme ends on its way: a side in contact goes on holding what pressure it has, one that seeks or backs off stops. */
export function standStill(side: Side): void {
  if (side.mover !== undefined) side.freeze();
  if (!side.held) return;
  if (side.phase !== Phase.track) side.freeze();
  else if (side.loop.setPoint.ramping)
    side.hold(side.loop.setPoint.nowKPa, side.loop.setPoint.rateKPaPerS);
}
