import type { TemperatureReading, Thermometer } from "../../hal/thermometer.js";
import { degreesCelsius, instant } from "../../hal/units.js";
import type { FrameThermometer } from "../sensors/thermometer.js";
import { SampleQueue } from "./sample-queue.js";

const queueCapacity = 16;

/** The frame's thermometer as the firmware meets it. */
export class SimThermometer implements Thermometer {
  /** Fault: the sensor does not answer. */
  dead = false;

  readonly #physics: FrameThermometer;
  readonly #queue = new SampleQueue(queueCapacity);
  #faultDue = false;

  constructor(physics: FrameThermometer) {
    this.#physics = physics;
  }

  advance(atUs: number, dtS: number, frameDegC: number): void {
    const physics = this.#physics;
    physics.begin(dtS);
    while (physics.convert(frameDegC)) {
      if (this.dead) this.#faultDue = true;
      else this.#queue.push(Math.floor(atUs + physics.offsetS * 1e6 + 0.5), physics.degC);
    }
  }

  read(into: TemperatureReading): "none" | "sample" | "fault" {
    if (this.#faultDue) {
      this.#faultDue = false;
      return "fault";
    }
    if (!this.#queue.take()) return "none";
    into.at = instant(this.#queue.atUs);
    into.degC = degreesCelsius(this.#queue.value);
    return "sample";
  }
}
