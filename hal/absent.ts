// Parts that a board does not have. They keep every promise of their contracts by never having anything to tell;
// the rig's self-test says that they are missing, and the guard keeps a side without sensor or motor from being held.

import type { CellVoltage } from "./cell-voltage.js";
import { Conversion } from "./conversion.js";
import type { Interlock, InterlockReading } from "./interlock.js";
import type { LoadCellAdc } from "./load-cell-adc.js";
import type { Screw } from "./screw.js";
import type { Thermometer } from "./thermometer.js";

export class AbsentConverter implements LoadCellAdc, CellVoltage, Thermometer {
  read(): Conversion {
    return Conversion.none;
  }
}

export class AbsentScrew implements Screw {
  moveTo(): void {}
  stop(): void {}
  enable(): void {}
  read(): boolean {
    return false;
  }
}

export class AbsentInterlock implements Interlock {
  read(into: InterlockReading): void {
    into.estop = false;
    into.quiet = false;
  }
  openCycler(): void {}
}
