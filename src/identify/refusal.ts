import type { FaultName } from "../faults.js";
import type { SideName } from "../settings/table.js";

/** An identification that ends because the rig is not what it should be: the fault to be latched, and where. */
export class Refusal extends Error {
  readonly fault: FaultName;
  /** 0 the rig, 1 anode, 2 cathode. */
  readonly place: 0 | 1 | 2;

  constructor(fault: FaultName, side: SideName | undefined) {
    super(fault);
    this.fault = fault;
    this.place = side === undefined ? 0 : side === "anode" ? 1 : 2;
  }
}
