import { Phase } from "../phase.js";
import type { Side } from "../side.js";

/** A train takes up at most this share of a step of compression, twice the 3 % of physics 2.5, with 20 s. */
const relaxation = 0.06;
/** Looks, of a second each, after a ramp until the train has taken up what it does ... */
export const settledLooks = 180;
/** ... and until what converter and filter lag behind is over. */
const rampTailLooks = 5;
/** Looks for which the force goes on the way of a ramp that was turned round. */
const turnLooks = 3;
/** Errors that nothing is looked into for, in half-widths of the deadband, which are three sigma; twice that is no noise. */
const quietDeadbands = 2.5;
const noiseDeadbands = 6;
/** Noise of the prompt force in deadbands: without the low-pass it is three times that of the filtered one. */
const promptNoise = 3;

/**
 * What one side tells of the pellet: its screw advances, its train is compressed by what the force says, and the rest is
 * motion of the pellet's face, `du = ds - dF / k`. Counted positive from the anode to the cathode on both sides, so a pellet
 * that slides shows the same on both, and an electrode that breathes on its own side only.
 */
export class PelletTrace {
  readonly side: Side;
  /** Motion since `anchor`, um. */
  walkUm = 0;
  /** Motion and change of force over the last two looks: a converter's average looks back over half a second. */
  stepUm = 0;
  stepN = 0;
  /** Sign of the last ramp of its set point, and looks since it ended: 0 while it goes on, below while one the other way is in the lags. */
  rampDirection = 0;
  restLooks = 0;
  private readonly towardsCathode: number;
  private positionUm = 0;
  private forceN = 0;
  private lastUm = 0;
  private lastN = 0;
  private rampFromN = 0;
  /** What the train takes up at most of the last ramps either way while the walk goes on; its loop follows it. */
  private relaxForthUm = 0;
  private relaxBackUm = 0;
  /** Position and force are those of the last look. */
  private followed = false;
  /** Where the set point went at the last look. */
  private targetKPa = 0;
  /** Force at the beginning of the walk: how far it has changed since makes the walk that much less sure. */
  private walkFromN = 0;

  /** `towardsCathode` is 1 when pressing this side drives the pellet towards the cathode, -1 otherwise. */
  constructor(side: Side, towardsCathode: number) {
    this.side = side;
    this.towardsCathode = towardsCathode;
  }

  /** Takes the present state for the beginning, unless it has been followed up to now. */
  start(): void {
    if (!this.followed) {
      this.positionUm = this.side.loop.motion.positionUm;
      this.forceN = this.side.sensor.filteredN;
      this.targetKPa = this.side.loop.setPoint.targetKPa;
      this.rampDirection = 0;
      this.rampFromN = this.forceN;
      this.restLooks = 0;
      this.relaxForthUm = 0;
      this.relaxBackUm = 0;
      this.followed = true;
    }
    this.skip();
    this.begin();
  }

  /** Held while the other side is not: its ramps must be known, since what they leave behind outlasts them. */
  follow(held: boolean): void {
    if (!held) {
      this.followed = false;
      return;
    }
    if (!this.followed) this.start();
    this.pace();
    this.look();
  }

  /** Nothing of what it was is true any more. */
  lose(): void {
    this.followed = false;
  }

  /** The walk begins anew. */
  begin(): void {
    this.walkUm = 0;
    this.walkFromN = this.forceN;
    if (this.restLooks < settledLooks) return;
    this.relaxForthUm = 0;
    this.relaxBackUm = 0;
  }

  /** Whether the set point rests; true when a walk begins anew with that: a ramp has begun, or its tail is over. */
  pace(): boolean {
    const setPoint = this.side.loop.setPoint;
    const targetKPa = setPoint.targetKPa;
    // A ramp that is shorter than a second is over before it is looked at.
    if (setPoint.ramping || targetKPa !== this.targetKPa) {
      const begins = this.restLooks > 0;
      if (begins) this.rampFromN = this.forceN;
      const fromKPa = setPoint.ramping ? setPoint.nowKPa : this.targetKPa;
      const direction = targetKPa > fromKPa ? 1 : -1;
      // It began beyond where the set point rested at the last look: another ramp has brought it there in between.
      const unseen = this.rests && direction * (setPoint.fromKPa - this.targetKPa) < 0;
      if (unseen || (direction + this.rampDirection === 0 && !this.rests))
        this.restLooks = -turnLooks;
      else this.restLooks = this.restLooks < 0 ? this.restLooks + 1 : 0;
      this.rampDirection = direction;
      this.targetKPa = targetKPa;
      return begins;
    }
    if (this.restLooks < 0) this.restLooks = 0;
    if (this.restLooks === 0 && this.rampDirection !== 0) this.endRamp();
    this.restLooks += 1;
    return this.restLooks === rampTailLooks;
  }

  /** Its own ramp no longer shows in what it measures. */
  get rests(): boolean {
    return this.restLooks >= rampTailLooks;
  }

  /** One look, once a second. */
  look(): void {
    const loop = this.side.loop;
    const changeN = this.side.sensor.filteredN - this.forceN;
    const positionUm = loop.motion.positionUm;
    const motionUm =
      this.towardsCathode * (positionUm - this.positionUm - changeN / loop.stiffnessNPerUm);
    this.positionUm = positionUm;
    this.forceN += changeN;
    this.walkUm += motionUm;
    this.stepUm = this.lastUm + motionUm;
    this.stepN = this.lastN + changeN;
    this.lastUm = motionUm;
    this.lastN = changeN;
  }

  /** Nothing has happened since the last look. */
  skip(): void {
    this.stepUm = 0;
    this.stepN = 0;
    this.lastUm = 0;
    this.lastN = 0;
  }

  /**
   * The force is still behind the ramp; of one that was over within a second it has shown nothing. A small ramp the other way does
   * not end what a train takes up of the large one before.
   */
  private endRamp(): void {
    const targetN = (this.targetKPa * this.side.areaMm2) / 1000;
    const rampUm = (targetN - this.rampFromN) / this.side.loop.stiffnessNPerUm;
    const relaxUm = this.towardsCathode * relaxation * rampUm;
    if (relaxUm > this.relaxForthUm) this.relaxForthUm = relaxUm;
    else if (-relaxUm > this.relaxBackUm) this.relaxBackUm = -relaxUm;
  }

  /** What of the relaxation may look like motion in `direction`, um. */
  relaxedUm(direction: number): number {
    return direction > 0 ? this.relaxForthUm : this.relaxBackUm;
  }

  /** What the walk may be wrong by, um: all that the force has changed, since a stiffness may be half or twice of it. */
  doubtUm(): number {
    const changeN = this.forceN - this.walkFromN;
    return (changeN < 0 ? -changeN : changeN) / this.side.loop.stiffnessNPerUm;
  }

  /** A motion of the pellet in two looks that is no noise, um, nor what was let pass while nothing was looked at. */
  noiseUm(): number {
    return (noiseDeadbands * this.side.loop.deadband.halfWidthN) / this.side.loop.stiffnessNPerUm;
  }

  /**
   * Motion of the pellet that the force alone has shown in the last two looks, um: `sign` 1 as far as it rose, -1 as far as
   * it fell. What has only just come the prompt force shows before the filtered one.
   */
  shownUm(sign: number): number {
    const sensor = this.side.sensor;
    const halfWidthN = this.side.loop.deadband.halfWidthN;
    const stepN = sign * this.stepN;
    const promptN = sign * (sensor.medianN - sensor.filteredN);
    const seenN = promptN > promptNoise * halfWidthN && promptN > stepN ? promptN : stepN;
    return seenN > halfWidthN ? seenN / this.side.loop.stiffnessNPerUm : 0;
  }

  /** Force above the set point, N: of this moment, whenever the loop has decided last. */
  aboveN(): number {
    return this.side.sensor.filteredN - this.side.loop.setPointN;
  }

  /** Held at its set point, or so near to it that nothing needs to be looked into. */
  still(): boolean {
    const loop = this.side.loop;
    const mostN = quietDeadbands * loop.deadband.halfWidthN;
    return (
      loop.errorN <= mostN &&
      loop.errorN >= -mostN &&
      loop.setPoint.nowKPa === loop.setPoint.targetKPa &&
      this.side.phase === Phase.track
    );
  }
}
