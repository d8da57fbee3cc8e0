import type { Interlock, InterlockReading } from "../../hal/interlock.js";

/** A monitor's contact opens below this (physics 5.3: less than 10 Mohm from piston to frame is a fault), ohm. */
const leastOhm = 10e6;

/** The lines around the rig: levels in and the pulled "open" line out, as plain fields. */
export class SimInterlock implements Interlock {
  estop = false;
  quiet = false;
  /** The rig pulls the cycler's "open" input. */
  cyclerOpen = false;
  /** What a monitor measures between pistons and frame, ohm; undefined on a rig without one. */
  monitorOhm: (() => number) | undefined;

  read(into: InterlockReading): void {
    into.estop = this.estop;
    into.quiet = this.quiet;
  }

  openCycler(open: boolean): void {
    this.cyclerOpen = open;
  }

  insulated(): boolean | undefined {
    return this.monitorOhm === undefined ? undefined : this.monitorOhm() >= leastOhm;
  }
}
