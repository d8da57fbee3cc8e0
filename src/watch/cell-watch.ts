import type { FaultName } from "../faults.js";
import type { SlowChannels } from "../sensing/slow-channels.js";
import { type Pressed, PressRest } from "./press-rest.js";
import { VoltageUnrest } from "./voltage-unrest.js";

/** A lithium cell is above this until its last minutes, and a metallic bridge takes it below the other at once, V (physics 2.4). */
const aliveV = 1.5;
const shortedV = 0.5;
/** The fall from the one to the other takes at most this long, us; a cell that is discharged too deep takes minutes. */
const fallUs = 5e6;

/**
 * Watches the voltage of a cell that plates lithium, once a second: a metallic bridge, and a filament that is about to become one
 * (physics 7, rows 30 and 31). A voltage that is not valid is not judged, nor is one during an impedance measurement, nor that of
 * pistons that do not both touch the cell: what a cycler drives then goes to its limit. A bridge is passive; a voltage that is
 * far below zero is that of something that is driven. While a pressure changes the voltage does, too, and a filament waits.
 */
export class CellWatch {
  readonly unrest = new VoltageUnrest();
  private readonly press: PressRest;
  private aliveAtUs = -fallUs;
  private shortedLooks = 0;
  private told = false;

  constructor(anode: Pressed, cathode: Pressed) {
    this.press = new PressRest(anode, cathode);
  }

  /** Once a second: what is wrong with the cell, or undefined. `judged`: both pistons press on it, and nobody measures impedance. */
  look(atUs: number, slow: SlowChannels, judged: boolean): FaultName | undefined {
    if (!slow.voltsValid || !judged) {
      this.unrest.pause();
      this.shortedLooks = 0;
      return undefined;
    }
    const volts = slow.volts;
    if (this.press.look()) this.unrest.look(volts);
    else this.unrest.pause();
    if (this.bridged(atUs, volts)) return "hardShort";
    if (!this.unrest.restless) this.told = false;
    else if (!this.told) {
      this.told = true;
      return "softShort";
    }
    return undefined;
  }

  /** Two looks in a row below, soon after it was alive: one reading alone is none. */
  private bridged(atUs: number, volts: number): boolean {
    if (volts > aliveV) this.aliveAtUs = atUs;
    if (volts >= shortedV || volts < -shortedV) {
      this.shortedLooks = 0;
      return false;
    }
    if (this.shortedLooks === 0 && atUs - this.aliveAtUs > fallUs) return false;
    this.shortedLooks += 1;
    return this.shortedLooks === 2;
  }
}
