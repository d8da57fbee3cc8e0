import type { Board } from "../../hal/board-contract.js";
import type { Hal, SideHal } from "../../hal/hal.js";
import { type Instant, instant } from "../../hal/units.js";
import { SimInterlock } from "../../sim/devices/sim-interlock.js";
import { SimStore } from "../../sim/devices/sim-store.js";
import type { JsonObject } from "../../src/document/table.js";
import type { PlantMessage, SideMessage } from "./message-shape.js";
import { PlantAdc } from "./plant-adc.js";
import { PlantScrew } from "./plant-screw.js";
import { PlantCellVoltage, PlantThermometer } from "./plant-slow-channels.js";
import { PlantUart } from "./plant-uart.js";
import { instantOf } from "./read-message.js";

class PlantSide implements SideHal {
  readonly adc = new PlantAdc();
  readonly screw = new PlantScrew();

  take(said: SideMessage | undefined, atUs: number, dtS: number): void {
    this.adc.take(said?.counts, atUs);
    this.screw.advance(dtS, said);
  }
}

/**
 * The plant of another process as a board: its clock is the `t` of the lines, its devices show what they say, and each line
 * is one tick. Settings that the host saves live as long as the process.
 */
export class PlantBoard implements Board {
  readonly anode = new PlantSide();
  readonly cathode = new PlantSide();
  readonly uart = new PlantUart();
  readonly hal: Hal;
  readonly serial = "COSIM";
  readonly resetReason = "Power-On";
  readonly factorySettings: JsonObject;

  #atUs = 0;
  readonly #interlock = new SimInterlock();
  readonly #cellVoltage = new PlantCellVoltage();
  readonly #thermometer = new PlantThermometer();
  #onTick: () => void = () => {};
  #onReceive: () => void = () => {};

  constructor(settings: JsonObject) {
    this.factorySettings = settings;
    this.hal = {
      clock: { now: (): Instant => instant(this.#atUs) },
      anode: this.anode,
      cathode: this.cathode,
      cellVoltage: this.#cellVoltage,
      thermometer: this.#thermometer,
      interlock: this.#interlock,
      uart: this.uart,
      store: new SimStore(),
    };
  }

  start(_tickMs: number, onTick: () => void, onReceive: () => void): void {
    this.#onTick = onTick;
    this.#onReceive = onReceive;
  }

  /** A line has come: what was received since the line before is taken in, and then there is a tick. */
  take(message: PlantMessage): void {
    const atUs = instantOf(message.t);
    const dtS = (atUs - this.#atUs) * 1e-6;
    this.#atUs = atUs;
    this.anode.take(message.anode, atUs, dtS);
    this.cathode.take(message.cathode, atUs, dtS);
    this.#cellVoltage.slow.take(message.cell?.volts, atUs);
    this.#thermometer.slow.take(message.temperature?.degC, atUs);
    this.#interlock.estop = message.lines?.estop ?? this.#interlock.estop;
    this.#interlock.quiet = message.lines?.quiet ?? this.#interlock.quiet;
    this.uart.send(message.rx ?? "");
    while (this.uart.waiting > 0) this.#onReceive();
    this.#onTick();
  }
}
