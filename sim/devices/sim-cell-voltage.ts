import type { CellVoltage, VoltageReading } from "../../hal/cell-voltage.js";
import { instant, volts } from "../../hal/units.js";
import type { VoltageAdc } from "../sensors/voltage-adc.js";
import { SampleQueue } from "./sample-queue.js";

const queueCapacity = 32;

/** The cell-voltage channel as the firmware meets it. */
export class SimCellVoltage implements CellVoltage {
  /** Fault: the sense lead is off, and the buffer's bias current takes its input to the rail. */
  open = false;
  /** Fault: the converter does not answer. */
  dead = false;

  readonly #physics: VoltageAdc;
  readonly #queue = new SampleQueue(queueCapacity);
  readonly #railVolts: number;
  #faultDue = false;

  constructor(physics: VoltageAdc) {
    this.#physics = physics;
    this.#railVolts = physics.highestVolts;
  }

  advance(atUs: number, dtS: number, cellVolts: number): void {
    const physics = this.#physics;
    const input = this.open ? 2 * this.#railVolts : cellVolts;
    physics.begin(dtS);
    while (physics.convert(input)) {
      if (this.dead) this.#faultDue = true;
      else this.#queue.push(Math.floor(atUs + physics.offsetS * 1e6 + 0.5), physics.volts);
    }
  }

  read(into: VoltageReading): "none" | "sample" | "fault" {
    if (this.#faultDue) {
      this.#faultDue = false;
      return "fault";
    }
    if (!this.#queue.take()) return "none";
    const value = this.#queue.value;
    into.at = instant(this.#queue.atUs);
    into.volts = volts(value);
    into.clipped = value >= this.#railVolts || value <= -this.#railVolts;
    return "sample";
  }
}
