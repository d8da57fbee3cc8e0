import type { Clock } from "../../hal/clock.js";
import { Conversion } from "../../hal/conversion.js";
import type { TemperatureReading, Thermometer } from "../../hal/thermometer.js";
import { degreesCelsius } from "../../hal/units.js";
import type { FrameThermometer } from "../sensors/thermometer.js";
import { ResultRegister } from "./result-register.js";

/** Conversions in a second from power-on until the first access sets its own. */
const powerOnRateHz = 1;

/** The frame's thermometer as the firmware meets it: it converts from power-on, by itself. */
export class SimThermometer implements Thermometer {
  /** Fault: the sensor does not answer. */
  dead = false;

  readonly physics: FrameThermometer;
  readonly #clock: Clock;
  readonly #result = new ResultRegister();
  #configured = false;

  constructor(physics: FrameThermometer, clock: Clock) {
    this.physics = physics;
    this.#clock = clock;
    physics.select(powerOnRateHz);
    physics.start();
  }

  advance(_atUs: number, dtS: number, frameDegC: number): void {
    const physics = this.physics;
    physics.begin(dtS);
    while (physics.convert(frameDegC)) this.#result.put(physics.degC);
  }

  read(into: TemperatureReading): Conversion {
    if (this.dead) return Conversion.fault;
    if (!this.#configured) {
      this.#configured = true;
      this.#result.take();
      this.physics.select(this.physics.rateHz);
      this.physics.start();
      return Conversion.none;
    }
    if (!this.#result.take()) return Conversion.none;
    into.at = this.#clock.now();
    into.degC = degreesCelsius(this.#result.value);
    return Conversion.sample;
  }
}
