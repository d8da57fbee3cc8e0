import { makeVoltageReading } from "../../hal/cell-voltage.js";
import { Conversion } from "../../hal/conversion.js";
import type { Hal } from "../../hal/hal.js";
import { makeTemperatureReading } from "../../hal/thermometer.js";
import { followUs } from "./frame-warmth.js";

/** A voltage or temperature older than this is no longer valid. */
const staleUs = 5e6;
/** A frame of kilograms of metal cannot warm by this much between two readings, and an odd reading is forgotten after this. */
const jumpK = 5;
const jumpForgottenUs = 600e6;
/** Both are looked at twice a second, and a tick early is on time. */
const lookUs = 450000;

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
  private followDueUs = 0;
  /** When there is something to look at next, us. */
  dueUs = 0;

  /** To be called from `dueUs` on. True when the load cells are to follow a new temperature of the frame. */
  observe(hal: Hal, atUs: number): boolean {
    this.dueUs = atUs + lookUs;
    if (hal.cellVoltage.read(this.voltage) === Conversion.sample) this.takeVoltage();
    this.voltsValid = atUs - this.voltsAtUs < staleUs;
    const told = hal.thermometer.read(this.temperature) === Conversion.sample;
    const known = told && this.takeTemperature();
    this.degCValid = atUs - this.degCAtUs < staleUs;
    if (!known || atUs < this.followDueUs) return false;
    if (atUs > followUs) this.followDueUs = atUs + followUs;
    return true;
  }

  /** NaN while the voltage may not be used. */
  get knownVolts(): number {
    return this.voltsValid ? this.volts : Number.NaN;
  }

  /** A frame does not jump: what seems to is no temperature, until it has been so for long (physics 7, row 50). */
  private takeTemperature(): boolean {
    const degC = this.temperature.degC;
    const changeK = degC - this.degC;
    const known = this.degCAtUs >= 0 && this.temperature.at - this.degCAtUs < jumpForgottenUs;
    if (known && (changeK > jumpK || changeK < -jumpK)) return false;
    this.degC = degC;
    this.degCAtUs = this.temperature.at;
    return true;
  }

  /** A clipped voltage is none, and what was before is no longer true. */
  private takeVoltage(): void {
    if (this.voltage.clipped) {
      this.voltsAtUs = -staleUs;
      return;
    }
    this.volts = this.voltage.volts;
    this.voltsAtUs = this.voltage.at;
  }
}
