import type { InterlockReading } from "../hal/interlock.js";
import type { Rig } from "./rig.js";
import { sideBits } from "./side-bits.js";

/** Bit field of the row: modes and phases of both sides, faults, lines, programme (docs/protocol.md). */
export function rigFlags(rig: Rig, lines: InterlockReading): number {
  let bits = sideBits(rig.anode) | (sideBits(rig.cathode) << 4);
  if (rig.guard.log.count > 0) bits |= 256;
  if (lines.estop) bits |= 512;
  if (lines.quiet) bits |= 1024;
  if (rig.programme.running) bits |= 2048;
  if (rig.slow.voltsValid) bits |= 4096;
  if (rig.slow.degCValid) bits |= 8192;
  if (rig.anode.springWitness.valid) bits |= 16384;
  if (rig.cathode.springWitness.valid) bits |= 32768;
  if (rig.anode.loadWitness.valid) bits |= 65536;
  if (rig.cathode.loadWitness.valid) bits |= 131072;
  if (rig.anode.spring !== undefined) bits |= 262144;
  if (rig.cathode.spring !== undefined) bits |= 524288;
  if (rig.quiet?.open) bits |= 1048576;
  return bits;
}
