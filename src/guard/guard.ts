import type { InterlockReading } from "../../hal/interlock.js";
import { type FaultName, faultNames } from "../faults.js";
import type { SlowChannels } from "../sensing/slow-channels.js";
import type { Settings } from "../settings/table.js";
import type { Side } from "../side.js";
import { CellWatch } from "../watch/cell-watch.js";
import { FaultLog, type FaultPlace } from "./fault-log.js";
import { SideGuard } from "./side-guard.js";

const lookUs = 1e6;

/**
 * Watches readings and plant each tick, apart from the controller, and latches what is wrong. It moves nothing: the
 * rig asks `raised` afterwards and reacts as the table of faults says.
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
  /** Of a cell that plates lithium. */
  private readonly cell: CellWatch | undefined;
  private nextLookUs = 0;

  constructor(anode: Side, cathode: Side, settings: Settings) {
    this.anode = new SideGuard(anode, cathode, settings);
    this.cathode = new SideGuard(cathode, anode, settings);
    if (settings.cell.chemistry === "lithium") this.cell = new CellWatch();
  }

  /** How often the screws have turned about lately, faded. */
  get anodeReversals(): number {
    return this.anode.watch.reversals;
  }

  get cathodeReversals(): number {
    return this.cathode.watch.reversals;
  }

  judge(atUs: number, lines: InterlockReading, slow: SlowChannels): void {
    this.raised = false;
    if (lines.estop) this.raise("estop", 0, atUs);
    const a = this.anode.judge(atUs);
    if (a !== undefined) this.raise(a, 1, atUs);
    const c = this.cathode.judge(atUs);
    if (c !== undefined) this.raise(c, 2, atUs);
    if (atUs >= this.nextLookUs) this.look(atUs, lines, slow);
  }

  /** What is judged once a second. */
  private look(atUs: number, lines: InterlockReading, slow: SlowChannels): void {
    this.nextLookUs = atUs + lookUs;
    const anode = this.anode.look(atUs);
    if (anode !== undefined) this.raise(anode, 1, atUs);
    const cathode = this.cathode.look(atUs);
    if (cathode !== undefined) this.raise(cathode, 2, atUs);
    const cell = this.cell?.look(atUs, slow, lines.quiet);
    if (cell !== undefined) this.raise(cell, 0, atUs);
  }

  /** Latches a fault found by the rig itself. */
  raise(name: FaultName, place: FaultPlace, atUs: number): void {
    if (!this.log.raise(faultNames.indexOf(name), place, atUs)) return;
    this.raised = true;
    this.newest = name;
    this.newestPlace = place;
  }
}
