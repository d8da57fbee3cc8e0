import type { Conversion } from "./conversion.js";
import type { Instant, Volts } from "./units.js";

/** Filled by `CellVoltage.read`; the caller owns it. */
export interface VoltageReading {
  at: Instant;
  volts: Volts;
  /** The converter was at the end of its range: the voltage is at least this, not this. */
  clipped: boolean;
}

export const makeVoltageReading = (): VoltageReading => ({
  at: 0 as Instant,
  volts: 0 as Volts,
  clipped: false,
});

/**
 * The voltage of the cell under pressure, at the cell (divider and buffer already undone).
 *
 * Promises: `read` never waits or throws; each conversion is given once; `fault` once for each failed access.
 * Does not promise that a cell is connected.
 */
export interface CellVoltage {
  read(into: VoltageReading): Conversion;
}
