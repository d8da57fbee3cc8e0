import { makeVoltageReading } from "../../hal/cell-voltage.js";
import { Conversion } from "../../hal/conversion.js";
import type { Hal } from "../../hal/hal.js";
import { makeTemperatureReading } from "../../hal/thermometer.js";

/** A voltage or temperature older than this is no longer valid. */
const staleUs = 5e6;
/** Conversions of one channel taken in one tick at most. */
const perTickMax = 16;

/** Cell voltage and temperature: the newest of each, and whether it may still be used. */
export class SlowChannels {
  /** To be used only while `voltsValid`. */
  volts = 0;
  voltsValid = false;
  /** To be used only while `degCValid`. */
  degC = 0;
  degCValid = false;
  private readonly voltage = makeVoltageReading();
  private readonly temperature = makeTemperatureReading();
  private voltsAtUs = -staleUs;
  private degCAtUs = -staleUs;

  observe(hal: Hal, atUs: number): void {
    if (hal.cellVoltage.read(this.voltage) === Conversion.sample) this.takeVoltages(hal);
    this.voltsValid = atUs - this.voltsAtUs < staleUs;
    if (hal.thermometer.read(this.temperature) === Conversion.sample) this.takeTemperatures(hal);
    this.degCValid = atUs - this.degCAtUs < staleUs;
  }

  /** A voltage has just been read; there may be more. A clipped one is no voltage, and what was before is no longer true. */
  private takeVoltages(hal: Hal): void {
    let left = perTickMax;
    do {
      if (this.voltage.clipped) {
        this.voltsAtUs = -staleUs;
      } else {
        this.volts = this.voltage.volts;
        this.voltsAtUs = this.voltage.at;
      }
      left -= 1;
    } while (left > 0 && hal.cellVoltage.read(this.voltage) === Conversion.sample);
  }

  /** A temperature has just been read; there may be more. */
  private takeTemperatures(hal: Hal): void {
    let left = perTickMax;
    do {
      this.degC = this.temperature.degC;
      this.degCAtUs = this.temperature.at;
      left -= 1;
    } while (left > 0 && hal.thermometer.read(this.temperature) === Conversion.sample);
  }
}
