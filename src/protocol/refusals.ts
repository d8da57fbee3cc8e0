import type { OrderKind } from "../order.js";
import { notMovable } from "../readiness.js";
import type { Call } from "./console.js";

/** Orders from the host are refused while a programme or an identification runs: two masters would fight. */
export function refusedByProgramme(call: Call): boolean {
  if (call.rig.identifierInUse?.busy) {
    call.errors.push("settingsConflict", "an identification is running: ABORt first");
    return true;
  }
  if (!call.rig.programme.running) return false;
  call.errors.push("settingsConflict", "a programme is running: ABORt first");
  return true;
}

/** A screw may not be moved with its force in view now; the host is told why. */
export function refusedMotion(call: Call): boolean {
  if (refusedByProgramme(call)) return true;
  const [reason] = notMovable(call.rig, call.suffix);
  if (reason !== undefined) call.errors.push("settingsConflict", reason);
  else if (call.rig.quiet?.open)
    call.errors.push("settingsConflict", "a quiet window is open: QUI OFF first");
  else return false;
  return true;
}

/** Hands an order to the next tick. */
export function pushOrder(call: Call, kind: OrderKind, side: number, value: number): void {
  if (!call.rig.orders.push(kind, side, value)) {
    call.errors.push("inputOverrun", "too many orders in one tick");
  }
}
