import type { CellVoltage, VoltageReading } from "../../hal/cell-voltage.js";
import type { Clock } from "../../hal/clock.js";
import { Conversion } from "../../hal/conversion.js";
import { volts } from "../../hal/units.js";
import type { VoltageAdc } from "../sensors/voltage-adc.js";
import { ResultRegister } from "./result-register.js";

/**
 * The cell-voltage channel as the firmware meets it: one conversion at a time, and whoever reads a
 * result starts the next.
 */
export class SimCellVoltage implements CellVoltage {
  /** Fault: the sense lead is off, and the buffer's bias current takes its input to the rail. */
  open = false;
  /** Fault: the converter does not answer. */
  dead = false;

  readonly physics: VoltageAdc;
  readonly #clock: Clock;
  readonly #result = new ResultRegister();
  #clipped = false;
  #started = false;
  #lost = false;

  constructor(physics: VoltageAdc, clock: Clock) {
    this.physics = physics;
    this.#clock = clock;
  }

  advance(_atUs: number, dtS: number, cellVolts: number): void {
    const physics = this.physics;
    const input = this.open ? 2 * physics.highestVolts : cellVolts;
    physics.begin(dtS);
    while (physics.convert(input)) {
      this.#clipped = physics.clipped;
      this.#result.put(physics.volts);
    }
  }

  read(into: VoltageReading): Conversion {
    if (this.dead) return Conversion.fault;
    if (this.#lost) {
      this.#lost = false;
      return Conversion.fault;
    }
    const fresh = this.#result.take();
    if (fresh || !this.#started) {
      this.#started = true;
      this.physics.startOne();
    }
    if (!fresh) return Conversion.none;
    into.at = this.#clock.now();
    into.volts = volts(this.#result.value);
    into.clipped = this.#clipped;
    return Conversion.sample;
  }

  /** Fault: the chip lost its supply; the next access finds it out, the one after starts it. */
  resetChip(): void {
    this.physics.stop();
    this.#result.take();
    this.#started = false;
    this.#lost = true;
  }
}
