import type { Conversion } from "./conversion.js";
import type { Counts, Instant } from "./units.js";

/** Why a converter has no code to give. The set is closed; whatever fits nothing else is `other`. */
export type AdcFault = "bus" | "powerLost" | "gainLost" | "other";

/** Filled by `LoadCellAdc.read`; the caller owns it and passes the same one each time. */
export interface AdcReading {
  /** When it was read: the conversion ended between the read before and this instant. */
  at: Instant;
  /** Raw signed 24-bit code, -8388608 to 8388607; both ends mean a saturated input. */
  counts: Counts;
  /** Valid when `read` said `fault`. */
  fault: AdcFault;
}

export const makeAdcReading = (): AdcReading => ({
  at: 0 as Instant,
  counts: 0 as Counts,
  fault: "other",
});

/** The end stops of a signed 24-bit converter: a code there is a rail, not a measurement. */
export const codeMin = -8388608;
export const codeMax = 8388607;

/**
 * The converter of one load cell's bridge.
 *
 * Promises: `read` never waits and never throws: it does one bounded step, and the steps of starting the converter
 * (or of starting it again after a fault) are taken by calling it. It gives the newest conversion that it has not given
 * yet; a newer one has overwritten the older, as in the chip's only result register. `fault` is said once for each
 * failed access and leaves `counts` untouched. Conversions run on the converter's own clock, ten percent off at most.
 * `noisy` says that its own noise is ten codes and more, so that the same code again and again is no measurement, from the first on.
 * Does not promise that a code is plausible: settled, unsaturated and fresh are the guard's business.
 */
export interface LoadCellAdc {
  /** Left out where nobody knows: then a repetition means something once the noise has been seen. */
  readonly noisy?: boolean;
  read(into: AdcReading): Conversion;
}
