import type { InterlockReading } from "../../hal/interlock.js";
import { type FaultName, faultNames } from "../faults.js";
import { Coupling } from "../pair/coupling.js";
import type { SlowChannels } from "../sensing/slow-channels.js";
import type { Settings } from "../settings/table.js";
import type { Side } from "../side.js";
import { CellWatch } from "../watch/cell-watch.js";
import { FaultLog, type FaultPlace } from "./fault-log.js";
import { SideGuard } from "./side-guard.js";
import { SlipWatch } from "./slip-watch.js";

const lookUs = 1e6;
/** After a slip the pellet goes with the cathode's screw until the anode's spring has given way enough. */
const slipOverUs = 120e6;

/** What is left of it in the readings meanwhile is its own. */
const jerkUs = 2e6;

/** A cell whose pellet breaks in the same seconds as a force is lost shows it by this, V; its own voltage moves by less than 1 mV/s. */
const fractureVolts = 0.02;
/** So long after the loss the voltage may show it: converted, read and looked at, us. */
const fractureUs = 2.5e6;

/** Force that is gone, that does not follow, or jumps: what slip does to a side is no other fault. */
function ofSlip(name: FaultName): boolean {
  if (name === "stiffnessJump") return true;
  return name === "suddenLoss" || name === "notFollowing" || name === "sensorJump";
}

/** Too much force is a fault whatever has pushed it over, but slip may have. */
function likeSlip(name: FaultName | undefined): boolean {
  return name === undefined || name === "overForce" || ofSlip(name);
}

const touches = (side: Side): boolean => side.fresh && side.sensor.medianN > side.contactN;

/** A procedure that presses on one side while the other screw stands, and knows what the pellet does under it. */
interface Examined {
  readonly slides: boolean;
}

/**
 * Watches readings and plant each tick, apart from the controller, and latches what is wrong. It moves nothing: the
 * rig asks `raised` afterwards and reacts as the table of faults says.
 */
export class Guard {
  readonly log = new FaultLog();
  /** A fault was raised in the last judgement. */
  raised = false;
  /** The newest fault. */
  newest: FaultName = "internal";
  newestPlace: FaultPlace = 0;
  /** Voltages of the last two looks, V; what was lost last, and until when the voltage may tell of what. */
  private volts = 0;
  private formerVolts = 0;
  /** Looks in a row at a voltage that was valid. */
  private voltsLooks = 0;
  private lostPlace: FaultPlace = 0;
  private lostUntilUs = 0;
  private readonly anode: SideGuard;
  private readonly cathode: SideGuard;
  /** Of a cell that plates lithium. */
  private readonly cell: CellWatch | undefined;
  /** The pellet between the two sides. */
  readonly slip: SlipWatch;
  /** The identification under way or the last one. */
  examined: Examined | undefined;
  private nextLookUs = 0;
  private jerkOverUs = 0;

  constructor(
    anode: Side,
    cathode: Side,
    settings: Settings,
    coupling = new Coupling(settings.mould.mountStiffness),
  ) {
    this.anode = new SideGuard(anode, cathode, settings);
    this.cathode = new SideGuard(cathode, anode, settings);
    this.slip = new SlipWatch(anode, cathode, settings, coupling);
    if (settings.cell.chemistry === "lithium") this.cell = new CellWatch(anode, cathode);
  }

  /** How often the screws have turned about lately, faded. */
  get anodeReversals(): number {
    return this.anode.watch.reversals;
  }

  get cathodeReversals(): number {
    return this.cathode.watch.reversals;
  }

  judge(atUs: number, lines: InterlockReading, slow: SlowChannels): void {
    this.raised = false;
    if (lines.estop) this.raise("estop", 0, atUs);
    const a = this.anode.judge(atUs);
    const c = this.cathode.judge(atUs);
    if (a !== undefined || c !== undefined) this.weigh(a, c, atUs, slow);
    if (atUs >= this.nextLookUs) this.look(atUs, lines, slow);
  }

  /** A pellet that slips looks like other things on each side alone. */
  private weigh(
    anode: FaultName | undefined,
    cathode: FaultName | undefined,
    atUs: number,
    slow: SlowChannels,
  ): void {
    if (this.looksLikeSlip(anode, cathode)) {
      if (this.examined?.slides) this.slidUnderTest(atUs);
      else if (this.slip.suspect(slow)) this.slipped(atUs);
    }
    const slips = atUs < this.jerkOverUs;
    if (anode !== undefined && !(slips && ofSlip(anode))) this.tell(anode, 1, atUs, slow);
    if (cathode !== undefined && !(slips && ofSlip(cathode))) this.tell(cathode, 2, atUs, slow);
  }

  /** A loss of force is told by what the voltage says of it: a pellet that breaks is felt by the cell, a spring or a wire is not. */
  private tell(name: FaultName, place: FaultPlace, atUs: number, slow: SlowChannels): void {
    if (name !== "suddenLoss") {
      this.raise(name, place, atUs);
      return;
    }
    // The last look may have come after the break; the one before it did not.
    if (this.lostPlace === 0) this.volts = this.formerVolts;
    this.lostPlace = place;
    this.lostUntilUs = atUs + fractureUs;
    this.raise(this.jumped(slow) ? "pelletFracture" : name, place, atUs);
  }

  /** The cell voltage is no longer what it was before the force was lost. */
  private jumped(slow: SlowChannels): boolean {
    if (this.voltsLooks < 2 || !slow.voltsValid) return false;
    const change = slow.volts - this.volts;
    return change > fractureVolts || change < -fractureVolts;
  }

  /** Once a second: keeps the voltage, or, after a loss, waits for what the cell says of it. */
  private lookAtVolts(atUs: number, slow: SlowChannels): void {
    if (this.lostPlace === 0) {
      this.formerVolts = this.volts;
      this.volts = slow.volts;
      this.voltsLooks = slow.voltsValid ? this.voltsLooks + 1 : 0;
      return;
    }
    if (this.jumped(slow)) this.raise("pelletFracture", this.lostPlace, atUs);
    if (atUs > this.lostUntilUs) this.lostPlace = 0;
  }

  /** Anything else, as a position that is lost, is none and spoils what the watch knows. */
  private looksLikeSlip(anode: FaultName | undefined, cathode: FaultName | undefined): boolean {
    if (likeSlip(anode) && likeSlip(cathode)) return true;
    this.slip.restart();
    return false;
  }

  /** The anode is what is frozen: the cathode, which has the less to lose, stays master. */
  private slipped(atUs: number): void {
    this.raise("slip", 1, atUs);
    this.jerkOverUs = atUs + jerkUs;
    this.anode.forgive(atUs);
    this.cathode.forgive(atUs + slipOverUs);
  }

  /** The pellet does not stay for the pressures that are measured at. */
  private slidUnderTest(atUs: number): void {
    this.raise("slippingPair", 0, atUs);
    this.jerkOverUs = atUs + jerkUs;
  }

  /** What is judged once a second. */
  private look(atUs: number, lines: InterlockReading, slow: SlowChannels): void {
    this.nextLookUs = atUs + lookUs;
    this.lookAtVolts(atUs, slow);
    const anode = this.anode.look(atUs);
    if (anode !== undefined) this.raise(anode, 1, atUs);
    const cathode = this.cathode.look(atUs);
    if (cathode !== undefined) this.raise(cathode, 2, atUs);
    const judged = !lines.quiet && touches(this.anode.side) && touches(this.cathode.side);
    const cell = this.cell?.look(atUs, slow, judged);
    if (cell !== undefined) this.raise(cell, 0, atUs);
    if (this.slip.look(slow)) this.slipped(atUs);
  }

  /** Another cell is in: contact may be anywhere, and its voltage is learnt anew. */
  newCell(): void {
    this.anode.contactUm = Infinity;
    this.cathode.contactUm = Infinity;
    this.cell?.unrest.forget();
  }

  /** Latches a fault found by the rig itself. */
  raise(name: FaultName, place: FaultPlace, atUs: number): void {
    if (!this.log.raise(faultNames.indexOf(name), place, atUs)) return;
    this.raised = true;
    this.newest = name;
    this.newestPlace = place;
  }
}
