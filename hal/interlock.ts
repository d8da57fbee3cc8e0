/** Filled by `Interlock.read`; the caller owns it. */
export interface InterlockReading {
  /** The emergency stop is pressed, or its wire is broken (normally closed contact). */
  estop: boolean;
  /** The quiet-window trigger: an impedance measurement asks for still motors. */
  quiet: boolean;
}

export const makeInterlockReading = (): InterlockReading => ({ estop: false, quiet: false });

/**
 * The lines to the world around the rig.
 *
 * Promises: levels as they are now, never edges; `openCycler(true)` pulls the cycler's "open" input and keeps
 * it pulled until told otherwise; `insulated` is what a monitor of the insulation between pistons and frame says, asked when
 * a cell is about to be pressed and not each tick: undefined on a rig without one, false when its wire is broken. Does not
 * promise that the cycler obeys.
 */
export interface Interlock {
  read(into: InterlockReading): void;
  openCycler(open: boolean): void;
  insulated(): boolean | undefined;
}
