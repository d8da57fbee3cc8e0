import type { Store } from "../../hal/store.js";
import { TwoKeyStore } from "./two-key-store.js";

/**
 * Counts starts of the firmware, so that (boot count, sequence number) names a telemetry record for ever. Writes once
 * a boot, before anything moves. A lost counter starts again at 1.
 */
export function nextBootCount(store: Store): number {
  const record = new TwoKeyStore(store, "boot");
  const bytes = new Uint8Array(4);
  const view = new DataView(bytes.buffer);
  const last = record.load(bytes) === 4 ? view.getUint32(0) : 0;
  const count = last >= 0xfffffffe ? 1 : last + 1;
  view.setUint32(0, count);
  record.save(bytes, 4);
  return count;
}
