import { type FaultName, faultNames } from "../faults.js";

/** Where a fault is: the rig as a whole, or one side. Index into the log. */
export type FaultPlace = 0 | 1 | 2;
export const placeNames = ["rig", "anode", "cathode"] as const;

/** The latched faults: at most one of each kind at each place, kept until cleared by command. */
export class FaultLog {
  /** Changes whenever a fault is raised or cleared. */
  revision = 0;
  /** Latched now. */
  count = 0;
  /** 0 not latched, 1 latched, 2 latched and told. */
  private readonly latched = new Uint8Array(faultNames.length * placeNames.length);
  private readonly raisedAtUs = new Float64Array(faultNames.length * placeNames.length);

  /** Latches a fault; false when it already was. */
  raise(index: number, place: FaultPlace, atUs: number): boolean {
    const slot = index * placeNames.length + place;
    if (this.latched[slot] !== 0) return false;
    this.latched[slot] = 1;
    this.raisedAtUs[slot] = atUs;
    this.count += 1;
    this.revision += 1;
    return true;
  }

  isLatched(name: FaultName, place: FaultPlace): boolean {
    return this.latched[faultNames.indexOf(name) * placeNames.length + place] !== 0;
  }

  clear(): void {
    this.latched.fill(0);
    this.count = 0;
    this.revision += 1;
  }

  /** Calls `visit` for each fault that was latched since the last `tellAll`, the most critical kind first. */
  forEachNew(visit: (name: FaultName, place: FaultPlace) => void): void {
    for (let slot = 0; slot < this.latched.length; slot += 1) {
      const name = faultNames[Math.floor(slot / placeNames.length)];
      if (this.latched[slot] !== 1 || name === undefined) continue;
      visit(name, (slot % placeNames.length) as FaultPlace);
    }
  }

  /** What is latched now is no longer new. */
  tellAll(): void {
    for (let slot = 0; slot < this.latched.length; slot += 1) {
      if (this.latched[slot] === 1) this.latched[slot] = 2;
    }
  }

  /** Calls `visit` for each latched fault, the most critical kind first. Not for the tick: `visit` is a closure. */
  forEach(visit: (name: FaultName, place: FaultPlace, atUs: number) => void): void {
    for (let slot = 0; slot < this.latched.length; slot += 1) {
      const name = faultNames[Math.floor(slot / placeNames.length)];
      if (this.latched[slot] === 0 || name === undefined) continue;
      visit(name, (slot % placeNames.length) as FaultPlace, this.raisedAtUs[slot] ?? 0);
    }
  }
}
