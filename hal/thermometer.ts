import type { Conversion } from "./conversion.js";
import type { DegreesCelsius, Instant } from "./units.js";

/** Filled by `Thermometer.read`; the caller owns it. */
export interface TemperatureReading {
  /** When it was read: the conversion ended between the read before and this instant. */
  at: Instant;
  degC: DegreesCelsius;
}

export const makeTemperatureReading = (): TemperatureReading => ({
  at: 0 as Instant,
  degC: 0 as DegreesCelsius,
});

/**
 * The temperature of the rig's frame near the load cells.
 *
 * Promises: as `CellVoltage`. Does not promise the temperature of the cell.
 */
export interface Thermometer {
  read(into: TemperatureReading): Conversion;
}
