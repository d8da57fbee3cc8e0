import { sizeOf } from "../maths/size.js";
import type { SideSettings } from "../settings/table.js";
import type { Side } from "../side.js";
import type { LevelRecord, LevelResult } from "./level-record.js";
import { Refusal } from "./refusal.js";
import { type Procedure, SideProbe } from "./side-probe.js";
import type { StepTiming } from "./step-response.js";
import { inSeries } from "./train-fit.js";

/** A step is worth this much pressure, or this share of the force that is there, and never more than the two bounds. */
const stepKPa = 20;
const stepShare = 0.15;
const boundKPa = 50;
const boundShare = 0.02;
/** A change of force is an answer from so many sigma of a dwell on: six, and the root of two for a difference. */
export const answerSigma = 8.5;
/** Moves up while touching, and at a load; a side that is at its highest load already steps by this share of it. */
export const touchMoves = 8;
export const levelMoves = 2.5;
const leastStepShare = 0.03;
/** ... and from so many steps of the code on: it flickers by one where the force lies between two, and no mean of conversions tells. */
const answerSteps = 1.2;
/** A step is at least four answers, so that a quarter of it is seen. */
const answersInStep = 4;
const stepSigma = answersInStep * answerSigma;
const samplesMin = 5;
/** Lost motion is looked for up to twice the nameplate and this, um (physics 7, row 21: loose from 50 um on). */
export const lashSlackUm = 50;
/** A dwell lasts this long at most, s; a step that would need longer is too small for the noise. */
const dwellMaxS = 12;

/**
 * The moves of an examination: steps that suit force, noise and room, on whole full steps where that is possible, each judged for
 * sign and wiring before the next.
 */
export class SideMoves {
  readonly probe: SideProbe;
  readonly side: Side;
  /** Stiffness as last felt, N/um; before the first answer that of the drawing. */
  nPerUm: number;
  /** The force has answered with the right sign. */
  felt = false;
  readonly timings: StepTiming[] = [];
  readonly levels: LevelResult[] = [];
  relaxation = 0;
  protected readonly own: SideSettings;
  readonly record: LevelRecord;
  protected readonly boundN: number;
  protected readonly newtonsPerKPa: number;
  protected readonly fullStepUm: number;
  /** Highest load that may be measured at, N. */
  topN = Infinity;
  protected stepN = 0;
  /** Force on the other side when a loading began, N. */
  protected otherStoodN = 0;
  protected driftNPerS = 0;
  /** What no reversal so far has felt anything of, um. */
  protected deadUm = 0;

  constructor(side: Side, other: Side, own: SideSettings, record: LevelRecord) {
    this.side = side;
    this.own = own;
    this.record = record;
    this.probe = new SideProbe(side, other);
    this.newtonsPerKPa = side.areaMm2 / 1000;
    const bound = boundKPa * this.newtonsPerKPa;
    const share = boundShare * own.loadCell.capacity;
    this.boundN = bound < share ? bound : share;
    this.fullStepUm = this.probe.quantumUm * own.screw.microsteps;
    this.nPerUm = this.drawnAt(1);
  }

  /** Force that the answers of this side are measured at best from, N: its steps fit below. */
  get baseN(): number {
    return 3 * this.stepN;
  }

  /** What the drawing says of the stiffness. */
  protected drawnAt(forceN: number): number {
    return inSeries(this.own.train.stiffness, this.own.train.contact, forceN);
  }

  /** Where to begin so that the moves at a load end near `topN`: two steps up, and the last of a way back. */
  levelBelow(topN: number): number {
    return topN - 2.7 * this.stepFor(topN);
  }

  /** Step and dwell that suit the force, the noise, and the room that so many moves up have below the highest load. */
  protected chooseSteps(moves: number): void {
    const { probe } = this;
    const step = this.roomy(this.stepFor(probe.forceN), moves);
    this.stepN = step;
    const root = (stepSigma * 1.5 * probe.noiseN) / step;
    const samples = Math.ceil(root * root);
    probe.samples = samples > samplesMin ? samples : samplesMin;
    if (probe.samples * probe.sampleS > dwellMaxS) throw new Refusal("tooNoisy", this.side.name);
  }

  protected roomy(stepN: number, moves: number): number {
    const force = this.probe.forceN;
    const room = (this.topN - force) / moves;
    const least = leastStepShare * force;
    const most = room > least ? room : least;
    const noise = this.seenFrom(4 * samplesMin);
    const step = stepN < most ? stepN : most;
    return step > noise ? step : noise;
  }

  /** The least step of which a quarter shows in the mean of so many conversions, N. */
  private seenFrom(samples: number): number {
    const noise = (stepSigma * 1.5 * this.probe.noiseN) / Math.sqrt(samples);
    const code = answersInStep * answerSteps * this.side.sensor.codeStepN;
    return noise > code ? noise : code;
  }

  protected stepFor(forceN: number): number {
    const { probe } = this;
    let step = stepKPa * this.newtonsPerKPa;
    if (stepShare * forceN < step) step = stepShare * forceN;
    const least = this.seenFrom(3 * samplesMin);
    if (step < least) step = least;
    if (step > this.boundN) step = this.boundN;
    // Whole quanta are what a coarse drive can do.
    const quantumN = probe.quantumUm * this.nPerUm;
    return this.felt && step < quantumN ? quantumN : step;
  }

  /** One move up and its dwell, judged: what falls, or answers on the other side, ends it. */
  protected *stepUp(um: number): Procedure {
    const { probe } = this;
    const fromN = probe.forceN;
    const fromOtherN = probe.otherN;
    const fromS = probe.atS;
    // The guard's over-force trip goes along.
    this.side.loop.setPoint.seed((fromN + this.nPerUm * um) / this.newtonsPerKPa);
    yield* probe.move(this.withinTravel(um), this.speed);
    yield* probe.dwell();
    const gainN = probe.forceN - fromN;
    const otherN = probe.otherN - fromOtherN;
    const otherAnswerN = this.otherAnswer(um);
    const othersMove = otherN > otherAnswerN || otherN < -otherAnswerN;
    const elsewhere = othersMove && sizeOf(otherN) > 2 * sizeOf(gainN);
    if (gainN > -this.answerN && !(elsewhere && !this.felt)) return;
    // Not without a second look: a cell that breathes or settles does so without our moves as well.
    const afterN = probe.forceN;
    const afterOtherN = probe.otherN;
    const afterS = probe.atS;
    yield* probe.wait(afterS - fromS > 1 ? afterS - fromS : 1);
    yield* probe.dwell();
    const share = (afterS - fromS) / (probe.atS - afterS);
    const driftN = (probe.forceN - afterN) * share;
    const otherDriftN = (probe.otherN - afterOtherN) * share;
    const honestN = gainN - driftN;
    const honestOtherN = otherN - otherDriftN;
    // What goes on by itself fades, so it was more before: where it is much, the next and larger move tells.
    if (sizeOf(driftN) > 0.2 * sizeOf(gainN) || sizeOf(otherDriftN) > 0.2 * sizeOf(otherN)) return;
    if (
      sizeOf(honestOtherN) > otherAnswerN &&
      sizeOf(honestOtherN) > 2 * sizeOf(honestN) &&
      !this.felt
    )
      throw new Refusal("swapped", this.side.name);
    if (honestN > -0.5 * this.answerN) return;
    if (!this.felt) throw new Refusal("wrongSign", this.side.name);
    throw new Refusal(honestOtherN > this.otherNoiseN ? "slippingPair" : "noContact", undefined);
  }

  /**
   * This side's force has fallen since the last move was ordered, and that of the side whose screw stands has risen: the pellet
   * slides.
   */
  get slides(): boolean {
    const { probe, side } = this;
    const lostN = probe.peakN - side.sensor.medianN;
    const risenN = probe.other.sensor.medianN - probe.otherN;
    return this.felt && lostN > this.answerN && risenN > this.otherNoiseN;
  }

  /** Least change on the other side that is no noise, N. */
  protected get otherNoiseN(): number {
    return answerSigma * this.probe.otherSigmaN;
  }

  protected otherAnswer(um: number): number {
    const noise = this.otherNoiseN;
    const least = 0.02 * this.drawnAt(this.probe.forceN) * um;
    return noise > least ? noise : least;
  }

  /** Least change of force that is an answer. */
  protected get answerN(): number {
    const noise = answerSigma * this.probe.sigmaN;
    const code = answerSteps * this.side.sensor.codeStepN;
    const seen = noise > code ? noise : code;
    const least = 0.02 * this.stepN;
    return seen > least ? seen : least;
  }

  /**
   * The move that changes the force by so much: whole full steps where they are small enough, because the motor errs by a
   * twentieth of one within each (physics 4.1).
   */
  protected moveFor(forceN: number): number {
    const um = forceN / this.nPerUm;
    const full = this.fullStepUm;
    const steps = Math.floor(um / full + 0.5);
    if (steps > 0) return steps * full;
    return full * this.nPerUm < this.boundN && full * this.nPerUm < 3 * forceN
      ? full
      : this.probe.onGrid(um);
  }

  /** The ramp of the settings. */
  protected get speed(): number {
    return (this.own.limits.rampRate * this.newtonsPerKPa * this.side.rampFactor) / this.nPerUm;
  }

  protected withinTravel(um: number): number {
    if (this.side.loop.motion.targetUm + um > this.own.screw.travelMax)
      throw new Refusal("outOfTravel", this.side.name);
    return um;
  }
}

export function limited(x: number, low: number, high: number): number {
  if (x < low) return low;
  return x > high ? high : x;
}
