import { Conversion } from "../hal/conversion.js";
import type { SideHal } from "../hal/hal.js";
import { makeAdcReading } from "../hal/load-cell-adc.js";
import { makeScrewReading } from "../hal/screw.js";
import { areaOfDie, type Instant } from "../hal/units.js";
import { BackOff } from "./back-off.js";
import { ContactSearch, searchUmPerS, Touch } from "./contact-search.js";
import { PressureLoop } from "./control/pressure-loop.js";
import { Spring } from "./control/spring.js";
import { SpringWitness } from "./control/spring-witness.js";
import type { Jog } from "./jog.js";
import { Mode, mayChange } from "./mode.js";
import type { Mover } from "./mover.js";
import { Phase } from "./phase.js";
import { PressureHistory } from "./pressure-history.js";
import { ForceSensor } from "./sensing/force-sensor.js";
import { LoadWitness } from "./sensing/load-witness.js";
import { MotionNoise } from "./sensing/motion-noise.js";
import type { Settings, SideName } from "./settings/table.js";

/** Motion is over, its echo out of the converter's filter too, this long after the last change of target. */
const stillAfterUs = 600000;

/** One electrode's side: load cell, loop and screw. Knows no cell, no programme and no other side. */
export class Side {
  readonly name: SideName;
  readonly areaMm2: number;
  /** Force above which there is contact, N. */
  readonly contactN: number;
  readonly sensor: ForceSensor;
  readonly loop: PressureLoop;
  /** What travel and torque say of the force: second witnesses beside the load cell. */
  readonly springWitness: SpringWitness;
  readonly loadWitness: LoadWitness;
  readonly history = new PressureHistory();
  readonly motionNoise: MotionNoise;
  mode: Mode = Mode.off;
  /** The loop has the screw: `hold` or `stiffness`. */
  held = false;
  /** In the mode `stiffness`. */
  spring: Spring | undefined;
  phase: Phase = Phase.rest;
  /** Filtered pressure, kPa. */
  pressureKPa = 0;
  /** Median-of-three pressure, kPa: what the guard judges. */
  promptKPa = 0;
  /** The set point that was last commanded. */
  targetKPa = 0;
  /** Failed accesses to the converter since power-on, and: the motion chip did not answer in the last tick. */
  sensorFaults = 0;
  motorSilent = false;
  /** While that one searches for contact this side does not, and so tells whose screw presses which load cell. */
  searchAfter: { readonly phase: Phase } | undefined;
  readonly status = makeScrewReading();
  /** Speed of a search for contact, um/s. */
  readonly approachUmPerS: number;
  /** Share of the ramp rates that are asked for: less on a rig whose sides disturb each other. */
  rampFactor = 1;
  /** Judged by `observe`: the newest conversion is young enough to act upon, and no rail code. */
  fresh = false;
  readonly backOff: BackOff;
  /** Moves the screw in free air by order; made with the first. */
  jog: Jog | undefined;
  /** Moves the screw while the loop does not. */
  mover: Mover | undefined;
  /** No decision before this instant: the guard is not sure of the force. */
  doubtUntilUs = 0;
  private readonly hal: SideHal;
  private readonly reading = makeAdcReading();
  private readonly kPaPerN: number;
  private readonly staleAfterUs: number;
  private readonly rampRateMaxKPaPerS: number;
  private readonly search: ContactSearch;
  private unloading = false;
  private rampRateKPaPerS = 0;
  private decidedAtUs = 0;
  private movedAtUs = 0;
  private lastTargetUm = 0;

  constructor(name: SideName, settings: Settings, hal: SideHal) {
    this.name = name;
    const own = settings[name];
    this.hal = hal;
    this.areaMm2 = areaOfDie(settings.die.diameter);
    this.kPaPerN = 1000 / this.areaMm2;
    this.sensor = new ForceSensor(own, hal.adc.noisy);
    this.springWitness = new SpringWitness(own);
    this.loadWitness = new LoadWitness(own);
    this.loop = new PressureLoop(own, this.areaMm2, hal.screw);
    this.motionNoise = new MotionNoise(this.loop);
    this.staleAfterUs = settings.guard.staleAfter * 1e6;
    this.contactN = own.approach.contactForce;
    this.search = new ContactSearch(this.sensor);
    this.approachUmPerS = searchUmPerS(own, this.areaMm2);
    this.backOff = new BackOff(own);
    this.rampRateMaxKPaPerS = own.limits.rampRateMax;
  }

  /** Takes in what is new from converter and motion chip. */
  observe(at: Instant): void {
    const status = this.status;
    const sensor = this.sensor;
    const motion = this.loop.motion;
    const targetUm = motion.targetUm;
    if (targetUm !== this.lastTargetUm || status.moving) {
      this.movedAtUs = at;
      this.lastTargetUm = targetUm;
    }
    // Once a tick: the converter keeps only its newest result, and a failed access may have cost a time-out.
    const kind = this.hal.adc.read(this.reading);
    if (kind === Conversion.sample) {
      sensor.take(this.reading, at - this.movedAtUs > stillAfterUs);
      this.pressureKPa = sensor.filteredN * this.kPaPerN;
      this.promptKPa = sensor.medianN * this.kPaPerN;
    } else if (kind === Conversion.fault) this.sensorFaults += 1;
    if (this.hal.screw.read(status, at)) {
      this.motorSilent = false;
      motion.see(status.position, status.moving);
      if (status.reset) this.springWitness.release();
      if (status.moving) this.loadWitness.look(status, motion.targetUm, at);
    } else this.motorSilent = true;
    const fresh = sensor.ready && at - sensor.sampleAtUs <= this.staleAfterUs;
    if (!fresh && this.fresh && this.held) motion.rest();
    this.fresh = fresh;
  }

  /** Constant pressure: ramps to `targetKPa` from wherever the pressure is. Moves nothing by itself. */
  hold(targetKPa: number, rateKPaPerS: number): void {
    const rate = this.rampFactor * Math.min(rateKPaPerS, this.rampRateMaxKPaPerS);
    this.unloading = false;
    this.targetKPa = targetKPa;
    this.rampRateKPaPerS = rate;
    if (this.mode !== Mode.hold || this.phase === Phase.retract) this.enterHold();
    this.loop.rampTo(targetKPa, rate);
    this.sensor.inMotion = this.motionNoise;
  }

  /** A programmed spring: goes to its preload as a hold does, and from there on follows the cell. */
  yieldAt(springNPerUm: number, preloadKPa: number, rateKPaPerS: number): void {
    this.hold(preloadKPa, rateKPaPerS);
    this.change(Mode.stiffness);
    this.spring = new Spring(this.loop, preloadKPa / this.kPaPerN, springNPerUm, this.contactN);
  }

  /** Ramps down, then backs off to clearance, or to where a cell can be exchanged from any mode, and ends in `off`. */
  unload(rateKPaPerS: number, far = false): void {
    if (this.mode === Mode.off && !far) return;
    this.hold(0, rateKPaPerS);
    this.unloading = true;
    this.backOff.far = far;
  }

  /** A procedure moves the screw from now on, beginning at rest. To be called while the side holds. */
  takeOver(): void {
    this.phase = Phase.probe;
    this.loop.motion.rest();
    this.loop.setPoint.seed(this.pressureKPa);
  }

  /** The procedure is over: the side holds the pressure that there is, or another near it. */
  handBack(targetKPa = this.pressureKPa, rateKPaPerS = this.rampRateKPaPerS): void {
    this.targetKPa = Math.max(targetKPa, 0);
    this.rampRateKPaPerS = rateKPaPerS;
    this.loop.settleLash();
    this.enterHold();
  }

  /** Constant position, from now: the screw stops where it is and stays energised. */
  freeze(): void {
    // The mode first: should the screw throw, nothing controls it any more.
    if (this.mode !== Mode.off) this.change(Mode.gap);
    this.phase = Phase.rest;
    this.loop.motion.rest();
  }

  /** Not controlled: the screw stops where it is. */
  release(): void {
    this.loop.motion.rest();
    this.change(Mode.off);
    this.phase = Phase.rest;
    this.targetKPa = 0;
  }

  /** Constant position without having been controlled before. */
  lock(): void {
    this.loop.motion.rest();
    this.hal.screw.enable(true);
    this.change(Mode.gap);
    this.phase = Phase.rest;
  }

  /** In contact, at the end of its ramp, and within `bandKPa` of it. */
  settled(bandKPa: number): boolean {
    if (!this.held || this.phase !== Phase.track || this.loop.setPoint.ramping) return false;
    const error = this.loop.setPoint.targetKPa - this.pressureKPa;
    const band = Math.max(2 * this.loop.quantumKPa, bandKPa);
    return error <= band && error >= -band;
  }

  /** One step of control. */
  decide(at: Instant): void {
    if (!this.held || !this.fresh || at < this.doubtUntilUs) {
      this.mover?.step((at - this.decidedAtUs) * 1e-6);
      this.decidedAtUs = at;
      return;
    }
    const dtS = (at - this.decidedAtUs) * 1e-6;
    // Half a tick early is on time: ticks jitter.
    if (this.phase === Phase.track) {
      if (dtS < this.loop.periodS - 0.05) return;
      // No moment to decide: the low-pass shows an error, and the guard does not yet know of what.
      if (this.sensor.fallsFrom(this.loop.setPointN) && !this.loop.setPoint.ramping) return;
    }
    this.decidedAtUs = at;
    const dt = Math.min(dtS, 2 * this.loop.periodS);
    if (this.phase === Phase.seek) this.seek(dt);
    else if (this.phase === Phase.track) this.track(dt);
    else if (this.phase === Phase.retract) this.retract(dt);
  }

  private enterHold(): void {
    this.hal.screw.enable(true);
    this.change(Mode.hold);
    this.loop.motion.rest();
    if (this.sensor.medianN > this.contactN) this.startTracking();
    else this.startSeeking();
  }

  private startTracking(): void {
    this.phase = Phase.track;
    this.sensor.free = false;
    this.springWitness.anchor(this.loop.motion.positionUm, this.sensor.medianN, this.sensor.sigmaN);
    this.loop.seed(this.sensor.filteredN);
    this.loop.rampTo(this.targetKPa, this.rampRateKPaPerS);
  }

  startSeeking(): void {
    this.phase = Phase.seek;
    this.search.begin();
  }

  private seek(dtS: number): void {
    if (this.searchAfter?.phase === Phase.seek) return;
    const touch = this.search.look(this.contactN);
    if (touch === Touch.sure) {
      this.loop.motion.rest();
      this.loop.settleLash();
      this.startTracking();
      this.loop.ramp.touch(this.sensor.filteredN, this.sensor.medianN);
      return;
    }
    // On the way to its target a hard train would press on for as long as the next conversion takes.
    if (touch === Touch.perhaps) this.loop.motion.rest();
    // What has no contact has nothing to ramp down.
    else if (this.unloading) this.startRetracting();
    else this.loop.motion.advance(this.approachUmPerS * dtS, this.approachUmPerS);
  }

  private track(dtS: number): void {
    const { sensor, loop, spring } = this;
    // The median: the low-pass would show the end late, and the screw go on.
    const lost = sensor.medianN < 0.3 * this.contactN;
    if (lost && this.unloading) {
      this.startRetracting();
      return;
    }
    // Contact was lost: search for it at approach speed, never at the loop's (physics 7, 27).
    if (lost && loop.setPointN > 2 * this.contactN) {
      loop.motion.rest();
      spring?.slacken();
      this.startSeeking();
      return;
    }
    if (spring !== undefined) spring.lead(sensor.filteredN);
    loop.step(sensor.filteredN, sensor.sigmaN, dtS, sensor.codeStepN, sensor.medianN);
    if (spring !== undefined) spring.count();
  }

  private startRetracting(): void {
    const slackUm = Math.max(this.sensor.medianN, 0) / this.loop.stiffnessNPerUm;
    this.backOff.begin(this.phase === Phase.track, this.loop.motion.positionUm, slackUm);
    this.unloading = false;
    this.phase = Phase.retract;
    this.springWitness.release();
  }

  private retract(dtS: number): void {
    if (this.backOff.step(this.loop.motion, dtS)) {
      if (!this.status.moving) this.release();
    } else this.loop.settleLash();
  }

  private change(to: Mode): void {
    if (!mayChange(this.mode, to)) return;
    this.mode = to;
    this.held = to === Mode.hold || to === Mode.stiffness;
    this.mover = undefined;
    this.spring = undefined;
  }
}
