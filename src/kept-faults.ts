import { faultNames, keptBit, opensCycler } from "./faults.js";
import type { FaultLog, FaultPlace } from "./guard/fault-log.js";

const places: readonly FaultPlace[] = [0, 1, 2];

/** What is latched of the cell itself, as a number for the record of the run: bits of the table of faults, one further for each place. */
export function keptBits(log: FaultLog): number {
  let bits = 0;
  log.forEach((name, place) => {
    const bit = keptBit(name);
    if (bit !== undefined) bits |= 1 << (bit + place);
  });
  return bits;
}

/**
 * Latches them again; true when one of them takes the current off the cell. They are no news: what else has to happen on them has
 * happened before the start.
 */
export function latchKept(bits: number, log: FaultLog, atUs: number): boolean {
  let opens = false;
  faultNames.forEach((name, index) => {
    const bit = keptBit(name);
    if (bit === undefined) return;
    for (const place of places) {
      if (((bits >> (bit + place)) & 1) === 0) continue;
      log.raise(index, place, atUs);
      opens ||= opensCycler(name);
    }
  });
  log.tellAll();
  return opens;
}
