import type { Interlock, InterlockReading } from "../../hal/interlock.js";

/** The lines around the rig: levels in and the pulled "open" line out, as plain fields. */
export class SimInterlock implements Interlock {
  estop = false;
  quiet = false;
  /** The rig pulls the cycler's "open" input. */
  cyclerOpen = false;

  read(into: InterlockReading): void {
    into.estop = this.estop;
    into.quiet = this.quiet;
  }

  openCycler(open: boolean): void {
    this.cyclerOpen = open;
  }
}
