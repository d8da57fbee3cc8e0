import { looseCrossGain } from "../pair/coupling.js";
import { Phase } from "../phase.js";
import { highestSetPoint } from "../programme/limits.js";
import type { Settings } from "../settings/table.js";
import type { Side } from "../side.js";
import { conclude, concludeSide } from "./conclusion.js";
import type { RigIdentity } from "./identity.js";
import { LevelRecord } from "./level-record.js";
import { Refusal } from "./refusal.js";
import { SideExam } from "./side-exam.js";
import type { Procedure } from "./side-probe.js";

/** Both sides are touched with this force before anything is measured, N. */
export const touchN = 5;
/** Without a wish, loads go up to this many times the touch. */
const touchesAtMost = 3;
/** Speed of the ramp that would follow a search for contact, kPa/s; it is taken over before. */
const searchRateKPaPerS = 20;
/** Contacts that turned out to be none. */
const triesMax = 3;

/** What it is doing, for the host. */
export const IdentifyStage = {
  touch: "touch",
  measure: "measure",
  done: "done",
  refused: "refused",
  stopped: "stopped",
} as const;
export type IdentifyStage = (typeof IdentifyStage)[keyof typeof IdentifyStage];

/**
 * Finds out what the rig is made of (docs/identification.md): touches with both sides, then measures one side after the other at
 * several loads while the other screw stands. `step` goes on by a tick; the objects live as long as it runs.
 */
export class Identification {
  stage: IdentifyStage = IdentifyStage.touch;
  /** The side that is moved, as a channel: 1 anode, 2 cathode. */
  channel = 2;
  /** Why it was refused. */
  refusal: Refusal | undefined;
  result: RigIdentity | undefined;
  private readonly anode: Side;
  private readonly cathode: Side;
  readonly exams: { readonly anode: SideExam; readonly cathode: SideExam };
  private readonly settings: Settings;
  private readonly levelKPa: Float64Array;
  private readonly procedure: Procedure;

  /** `levelKPa`: highest pressures that may be measured at, at 1 and 2; 0 leaves it to the procedure. */
  constructor(anode: Side, cathode: Side, settings: Settings, levelKPa: Float64Array) {
    this.anode = anode;
    this.cathode = cathode;
    this.settings = settings;
    this.levelKPa = levelKPa;
    const record = new LevelRecord();
    this.exams = {
      anode: new SideExam(anode, cathode, settings.anode, record),
      cathode: new SideExam(cathode, anode, settings.cathode, record),
    };
    this.procedure = this.run();
  }

  /** The pellet slides under the move that is being made. */
  get slides(): boolean {
    return this.running && this.exams[this.channel === 1 ? "anode" : "cathode"].slides;
  }

  get running(): boolean {
    return this.stage === IdentifyStage.touch || this.stage === IdentifyStage.measure;
  }

  /** One tick. What it throws but a refusal is our own mistake. */
  step(atUs: number): void {
    if (!this.running) return;
    this.exams.anode.probe.nowUs = atUs;
    this.exams.cathode.probe.nowUs = atUs;
    try {
      this.procedure.next();
    } catch (error) {
      this.stage = IdentifyStage.refused;
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error;
    }
  }

  /** It is over before its end: a fault or a stop. */
  stop(): void {
    if (this.running) this.stage = IdentifyStage.stopped;
  }

  private *run(): Procedure {
    const { anode, cathode } = this.exams;
    yield* cathode.listen();
    yield* anode.listen();
    yield* this.touch(cathode);
    yield* this.touch(anode);
    this.stage = IdentifyStage.measure;
    yield* this.measure(cathode);
    // The anode is loaded more, and may arrive there: from now on the cathode's loop knows its own train.
    this.cathode.loop.adopt(concludeSide(cathode, this.settings.cathode.train.contact));
    yield* this.measure(anode);
    this.result = conclude(anode, cathode, this.settings);
    this.anode.handBack();
    this.cathode.handBack();
    this.stage = IdentifyStage.done;
  }

  private *touch(exam: SideExam): Procedure {
    this.channel = exam === this.exams.cathode ? 2 : 1;
    const side = exam.side;
    exam.topN = this.topN(side);
    yield* this.findContact(exam);
    yield* exam.touch();
    const { topN } = exam;
    const baseN = exam.baseN > touchN ? exam.baseN : touchN;
    yield* exam.raise(lower(baseN, 0.6 * topN), true);
  }

  private *findContact(exam: SideExam): Procedure {
    const side = exam.side;
    for (let tries = 1; ; tries += 1) {
      if (side.phase !== Phase.probe) side.hold((touchN * 1000) / side.areaMm2, searchRateKPaPerS);
      while (side.phase !== Phase.track && side.phase !== Phase.probe) yield undefined;
      side.takeOver();
      while (side.status.moving) yield undefined;
      exam.probe.samples = 16;
      exam.probe.arrivedS = exam.probe.nowS;
      yield* exam.probe.dwell();
      if (exam.probe.forceN > 0.5 * side.contactN) break;
      if (tries === triesMax) throw new Refusal("noContact", side.name);
      side.startSeeking();
    }
  }

  private *measure(exam: SideExam): Procedure {
    this.channel = exam === this.exams.cathode ? 2 : 1;
    const { probe, topN } = exam;
    yield* probe.dwell();
    const baseN = probe.forceN;
    const ratio = topN / baseN;
    yield* exam.level(true);
    this.judgeCross(exam);
    if (ratio > 3) {
      yield* exam.raise(baseN * Math.sqrt(ratio), false);
      yield* exam.level(false);
      this.judgeCross(exam);
    }
    if (ratio > 1.5) {
      yield* exam.raise(exam.levelBelow(topN), true);
      yield* exam.level(true);
      this.judgeCross(exam);
    }
  }

  /** Cross gains of the anode: great at the lowest load it is a loose mould, great only above, the pellet slips. */
  private judgeCross(exam: SideExam): void {
    if (exam !== this.exams.anode) return;
    const { levels } = exam;
    const newest = levels[levels.length - 1];
    if (newest === undefined) return;
    const { cross, crossSigma } = newest;
    if (cross < looseCrossGain || cross - 3 * crossSigma < 0.5 * looseCrossGain) return;
    throw new Refusal(levels.length === 1 ? "looseMould" : "slippingPair", undefined);
  }

  /** Highest force that a side may be measured at, N. */
  private topN(side: Side): number {
    const asked = this.levelKPa[side.name === "anode" ? 1 : 2] as number;
    const highest = highestSetPoint(this.settings, side.name).limitKPa;
    const newtonsPerKPa = side.areaMm2 / 1000;
    const wish = asked > 0 ? asked * newtonsPerKPa : touchesAtMost * touchN;
    return lower(wish, highest * newtonsPerKPa);
  }
}

const lower = (a: number, b: number): number => (a < b ? a : b);
