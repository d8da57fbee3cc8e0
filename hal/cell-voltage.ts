import type { Conversion } from "./conversion.js";
import type { Instant, Volts } from "./units.js";

/** Filled by `CellVoltage.read`; the caller owns it. */
export interface VoltageReading {
  /** When it was read: the conversion ended between the read before and this instant. */
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
 * Promises: `read` never waits or throws: it does one bounded step, of starting the converter at first, and gives the
 * newest conversion once; an older one that nobody read is gone. `fault` once for each failed access.
 * Does not promise that a cell is connected.
 */
export interface CellVoltage {
  read(into: VoltageReading): Conversion;
}
