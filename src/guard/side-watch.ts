import type { FaultName } from "../faults.js";
import { sizeOf } from "../maths/size.js";
import { Mode } from "../mode.js";
import { Phase } from "../phase.js";
import { drawingDoubt } from "../settings/drawing-doubt.js";
import type { Side } from "../side.js";
import { LashWatch } from "./lash-watch.js";

/** What is counted fades by this share a second: memories of some 100 s and of some 300 s. */
const spikeKept = 0.99;
const reversalKept = 0.997;
/** A change of force within a second that is looked into: noise of the filtered force, and a share of the force. */
const noiseSigmas = 30;
const leastShare = 0.003;
/** And so many times what the force has changed in the seconds before. */
const calmFactor = 4;
const calmShare = 0.1;
/** The stiffness may be three times what it is taken for; four times is another train (physics 8: 0.4 to 2.5). */
const doubt = 3;
const jumpFactor = 4;
/** A drawing is off by no more than this (physics 8): an estimate below it has taken lost motion for a train that gives way. */
const leastOfDrawn = 1 / drawingDoubt;
/** Of what is under way half comes within a second: dead time, load cell and median of three take one and a half at most. */
const unseenKept = 0.5;
/** Conversions in a row that show it, and how long nothing moves after the first, us. */
const stiffInARow = 2;
const doubtUs = 1e6;
/** Unexplained changes in an hour (physics 7, row 20), and how soon after one the next can be told apart. */
const eventsMax = 3;
const withinUs = 3600e6;
const apartUs = 20e6;
/** Below this many times the force of contact the stiffness is not known well enough. */
const leastContacts = 4;
/** Zero of a rested load cell: creep, hysteresis and ten kelvin stay below 0.2 % (physics 5.1), an overload moves it by percents. */
const zeroShare = 0.01;
const restLooks = 5;
/** A screw that has gone no further since the last look stands, um; a switch that changes twice so soon then bounces, us. */
const standsUm = 5;
const bounceUs = 60e6;

/**
 * Looks at one side once a second, for what shows in seconds: force that changes in a step without a motion that explains it,
 * three times in an hour (lost steps: physics 7, row 20); force that answers a motion far too much (a spring at its end: row
 * 25); reference switches that are hit both at once or bounce (a broken
 * or loose wire: row 24). And counts what is no fault: spikes and reversals.
 */
export class SideWatch {
  /** Reversals of the screw, faded. */
  reversals = 0;
  private readonly side: Side;
  private readonly other: Side;
  private direction = 0;
  private forceN = 0;
  private targetUm = 0;
  private wentUm = 0;
  /** What of the way gone before the last look was not to be seen in it yet, um. */
  private unseenUm = 0;
  private otherUm = 0;
  private calmN = 0;
  /** The guard asks between two looks when the prompt pressure is above this, kPa. */
  ceilKPa = Infinity;
  private stiffSamples = 0;
  private samplesSeen = 0;
  private watching = false;
  /** Looks until the force after unloading is judged; 0 when it need not be. */
  private retracted = 0;
  private readonly zeroN: number;
  /** Instants of the last unexplained changes, newest first, us; made with the first. */
  private eventsUs: Float64Array | undefined;

  /** Made when the screw turns about for the first time. */
  private lash: LashWatch | undefined;
  private readonly lashUm: number;
  /** A reference switch read as hit, and when that changed while the screw stood, us. */
  private hit = false;
  private changedAtUs = -bounceUs;

  constructor(side: Side, other: Side, capacityN: number, lashUm: number) {
    this.lashUm = lashUm;
    this.side = side;
    this.other = other;
    this.zeroN = zeroShare * capacityN;
  }

  look(atUs: number): FaultName | undefined {
    const side = this.side;
    const sensor = side.sensor;
    const motion = side.loop.motion;
    sensor.fade(spikeKept);
    this.reversals *= reversalKept;
    if (motion.direction !== this.direction) {
      if (this.direction !== 0) {
        this.reversals += 1;
        this.lash ??= new LashWatch(side, this.other, this.lashUm, this.direction);
      }
      this.direction = motion.direction;
    }
    if (side.mode === Mode.off) return this.lookAtRest();
    // A jog goes no further than it was told to.
    this.retracted = side.phase === Phase.retract && side.mode !== Mode.jog ? restLooks : 0;
    const lateUm = this.wentUm;
    const wentUm = motion.targetUm - this.targetUm;
    this.wentUm = wentUm;
    // In place: a call costs more than all of it.
    this.unseenUm = unseenKept * (this.unseenUm + (wentUm < 0 ? -wentUm : wentUm));
    if (this.switchesWrong(side.status.limitLow, side.status.limitHigh, wentUm, atUs))
      return "switchWiring";
    const changeN = sensor.medianN - this.forceN;
    const otherUm = this.other.loop.motion.targetUm;
    const otherWentUm = otherUm - this.otherUm;
    this.targetUm = motion.targetUm;
    this.forceN = sensor.medianN;
    this.otherUm = otherUm;
    const known = this.watching && sensor.medianN > leastContacts * side.contactN;
    this.watching = side.held && side.phase === Phase.track && side.fresh;
    if (this.watching && this.lash?.look()) return "lashImplausible";
    if (!this.watching) this.lash?.forget();
    if (!known || !this.watching) {
      this.ceilKPa = Infinity;
      return undefined;
    }
    const leastN = this.leastChange();
    this.ceilKPa = side.promptKPa + (jumpFactor * leastN * 1000) / side.areaMm2;
    // What the other screw may have done to this force is nothing to be judged; a step of its grid does next to nothing.
    const mine = otherWentUm === 0 || this.fromOther(otherWentUm) < leastN;
    return mine ? this.judge(changeN, leastN, wentUm, lateUm, atUs) : undefined;
  }

  /** The most that a motion of the other screw may do to this side, where all of its force arrives, N. */
  private fromOther(wentUm: number): number {
    return doubt * leastNPerUm(this.other) * sizeOf(wentUm);
  }

  /** No screw is at both its ends, and none that stands hits a switch and leaves it again. */
  private switchesWrong(low: boolean, high: boolean, wentUm: number, atUs: number): boolean {
    if (low && high) return true;
    if ((low || high) === this.hit) return false;
    this.hit = low || high;
    if (wentUm > standsUm || wentUm < -standsUm) return false;
    const again = atUs - this.changedAtUs < bounceUs;
    this.changedAtUs = atUs;
    return again;
  }

  /** Of a side that is off: a few seconds after it has backed off there must be no force left. */
  private lookAtRest(): FaultName | undefined {
    const side = this.side;
    this.watching = false;
    if (this.retracted === 0) return undefined;
    this.retracted -= 1;
    if (this.retracted > 0 || !side.fresh) return undefined;
    const forceN = side.sensor.filteredN;
    return forceN > this.zeroN || forceN < -this.zeroN ? "zeroShifted" : undefined;
  }

  /** `lateUm`: motion of the look before, which converter and filter may show only now. */
  private judge(
    changeN: number,
    leastN: number,
    wentUm: number,
    lateUm: number,
    atUs: number,
  ): FaultName | undefined {
    const promisedN = this.side.loop.stiffnessNPerUm * wentUm;
    const size = changeN < 0 ? -changeN : changeN;
    const promised = promisedN < 0 ? -promisedN : promisedN;
    const along = changeN * promisedN > 0;
    const excessN = along ? size - doubt * promised : size;
    const calm = calmFactor * this.calmN > leastN ? calmFactor * this.calmN : leastN;
    if (excessN > calm && !this.side.loop.setPoint.ramping) {
      const lateN = doubt * this.side.loop.stiffnessNPerUm * lateUm;
      const late = lateN * changeN > 0 ? (lateN < 0 ? -lateN : lateN) : 0;
      if (excessN - late > calm) return this.note(atUs);
    }
    this.calmN += (size - this.calmN) * calmShare;
    return undefined;
  }

  /**
   * Between two looks: the force has answered a screw that presses four times as much as the train can and more, as where a spring
   * is at its end. The screw stands from the first conversion that shows it, and the second makes it a fault.
   */
  answersTooMuch(): boolean {
    const side = this.side;
    const sensor = side.sensor;
    if (sensor.samples === this.samplesSeen) return false;
    const next = sensor.samples === this.samplesSeen + 1;
    this.samplesSeen = sensor.samples;
    const motion = side.loop.motion;
    const other = this.other.loop;
    const wentUm = motion.targetUm - this.targetUm;
    // The other screw gives all of its force at most.
    const promisedN =
      leastNPerUm(side) * (sizeOf(wentUm) + this.unseenUm) +
      leastNPerUm(this.other) * sizeOf(other.motion.targetUm - this.otherUm);
    const riseN = sensor.medianN - this.forceN;
    const leastN = this.leastChange();
    // What comes without a motion worth as much is no answer.
    const pressedN = leastNPerUm(side) * (wentUm > this.wentUm ? wentUm : this.wentUm);
    if (pressedN < leastN || riseN <= jumpFactor * (promisedN + leastN)) {
      this.stiffSamples = 0;
      return false;
    }
    this.stiffSamples = next ? this.stiffSamples + 1 : 1;
    if (this.stiffSamples === 1) {
      side.doubtUntilUs = sensor.sampleAtUs + doubtUs;
      motion.rest();
    }
    return this.stiffSamples >= stiffInARow;
  }

  /** A change of force that is more than noise, N. A code changes by a step where the force lies between two, and by no change at all. */
  private leastChange(): number {
    const sensor = this.side.sensor;
    const noiseN = noiseSigmas * sensor.sigmaN;
    const shareN = leastShare * this.forceN;
    return (noiseN > shareN ? noiseN : shareN) + sensor.codeStepN;
  }

  /** A change that nothing explains. */
  private note(atUs: number): FaultName | undefined {
    this.eventsUs ??= new Float64Array(eventsMax).fill(-withinUs);
    const events = this.eventsUs;
    if (atUs - (events[0] as number) < apartUs) return undefined;
    for (let i = eventsMax - 1; i > 0; i -= 1) events[i] = events[i - 1] as number;
    events[0] = atUs;
    return atUs - (events[eventsMax - 1] as number) < withinUs ? "stepsLost" : undefined;
  }
}

/** Stiffness that a train has at least, N/um: what its loop has felt, or what its drawing may be off by. */
function leastNPerUm({ loop }: Side): number {
  const { scale } = loop.estimate;
  const feltNPerUm = loop.stiffnessNPerUm;
  return scale < leastOfDrawn ? (leastOfDrawn / scale) * feltNPerUm : feltNPerUm;
}
