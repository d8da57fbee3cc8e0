import type { InterlockReading } from "../../hal/interlock.js";
import { type FaultName, faultNames } from "../faults.js";
import type { Settings } from "../settings/table.js";
import type { Side } from "../side.js";
import { FaultLog, type FaultPlace } from "./fault-log.js";
import { SideGuard } from "./side-guard.js";

/**
 * Watches readings and plant each tick, apart from the controller, and latches what is wrong. It moves nothing: the
 * rig asks `fresh` afterwards and brings both sides to rest.
 */
export class Guard {
  readonly log = new FaultLog();
  /** A fault was raised in the last judgement. */
  raised = false;
  /** The newest fault. */
  newest: FaultName = "internal";
  newestPlace: FaultPlace = 0;
  private readonly anode: SideGuard;
  private readonly cathode: SideGuard;

  constructor(anode: Side, cathode: Side, settings: Settings) {
    this.anode = new SideGuard(anode, cathode, settings);
    this.cathode = new SideGuard(cathode, anode, settings);
  }

  judge(atUs: number, lines: InterlockReading): void {
    this.raised = false;
    if (lines.estop) this.raise("estop", 0, atUs);
    const a = this.anode.judge(atUs);
    if (a !== undefined) this.raise(a, 1, atUs);
    const c = this.cathode.judge(atUs);
    if (c !== undefined) this.raise(c, 2, atUs);
  }

  /** Latches a fault found by the rig itself. */
  raise(name: FaultName, place: FaultPlace, atUs: number): void {
    if (!this.log.raise(faultNames.indexOf(name), place, atUs)) return;
    this.raised = true;
    this.newest = name;
    this.newestPlace = place;
  }
}
