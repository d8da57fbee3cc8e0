import { Phase } from "../phase.js";
import type { Rig } from "../rig.js";
import type { Side } from "../side.js";

/** Bits of `STATus:OPERation`; 0 to 7 as SCPI-99 (volume 1, 9.3) has them, from 8 on this rig's own. */
export const operationBits = {
  settling: { bit: 2, meaning: "SETTling: a side is on its way to its set point" },
  sweeping: { bit: 8, meaning: "SWEeping: a set point ramps" },
  measuring: { bit: 16, meaning: "MEASuring: both load cells give valid readings" },
  contact: { bit: 256, meaning: "Each side that is held has contact" },
  programme: { bit: 512, meaning: "A programme runs" },
} as const;

/** Bits of `STATus:QUEStionable`; 0 to 8 as SCPI-99 (volume 1, 9.4) has them, from 9 on this rig's own. */
export const questionableBits = {
  voltage: { bit: 1, meaning: "Cell voltage is not valid" },
  temperature: { bit: 16, meaning: "Temperature is not valid" },
  calibration: { bit: 256, meaning: "Calibration: default settings are in force" },
  overPressure: {
    bit: 512,
    meaning: "A pressure is above its limit, or the fault overForce is latched",
  },
  stall: { bit: 1024, meaning: "A force does not follow its screw (fault notFollowing)" },
  sensorLost: { bit: 2048, meaning: "A load cell gives no valid readings" },
  lostData: {
    bit: 4096,
    meaning: "Lines found no room and were dropped since conditions were last looked at",
  },
} as const;

/** Within this share of the set point, or this pressure, a side has arrived: the band of the score. */
const arrivedShare = 0.01;
const arrivedKPa = 2;

/**
 * Is a side that was sent to a set point still on its way? It has arrived once it was in the band at the end of its ramp,
 * or is no longer held; what the cell does to the pressure afterwards starts nothing new.
 */
function onItsWay(side: Side): boolean {
  if (!side.loop.setPoint.arriving) return false;
  const share = arrivedShare * side.targetKPa;
  if (side.held && !side.settled(share > arrivedKPa ? share : arrivedKPa)) return true;
  side.loop.setPoint.arriving = false;
  return false;
}

/** Is something under way that `*OPC` waits for: orders not yet carried out, ramps not yet in their bands? */
export function pending(rig: Rig): boolean {
  // Both are asked, so that each is noted.
  const anode = onItsWay(rig.anode);
  return onItsWay(rig.cathode) || anode || rig.orders.count > 0;
}

export function operationConditions(rig: Rig): number {
  const { anode, cathode } = rig;
  let bits = 0;
  if (pending(rig)) bits |= operationBits.settling.bit;
  if (ramps(anode) || ramps(cathode)) bits |= operationBits.sweeping.bit;
  if (anode.fresh && cathode.fresh) bits |= operationBits.measuring.bit;
  if (hasContact(anode) && hasContact(cathode) && held(anode, cathode))
    bits |= operationBits.contact.bit;
  if (rig.programme.running) bits |= operationBits.programme.bit;
  return bits;
}

export function questionableConditions(rig: Rig, highKPa: Float64Array): number {
  const { anode, cathode, slow } = rig;
  const { log } = rig.guard;
  let bits = 0;
  if (!slow.voltsValid) bits |= questionableBits.voltage.bit;
  if (!slow.degCValid) bits |= questionableBits.temperature.bit;
  if (rig.identity.settingsOrigin?.startsWith("defaults") === true)
    bits |= questionableBits.calibration.bit;
  if (above(rig, 1, highKPa) || above(rig, 2, highKPa)) bits |= questionableBits.overPressure.bit;
  if (!anode.fresh || !cathode.fresh) bits |= questionableBits.sensorLost.bit;
  if (log.count === 0) return bits;
  if (log.isLatched("overForce", 1) || log.isLatched("overForce", 2))
    bits |= questionableBits.overPressure.bit;
  if (log.isLatched("notFollowing", 1) || log.isLatched("notFollowing", 2))
    bits |= questionableBits.stall.bit;
  return bits;
}

function ramps(side: Side): boolean {
  return side.held && side.phase === Phase.track && side.loop.setPoint.ramping;
}

function held(anode: Side, cathode: Side): boolean {
  return anode.held || cathode.held;
}

function hasContact(side: Side): boolean {
  return !side.held || side.phase === Phase.track;
}

function above(rig: Rig, channel: number, highKPa: Float64Array): boolean {
  const side = rig.side(channel);
  return side.fresh && side.pressureKPa > (highKPa[channel] as number);
}
