import type { Rig } from "./rig.js";
import type { Settings } from "./settings/table.js";
import type { Side } from "./side.js";

/** Why a quiet window has ended; the number is that of the event. */
export const QuietEnd = {
  /** The line or the command that asked for it asks no more. */
  released: 1,
  /** It had lasted as long as the settings allow. */
  length: 2,
  /** A pressure had drifted as far as is allowed. */
  drift: 3,
  /** All motion was stopped, by a fault or by command. */
  stopped: 4,
} as const;
export type QuietEnd = (typeof QuietEnd)[keyof typeof QuietEnd];

/** A window closes when a pressure has drifted by this share of itself, or by this much. */
const driftShare = 0.02;
const driftFloorKPa = 10;

/**
 * Still motors for an impedance measurement: while the window is open neither side decides anything, so that no screw
 * moves. The trigger line or the host opens it; it closes when they ask no more, or by itself after a time or a drift of
 * pressure, and then the line must be let go before it opens another.
 */
export class QuietWindow {
  open = false;
  /** The host asks for one. */
  asked = false;
  /** The last window closed by itself, and the line asks still. */
  private spent = false;
  private openedAtUs = 0;
  private anodeKPa = 0;
  private cathodeKPa = 0;
  private readonly lengthUs: number;

  constructor(settings: Settings["guard"]) {
    this.lengthUs = settings.quietTime * 1e6;
  }

  /** Is there anything to look at in this tick? */
  get concerned(): boolean {
    return this.open || this.asked || this.spent;
  }

  /** One look. True when the window opens or closes in this tick. */
  look(atUs: number, line: boolean, anode: Side, cathode: Side): boolean {
    if (!line) this.spent = false;
    const wanted = (line && !this.spent) || this.asked;
    if (this.open || !wanted) return false;
    this.open = true;
    this.openedAtUs = atUs;
    this.anodeKPa = anode.pressureKPa;
    this.cathodeKPa = cathode.pressureKPa;
    anode.loop.motion.rest();
    cathode.loop.motion.rest();
    return true;
  }

  /** Why the open window must close now; undefined while it may stay open. */
  reasonToClose(atUs: number, line: boolean, anode: Side, cathode: Side): QuietEnd | undefined {
    if (!(line || this.asked)) return QuietEnd.released;
    if (atUs - this.openedAtUs >= this.lengthUs) return QuietEnd.length;
    const drifted = isFar(anode, this.anodeKPa) || isFar(cathode, this.cathodeKPa);
    return drifted ? QuietEnd.drift : undefined;
  }

  /** Control goes on, without a bump: what has drifted comes back at the pace of the loop. */
  close(line: boolean, anode: Side, cathode: Side): void {
    this.open = false;
    this.asked = false;
    this.spent = line;
    takeOver(anode);
    takeOver(cathode);
  }
}

/** The proportional part answers changes: what has changed while nothing was decided is left to the integral one. */
function takeOver(side: Side): void {
  const forceN = side.sensor.filteredN;
  side.loop.pid.seed(side.loop.setPointN - forceN, forceN);
}

function isFar(side: Side, fromKPa: number): boolean {
  const shareKPa = driftShare * fromKPa;
  const mostKPa = shareKPa > driftFloorKPa ? shareKPa : driftFloorKPa;
  const driftKPa = side.pressureKPa - fromKPa;
  return driftKPa > mostKPa || driftKPa < -mostKPa;
}

/** Opens and closes the quiet window of a rig; called each tick in which somebody asks for one or one is there. True while no screw may move. */
export function keepQuiet(rig: Rig, atUs: number): boolean {
  rig.quiet ??= new QuietWindow(rig.settings.guard);
  const { quiet, anode, cathode } = rig;
  const line = rig.lines.quiet;
  if (!quiet.open) {
    if (quiet.look(atUs, line, anode, cathode))
      rig.telemetry.event("quietBegun", 0, quiet.asked ? 2 : 1, atUs);
    else if (!quiet.concerned) rig.quiet = undefined;
    return quiet.open;
  }
  const why = quiet.reasonToClose(atUs, line, anode, cathode);
  if (why !== undefined) end(rig, quiet, why);
  return quiet.open;
}

/** All motion was stopped: the window is over, and what was asked for is void. */
export function stopQuiet(rig: Rig, quiet: QuietWindow): void {
  if (quiet.open) end(rig, quiet, QuietEnd.stopped);
  quiet.asked = false;
}

/** The host asks for a quiet window, or asks no more. */
export function askQuiet(rig: Rig, on: boolean): void {
  if (on) rig.quiet ??= new QuietWindow(rig.settings.guard);
  if (rig.quiet !== undefined) rig.quiet.asked = on;
}

function end(rig: Rig, quiet: QuietWindow, why: QuietEnd): void {
  quiet.close(rig.lines.quiet, rig.anode, rig.cathode);
  rig.telemetry.event("quietEnded", 0, why, rig.atUs);
}
