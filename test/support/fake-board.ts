import type { Board } from "../../hal/board-contract.js";
import type { Hal } from "../../hal/hal.js";
import { CutMedium, flashStoreOn } from "./cut-medium.js";
import { FakeHal } from "./fake-hal.js";

/** A board worked by hand: it calls the firmware when a test says so, and keeps its flash when it is started again. */
export class FakeBoard implements Board {
  readonly machine = new FakeHal();
  readonly hal: Hal;
  readonly serial = "BENCH-7";
  readonly resetReason = "Power-On";
  readonly factorySettings: { readonly [key: string]: unknown };
  tickMs = 0;
  starts = 0;
  onTick: () => void = () => {};
  onReceive: () => void = () => {};

  constructor(medium = new CutMedium(), factorySettings = {}) {
    this.hal = { ...this.machine, store: flashStoreOn(medium) };
    this.factorySettings = factorySettings;
  }

  start(tickMs: number, onTick: () => void, onReceive: () => void): void {
    this.starts += 1;
    this.tickMs = tickMs;
    this.onTick = onTick;
    this.onReceive = onReceive;
  }

  /** Ticks as the timer gives them; both load cells show these codes. */
  tick(times = 1, anodeCode = 0, cathodeCode = 0): void {
    const { clock, anode, cathode } = this.machine;
    for (let i = 0; i < times; i += 1) {
      clock.atUs += this.tickMs * 1000;
      anode.adc.convert(clock.atUs, anodeCode);
      cathode.adc.convert(clock.atUs, cathodeCode);
      this.onTick();
    }
  }

  /** The host sends a line; what the rig says at once. */
  ask(line: string): string {
    this.machine.uart.send(`${line}\n`);
    this.onReceive();
    return this.machine.uart.take();
  }
}
