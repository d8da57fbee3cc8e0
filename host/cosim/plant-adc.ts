import { Conversion } from "../../hal/conversion.js";
import type { AdcReading, LoadCellAdc } from "../../hal/load-cell-adc.js";
import { counts, type Instant } from "../../hal/units.js";

/** The load-cell converter of a plant: gives the code of a line once. */
export class PlantAdc implements LoadCellAdc {
  #code: number | undefined;
  #atUs = 0;

  /** A line has come; without a code it found no new conversion. */
  take(code: number | undefined, atUs: number): void {
    this.#code = code;
    this.#atUs = atUs;
  }

  read(into: AdcReading): Conversion {
    const code = this.#code;
    if (code === undefined) return Conversion.none;
    this.#code = undefined;
    into.at = this.#atUs as Instant;
    into.counts = counts(code);
    return Conversion.sample;
  }
}
