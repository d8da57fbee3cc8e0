import type { Store } from "../../hal/store.js";
import type { Rig } from "../rig.js";
import { loadPowerOnFlags, savePowerOnFlags } from "../store/power-on-flags.js";
import type { Outbox } from "../telemetry/outbox.js";
import {
  operationConditions,
  pending,
  questionableBits,
  questionableConditions,
} from "./conditions.js";
import { eventBits, StatusGroup, type StatusRegisters } from "./status-registers.js";

/** Keeps the status registers true: conditions, the end of what `*OPC` asked about, enables over a power cut. */
export class StatusWatch {
  readonly status: StatusRegisters;
  /** Set by `*OPC`: the end of what is pending is to be told in the event register. */
  private completionAsked = false;
  /** Enables have changed that are to be kept over a power cut. */
  private unsaved = false;
  private lostSeen = 0;
  /** The highest set points that settings and load cells allow, by channel: working them out makes an object. */
  private readonly highKPa = new Float64Array(3);
  private readonly rig: Rig;
  private readonly outbox: Outbox;
  private readonly store: Store;

  constructor(rig: Rig, outbox: Outbox, store: Store, status: StatusRegisters) {
    this.rig = rig;
    this.outbox = outbox;
    this.store = store;
    this.status = status;
    this.highKPa[1] = rig.highestKPa(1);
    this.highKPa[2] = rig.highestKPa(2);
    loadPowerOnFlags(store, status);
  }

  /** Brings the condition registers up to date. */
  look(): void {
    const { rig, status } = this;
    status.watch(StatusGroup.operation, operationConditions(rig));
    status.watch(
      StatusGroup.questionable,
      questionableConditions(rig, this.highKPa) | this.lostData(),
    );
    if (this.completionAsked && !pending(rig)) {
      this.completionAsked = false;
      status.raise(eventBits.operationComplete.bit);
    }
    // A write to flash stops the processor for tens of milliseconds.
    if (this.unsaved && rig.resting) {
      this.unsaved = false;
      savePowerOnFlags(this.store, status);
    }
  }

  /** `*OPC`: as soon as nothing is pending, the event register says so. */
  askCompletion(): void {
    this.completionAsked = true;
    this.look();
  }

  /** `*CLS` and `*RST`: nobody wants to know any more (IEEE 488.2, 12.5.2). */
  forgetCompletion(): void {
    this.completionAsked = false;
  }

  /** Enables have changed; they are kept over a power cut if `*PSC` says so. */
  keepEnables(always = false): void {
    if (always || !this.status.clearsAtPowerOn) this.unsaved = true;
  }

  /** The bit of lines that were dropped since it was last asked. */
  private lostData(): number {
    const lost = this.outbox.droppedRows + this.outbox.droppedOthers;
    if (lost === this.lostSeen) return 0;
    this.lostSeen = lost;
    return questionableBits.lostData.bit;
  }
}
