import type { Coupling } from "../pair/coupling.js";
import { Phase } from "../phase.js";
import type { SlowChannels } from "../sensing/slow-channels.js";
import type { Settings } from "../settings/table.js";
import type { Side } from "../side.js";
import { PelletTrace, settledLooks } from "./pellet-trace.js";

/** What showed the slip. */
export const SlipSign = {
  none: 0,
  /** One force fell and the other rose at once by the same motion of the pellet. */
  step: 1,
  /** Both screws walk one way while both forces stay: the loops fight. */
  walk: 2,
  /** One screw has gone further than the cell can have grown. */
  travel: 3,
  /** While one side is loaded the other is pushed back by more than the mould gives way. */
  transmission: 4,
} as const;
export type SlipSign = (typeof SlipSign)[keyof typeof SlipSign];

/** A slip of less is left to the travel, um. */
const leastStepUm = 1;
/** Two sides' stiffnesses may each be off by half or twice; so the same motion may look this many times different. */
const matchRatio = 4;
/** Of a motion the force itself must show this share: the rest may be its screw's, but a screw in its lash shows none. */
const shownShare = 0.2;
/** More than this many times what the mould gives way is no giving way (physics 8). */
const transmissionRatio = 3;
/** The softest mount that still is one, N/um (physics 3.2), where it is not known. */
const softestMountNPerUm = 5;
/** Of the larger force: with less difference there is nothing to slip for. */
const leastDifference = 0.2;
/** So many looks may pass without one that goes into it. */
const quietMax = 16;
/** A thermometer that is dead stands for this much, K. */
const unknownK = 5;
/** What two temperatures make of a travel lasts until both nodes have settled. */
const noTemperature = -1000;

/**
 * Watches whether the pellet slides along the wall of its mould (physics 3.4 and 7, rows 28 and 52). In slip the two forces
 * obey one sum, and an anode loop that goes on pushing extrudes the pellet.
 *
 * Judged once a second and only while both sides are held, from four signs. Three of them need nothing but both sides:
 * a breathing cell, of whatever kind, moves one face of the pellet or the two against each other, never both one way.
 * The fourth, travel of one side alone, is judged only when the settings say how far the cell breathes.
 */
export class SlipWatch {
  /** What was seen last. */
  sign: SlipSign = SlipSign.none;
  private readonly anode: PelletTrace;
  private readonly cathode: PelletTrace;
  private readonly coupling: Coupling;
  private readonly settings: Settings;
  private watching = false;
  /** Both sides have been at rest for long, and so many looks have found nothing to be done. */
  private settled = false;
  private quietLooks = 0;
  /** F_a - F_c at the beginning of a walk, N. */
  private fromN = 0;
  private anchorDegC = noTemperature;
  /** Temperature has moved so far since both sides came to rest, K. */
  warmestK = 0;

  constructor(anode: Side, cathode: Side, settings: Settings, coupling: Coupling) {
    this.anode = new PelletTrace(anode, 1);
    this.cathode = new PelletTrace(cathode, -1);
    this.coupling = coupling;
    this.settings = settings;
  }

  /** Once a second; true when the pellet slips. */
  look(slow: SlowChannels): boolean {
    // Nearly always both forces are where they should be. Then nothing can have come at once, and walks can wait.
    if (this.settled && this.quietLooks < quietMax && this.anode.still() && this.cathode.still()) {
      if (this.quietLooks === 0) this.rest();
      this.quietLooks += 1;
      return false;
    }
    this.quietLooks = 0;
    this.settled = false;
    const anodeHeld = tracks(this.anode.side);
    const cathodeHeld = tracks(this.cathode.side);
    if (!anodeHeld || !cathodeHeld) {
      this.watching = false;
      this.anode.follow(anodeHeld);
      this.cathode.follow(cathodeHeld);
      return false;
    }
    if (!this.watching) this.start();
    const anodeBegins = this.anode.pace();
    const cathodeBegins = this.cathode.pace();
    const restLooks = lesser(this.anode.restLooks, this.cathode.restLooks);
    this.anode.look();
    this.cathode.look();
    // Before it is judged: what a side did on its own ramp and in its tail tells nothing of the pellet.
    if (anodeBegins || cathodeBegins) this.begin();
    this.sign = this.judge(restLooks);
    if (this.sign !== SlipSign.none) {
      this.watching = false;
      return true;
    }
    if (restLooks === settledLooks) this.anchor(slow);
    else if (restLooks > settledLooks) {
      this.settled = true;
      this.feelWarmth(slow);
    }
    return false;
  }

  /**
   * A fault of one side may come of slip: true when the pellet slips. The loops have perhaps not decided on what the fault has
   * seen, and by their errors all would still be quiet.
   */
  suspect(slow: SlowChannels): boolean {
    this.settled = false;
    return this.look(slow);
  }

  /** What was under way is over. */
  private rest(): void {
    this.anode.skip();
    this.cathode.skip();
  }

  /**
   * How far the screw of a side has gone, either way, beyond what the settings say that cell, lash and temperature ask for, um: as
   * it follows a load cell that creeps (physics 7, row 18). Negative while it has not, or nobody knows how far the cell breathes.
   */
  beyondUm(channel: number): number {
    const { guard, cell } = this.settings;
    const trace = channel === 2 ? this.cathode : this.anode;
    const expansionUm = channel === 2 ? cell.expansionCathode : cell.expansionAnode;
    if (expansionUm === undefined || !this.watching) return -1;
    const walkUm = trace.walkUm < 0 ? -trace.walkUm : trace.walkUm;
    const lashUm = this.settings[trace.side.name].screw.lash;
    const warmUm = guard.thermalTravel * this.warmestK;
    return walkUm - expansionUm - lashUm - warmUm - guard.travelBudget;
  }

  /** What was known of positions is worth nothing any more. */
  restart(): void {
    this.settled = false;
    this.watching = false;
    this.anode.lose();
    this.cathode.lose();
  }

  private start(): void {
    this.watching = true;
    this.anode.start();
    this.cathode.start();
    this.begin();
  }

  private begin(): void {
    this.anode.begin();
    this.cathode.begin();
    this.fromN = this.differenceN();
  }

  private differenceN(): number {
    return this.anode.side.sensor.filteredN - this.cathode.side.sensor.filteredN;
  }

  /** From here on travel counts. */
  private anchor(slow: SlowChannels): void {
    this.begin();
    this.anchorDegC = slow.degCValid ? slow.degC : noTemperature;
    this.warmestK = slow.degCValid ? 0 : unknownK;
  }

  private feelWarmth(slow: SlowChannels): void {
    if (!slow.degCValid || this.anchorDegC === noTemperature) {
      if (this.warmestK < unknownK) this.warmestK = unknownK;
      return;
    }
    const k = slow.degC - this.anchorDegC;
    const size = k < 0 ? -k : k;
    if (size > this.warmestK) this.warmestK = size;
  }

  private judge(restLooks: number): SlipSign {
    const differenceN = this.differenceN();
    const way = differenceN < 0 ? -1 : 1;
    const larger = (way > 0 ? this.anode : this.cathode).side.sensor.filteredN;
    if (way * differenceN < leastDifference * larger) return SlipSign.none;
    if (this.stepped(way)) return SlipSign.step;
    if (restLooks <= settledLooks)
      return this.transmits(way, differenceN) ? SlipSign.transmission : SlipSign.none;
    return this.walked(way);
  }

  /** The pushing force fell, and both sides saw the pellet go the way that it is pushed. */
  private stepped(way: number): boolean {
    const pushing = way > 0 ? this.anode : this.cathode;
    const pushed = way > 0 ? this.cathode : this.anode;
    const fellUm = pushing.shownUm(-1);
    if (fellUm === 0) return false;
    // Of a ramp that was turned round the force shows the way before.
    if (pushing.restLooks < 0 || pushed.restLooks < 0) return false;
    // What is commanded explains it: the force is being lowered here or raised there.
    if (!pushing.rests && pushing.rampDirection < 0) return false;
    if (!pushed.rests && pushed.rampDirection > 0) return false;
    // And so does a loop that still brings it there: a slip takes both forces away from their set points.
    if (pushing.aboveN() > 0 || pushed.aboveN() < 0) return false;
    const one = way * pushing.stepUm;
    const other = way * pushed.stepUm;
    return (
      one > least(pushing, way) &&
      other > least(pushed, way) &&
      one < matchRatio * other &&
      other < matchRatio * one &&
      fellUm > shownShare * one &&
      pushed.shownUm(1) > shownShare * other
    );
  }

  /** While the higher pressure is raised the lower side is a witness: its set point stands. */
  private transmits(way: number, differenceN: number): boolean {
    const pushing = way > 0 ? this.anode : this.cathode;
    const witness = way > 0 ? this.cathode : this.anode;
    if (pushing.rampDirection <= 0 || !witness.rests) return false;
    const grownN = way * (differenceN - this.fromN);
    const mount = this.coupling.rigid ? softestMountNPerUm : this.coupling.mountNPerUm;
    const givesWayUm = grownN > 0 ? grownN / mount : 0;
    const lashUm = this.settings[witness.side.name].screw.lash;
    return (
      way * witness.walkUm >
      transmissionRatio * givesWayUm +
        this.settings.guard.travelBudget +
        lashUm +
        witness.relaxedUm(way) +
        witness.doubtUm()
    );
  }

  private walked(way: number): SlipSign {
    const { guard, cell, anode, cathode } = this.settings;
    const allowed = guard.travelBudget + guard.thermalTravel * this.warmestK;
    const anodeUm = way * this.anode.walkUm - anode.screw.lash - allowed;
    const cathodeUm = way * this.cathode.walkUm - cathode.screw.lash - allowed;
    const anodeExpansion = cell.expansionAnode ?? Infinity;
    const cathodeExpansion = cell.expansionCathode ?? Infinity;
    if (anodeUm > anodeExpansion || cathodeUm > cathodeExpansion) return SlipSign.travel;
    // Electrodes that breathe against each other move both faces one way, by no more than the lesser of the two.
    const both = lesser(anodeExpansion, cathodeExpansion);
    const breath = both === Infinity ? 0 : both;
    return lesser(anodeUm, cathodeUm) > breath ? SlipSign.walk : SlipSign.none;
  }
}

function tracks(side: Side): boolean {
  return side.held && side.phase === Phase.track;
}

function lesser(a: number, b: number): number {
  return a < b ? a : b;
}

/** The least motion in two looks that is taken for one, um: a tenth of what a train takes up passes in two seconds. */
function least(trace: PelletTrace, way: number): number {
  const um = trace.noiseUm() + 0.2 * trace.relaxedUm(way);
  return um > leastStepUm ? um : leastStepUm;
}
