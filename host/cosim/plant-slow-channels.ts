import type { CellVoltage, VoltageReading } from "../../hal/cell-voltage.js";
import { Conversion } from "../../hal/conversion.js";
import type { TemperatureReading, Thermometer } from "../../hal/thermometer.js";
import { degreesCelsius, type Instant, volts } from "../../hal/units.js";

/** A value of a line, which is given once. */
class Slow {
  value = 0;
  atUs = 0;
  #fresh = false;

  take(value: number | undefined, atUs: number): void {
    this.#fresh = value !== undefined;
    if (value !== undefined) this.value = value;
    this.atUs = atUs;
  }

  give(): boolean {
    const was = this.#fresh;
    this.#fresh = false;
    return was;
  }
}

/** The cell voltage of a plant. It has no end of range, so nothing clips. */
export class PlantCellVoltage implements CellVoltage {
  readonly slow = new Slow();

  read(into: VoltageReading): Conversion {
    if (!this.slow.give()) return Conversion.none;
    into.at = this.slow.atUs as Instant;
    into.volts = volts(this.slow.value);
    into.clipped = false;
    return Conversion.sample;
  }
}

/** The temperature of a plant's frame. */
export class PlantThermometer implements Thermometer {
  readonly slow = new Slow();

  read(into: TemperatureReading): Conversion {
    if (!this.slow.give()) return Conversion.none;
    into.at = this.slow.atUs as Instant;
    into.degC = degreesCelsius(this.slow.value);
    return Conversion.sample;
  }
}
