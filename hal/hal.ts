import type { CellVoltage } from "./cell-voltage.js";
import type { Clock } from "./clock.js";
import type { Interlock } from "./interlock.js";
import type { LoadCellAdc } from "./load-cell-adc.js";
import type { Screw } from "./screw.js";
import type { Store } from "./store.js";
import type { Thermometer } from "./thermometer.js";
import type { Uart } from "./uart.js";

/** What stands between one electrode and the frame: a screw that presses and a load cell that tells. */
export interface SideHal {
  readonly adc: LoadCellAdc;
  readonly screw: Screw;
}

/** The whole machine, built once by a board; everything with a wire or a clock is reached through it. */
export interface Hal {
  readonly clock: Clock;
  readonly anode: SideHal;
  readonly cathode: SideHal;
  readonly cellVoltage: CellVoltage;
  readonly thermometer: Thermometer;
  readonly interlock: Interlock;
  readonly uart: Uart;
  readonly store: Store;
}
