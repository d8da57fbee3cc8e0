import type { Store } from "../../hal/store.js";
import { crc32 } from "./crc32.js";

const key = "poweron";
const payload = 3;
const size = payload + 4;

/** The enables that `*PSC 0` keeps over a power cut (IEEE 488.2, 10.25). */
export interface PowerOnFlags {
  clearsAtPowerOn: boolean;
  eventEnable: number;
  serviceEnable: number;
}

/** Takes what was kept; without a good record the flags stay as they are, and that is cleared. */
export function loadPowerOnFlags(store: Store, into: PowerOnFlags): void {
  const bytes = new Uint8Array(size);
  if (store.load(key, bytes) !== size) return;
  if (new DataView(bytes.buffer).getUint32(payload) !== crc32(bytes, 0, payload)) return;
  into.clearsAtPowerOn = bytes[0] !== 0;
  if (into.clearsAtPowerOn) return;
  into.eventEnable = bytes[1] as number;
  into.serviceEnable = bytes[2] as number;
}

/** Writes them; to be called only while the screws rest. A torn record is found out and counts as none. */
export function savePowerOnFlags(store: Store, flags: PowerOnFlags): boolean {
  const bytes = new Uint8Array(size);
  bytes[0] = flags.clearsAtPowerOn ? 1 : 0;
  bytes[1] = flags.eventEnable;
  bytes[2] = flags.serviceEnable;
  new DataView(bytes.buffer).setUint32(payload, crc32(bytes, 0, payload));
  return store.save(key, bytes, size);
}
