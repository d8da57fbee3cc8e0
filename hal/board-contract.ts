import type { Hal } from "./hal.js";

/**
 * A board: the machine, and what calls the firmware.
 *
 * Promises: `start` returns at once; `onTick` is then called about every `tickMs`, never twice at the same time, perhaps
 * late and perhaps several times in a row after a stall; `onReceive` when bytes have arrived. Nothing is called
 * before `start`. Building a board moves nothing and energises nothing.
 */
export interface Board {
  readonly hal: Hal;
  /** What distinguishes this rig from others of its kind. */
  readonly serial: string;
  /** Why the firmware started: "Power-On", "Brownout", ... */
  readonly resetReason: string;
  /** Settings document to use while none is stored; the defaults of the table when undefined. */
  readonly factorySettings?: { readonly [key: string]: unknown };
  start(tickMs: number, onTick: () => void, onReceive: () => void): void;
}
