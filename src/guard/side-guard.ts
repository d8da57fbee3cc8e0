import type { FaultName } from "../faults.js";
import { Mode } from "../mode.js";
import { Phase } from "../phase.js";
import type { Settings } from "../settings/table.js";
import type { Side } from "../side.js";
import { Following } from "./following.js";
import { Retry } from "./retry.js";
import { SearchWatch } from "./search-watch.js";
import { SideWatch } from "./side-watch.js";
import { SuddenLoss } from "./sudden-loss.js";

/** A screw may stand this far beyond its travel, um: the register counts finer than the settings. */
const travelSlackUm = 1;
/** Conversions in a row: jumps, and the same code, of which five stop the side and these are a fault (physics 7, row 3). */
const jumpsInARow = 2;
const stuckSamples = 10;
/** An overload moves the zero of a load cell by some percent of its capacity (physics 7, row 16: by 3). */
const smallShare = 0.1;

/** Judges one side's readings and plant, apart from its controller. */
export class SideGuard {
  readonly side: Side;
  private readonly other: Side;
  readonly watch: SideWatch;
  private readonly loss: SuddenLoss;
  private readonly following: Following;
  /** Only while the side searches for contact. */
  private search: SearchWatch | undefined;
  private readonly searchMaxUm: number;
  private readonly retry: Retry;
  /** Force at which control took over without a search, N; Infinity when contact was searched for. */
  private takenN = Infinity;
  private readonly smallN: number;
  private readonly staleFaultUs: number;
  private readonly overFactor: number;
  private readonly overMarginKPa: number;
  private readonly pressureLimitKPa: number;
  /** What a set point that goes no faster than it may can be; Infinity before control. And below what the trip is not asked, kPa. */
  private allowedKPa = Infinity;
  private gateKPa = -Infinity;
  private readonly rateKPaPerS: number;
  private readonly travelMinUm: number;
  private readonly travelMaxUm: number;
  /** Where the screw last held a pressure; Infinity when it has not, or has backed off since. */
  contactUm = Infinity;
  private overSamples = 0;
  private samplesSeen = 0;
  private silentTicks = 0;
  private controlledSinceUs = -1;
  private forgivenUntilUs = 0;
  /** The chip says so once; it must not be lost because something more critical was wrong in that tick. */
  private resetSeen = false;

  constructor(side: Side, other: Side, settings: Settings) {
    const own = settings[side.name];
    this.side = side;
    this.other = other;
    this.loss = new SuddenLoss(side, other, own.approach.contactForce);
    this.watch = new SideWatch(side, other, own.loadCell.capacity, own.screw.lash);
    this.retry = new Retry(side, own.screw.lash);
    this.following = new Following(own.screw.lash, side.areaMm2);
    this.smallN = smallShare * own.loadCell.capacity;
    this.searchMaxUm = own.approach.searchMax;
    this.staleFaultUs = settings.guard.staleFault * 1e6;
    this.overFactor = settings.guard.overForceFactor;
    this.overMarginKPa = settings.guard.overForceMargin;
    const capacityKPa = (0.98 * own.loadCell.capacity * 1000) / side.areaMm2;
    const limitKPa = own.limits.pressureMax * this.overFactor + this.overMarginKPa;
    this.rateKPaPerS = own.limits.rampRateMax;
    this.pressureLimitKPa = capacityKPa < limitKPa ? capacityKPa : limitKPa;
    this.travelMinUm = own.screw.travelMin;
    this.travelMaxUm = own.screw.travelMax;
  }

  /** What is judged once a second. */
  look(atUs: number): FaultName | undefined {
    this.loss.look();
    this.rememberContact();
    const wrong = this.watch.look(atUs);
    this.followSetPoint();
    // Apart: a literal is copied into the heap each time that it is compared with.
    if (wrong === undefined) return undefined;
    // After the way back a nut that sticks looks like one that has come loose.
    return wrong === "lashImplausible" && this.retry.recent(atUs) ? "notFollowing" : wrong;
  }

  /**
   * A loop whose force runs away may take its set point along, as where a spring is at its end just when a crossing of lash is made
   * good. The trip then stays where a set point would be that keeps the slew limit.
   */
  private followSetPoint(): void {
    if (!this.side.held) {
      this.allowedKPa = Infinity;
      this.gateKPa = -Infinity;
      return;
    }
    const set = this.side.loop.setPoint;
    const nowKPa = set.nowKPa > set.expectedKPa ? set.nowKPa : set.expectedKPa;
    const mostKPa = this.allowedKPa + this.rateKPaPerS;
    this.allowedKPa = nowKPa < mostKPa ? nowKPa : mostKPa;
    // Until the next look a ramp down may take so much off the trip.
    this.gateKPa = this.allowedKPa + this.overMarginKPa - this.rateKPaPerS;
    if (this.gateKPa > this.pressureLimitKPa) this.gateKPa = this.pressureLimitKPa;
    if (this.gateKPa > this.watch.ceilKPa) this.gateKPa = this.watch.ceilKPa;
  }

  private rememberContact(): void {
    const side = this.side;
    if (side.phase === Phase.retract || side.status.reset) this.contactUm = Infinity;
    else if (side.phase === Phase.track && side.fresh && side.sensor.medianN > side.contactN)
      this.contactUm = side.loop.motion.positionUm;
  }

  /** The most critical thing that is wrong now, or undefined. A side that is off is not judged: it moves nothing. */
  judge(atUs: number): FaultName | undefined {
    const side = this.side;
    if (side.mode === Mode.off) {
      this.controlledSinceUs = -1;
      this.resetSeen = false;
      this.search = undefined;
      this.following.reset();
      return undefined;
    }
    if (this.controlledSinceUs < 0) this.takeOver(atUs);
    const sensor = side.sensor;
    const status = side.status;
    if (status.reset) this.resetSeen = true;
    // Nearly always the pressure is far below the trip, and which that is need not be known.
    if (side.promptKPa > this.gateKPa) {
      // What an open wire shows is no pressure.
      if (sensor.jumps >= jumpsInARow) return "sensorJump";
      if (this.isOverForce()) return "overForce";
      if (side.promptKPa > this.watch.ceilKPa && this.watch.answersTooMuch())
        return "stiffnessJump";
    }
    if (!sensor.ready) {
      const wrong = this.unready();
      if (wrong !== undefined) return wrong;
    }
    if (sensor.medianN < this.loss.floorN && this.loss.confirmed()) return "suddenLoss";
    if (atUs - sensor.sampleAtUs > this.staleFaultUs && this.stale(atUs)) return "sensorStale";
    if (side.motorSilent || status.driverFault) {
      this.silentTicks += 1;
      if (this.silentTicks >= 2) return "motorFault";
    } else this.silentTicks = 0;
    if (this.resetSeen) {
      this.resetSeen = false;
      this.contactUm = Infinity;
      return "motorReset";
    }
    // Apart: a side that is held pays for no second comparison.
    if (side.held) return this.travel(atUs);
    if (side.mover !== undefined) return this.travel(atUs);
    this.search = undefined;
    this.following.reset();
    return undefined;
  }

  /** The side comes under control. */
  private takeOver(atUs: number): void {
    this.controlledSinceUs = atUs;
    this.takenN = this.side.phase === Phase.track ? this.side.sensor.medianN : Infinity;
  }

  /**
   * A small force that was there before the screw was moved and is still the same, or that is left however far it backs off: no
   * contact, but a zero that has moved.
   */
  private get zeroMoved(): boolean {
    const side = this.side;
    const forceN = side.sensor.filteredN;
    if (side.loop.motion.direction < 0) return forceN < this.smallN;
    const changeN = forceN - this.takenN;
    return this.takenN < this.smallN && changeN < side.contactN && changeN > -side.contactN;
  }

  /** What is wrong with the newest conversion. */
  private unready(): FaultName | undefined {
    const sensor = this.side.sensor;
    if (sensor.saturated) return "sensorSaturated";
    if (sensor.jumps >= jumpsInARow) return "sensorJump";
    return sensor.repeats >= stuckSamples ? "sensorStuck" : undefined;
  }

  /** Two conversions in a row above the trip. */
  private isOverForce(): boolean {
    const side = this.side;
    const { samples } = side.sensor;
    if (samples === this.samplesSeen) return this.overSamples >= 2;
    // Below the gate nobody counted.
    if (samples !== this.samplesSeen + 1) this.overSamples = 0;
    this.samplesSeen = samples;
    let limit = this.pressureLimitKPa;
    if (side.held) {
      const set = side.loop.setPoint;
      let nowKPa = set.nowKPa > set.expectedKPa ? set.nowKPa : set.expectedKPa;
      if (nowKPa > this.allowedKPa + this.rateKPaPerS) nowKPa = this.allowedKPa + this.rateKPaPerS;
      const trip = this.overFactor * (nowKPa > 0 ? nowKPa : 0) + this.overMarginKPa;
      if (trip < limit) limit = trip;
    }
    this.overSamples = side.promptKPa > limit ? this.overSamples + 1 : 0;
    return this.overSamples >= 2;
  }

  /** Age of the newest conversion, or, when there never was one, time since the side came under control. */
  private stale(atUs: number): boolean {
    const sensor = this.side.sensor;
    const sinceUs =
      sensor.samples > 0 && sensor.sampleAtUs > this.controlledSinceUs
        ? sensor.sampleAtUs
        : this.controlledSinceUs;
    return atUs - sinceUs > this.staleFaultUs;
  }

  /** Until then it is known why the force does not follow. */
  forgive(untilUs: number): void {
    this.forgivenUntilUs = untilUs;
    this.following.reset();
    this.loss.explained();
  }

  /** Of a side that holds. */
  private travel(atUs: number): FaultName | undefined {
    const side = this.side;
    const motion = side.loop.motion;
    if (motion.targetUm !== motion.positionUm && this.blocked() && side.phase !== Phase.home)
      return "outOfTravel";
    if (motion.atEnd && this.wantsBeyondTravel()) return "outOfTravel";
    if (side.status.stall) return "notFollowing";
    if (side.phase === Phase.track) {
      if (this.search !== undefined) this.search = undefined;
      if (this.following.calm(side.loop.errorN) || atUs < this.forgivenUntilUs) return undefined;
      if (!this.following.failed(side.loop, side.sensor.filteredN)) return undefined;
      if (this.zeroMoved) return "zeroShifted";
      if (!this.retry.begins(atUs)) return "notFollowing";
      this.following.reset();
      return undefined;
    }
    this.following.reset();
    this.takenN = Infinity;
    return this.searching(atUs);
  }

  /** Contact must be felt here and with the right sign. */
  private searching(atUs: number): FaultName | undefined {
    if (this.side.phase !== Phase.seek) {
      this.search = undefined;
      return undefined;
    }
    // A jog is told how far it goes.
    const mostUm = this.side.held ? this.searchMaxUm : Infinity;
    this.search ??= new SearchWatch(this.side, this.other, this.contactUm, mostUm, atUs);
    return this.search.judge(atUs);
  }

  /** A switch or the end of the travel is in the way of the move under way. The way back is open, also after clearing. */
  private blocked(): boolean {
    const status = this.side.status;
    const motion = this.side.loop.motion;
    const positionUm = motion.positionUm;
    // At rest the target is the point of the grid next to the position: up to half a quantum away.
    const aheadUm = motion.targetUm - positionUm;
    const quantumUm = motion.quantumUm;
    if (aheadUm > 0.75 * quantumUm) {
      return status.limitHigh || positionUm > this.travelMaxUm + travelSlackUm;
    }
    if (aheadUm < -0.75 * quantumUm) {
      return status.limitLow || positionUm < this.travelMinUm - travelSlackUm;
    }
    return false;
  }

  /** The wish is cut at the ends of the travel, and contact, pressure or clearance lie beyond. */
  private wantsBeyondTravel(): boolean {
    const phase = this.side.phase;
    const loop = this.side.loop;
    const wantedUm = loop.motion.wantedUm;
    const bandN = loop.deadband.halfWidthN;
    if (wantedUm >= this.travelMaxUm) {
      return phase === Phase.seek || (phase === Phase.track && loop.errorN > bandN);
    }
    if (wantedUm <= this.travelMinUm) {
      return phase === Phase.retract || (phase === Phase.track && loop.errorN < -bandN);
    }
    return false;
  }
}
