import type { OrderKind } from "../order.js";
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

/** Hands an order to the next tick. */
export function pushOrder(call: Call, kind: OrderKind, side: number, value: number): void {
  if (!call.rig.orders.push(kind, side, value)) {
    call.errors.push("inputOverrun", "too many orders in one tick");
  }
}
