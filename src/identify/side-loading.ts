import { sizeOf } from "../maths/size.js";
import { looseCrossGain } from "../pair/coupling.js";
import { Phase } from "../phase.js";
import { Refusal } from "./refusal.js";
import { lashSlackUm, limited, SideMoves, touchMoves } from "./side-moves.js";
import type { Procedure } from "./side-probe.js";
import { relaxationOf, timingOf } from "./step-response.js";

/** A nameplate may be off by this factor before a first move is worth more than the bound. */
const stiffnessDoubt = 5;
/** ... and softer than this share of it is no train that would be measured: what answers so little is a drift. */
const softestShare = 0.05;
/** Settling is watched for twice this time after loading, s. */
const calmS = 6;
/** While this side is loaded the other may be off by so much before its loop corrects it, for so long at most, s. */
const otherShare = 0.03;
const correctMaxS = 15;
const correctS = 5;
/** A move of a loading takes no longer than this at the ramp rate of the settings, s. */
const raiseS = 3;

/** Moves of a loading in a row that the force answers by less than a third of what they promise. */
const idleMoves = 6;
/** A pellet that slides goes with the screw by at least this share of its move. */
const slideShare = 0.1;

/** What an examination begins with: feels with growing moves, times the answer, and loads in bounded moves. */
export class SideLoading extends SideMoves {
  /** Before anything moves: noise beyond what allowed steps can show. */
  *listen(): Procedure {
    const { probe } = this;
    probe.samples = 16;
    yield* probe.dwell();
    if (probe.noiseN > 0.25 * this.boundN) throw new Refusal("tooNoisy", this.side.name);
  }

  /** After first contact: sign, wiring, first stiffness and delay. */
  *touch(): Procedure {
    this.chooseSteps(touchMoves);
    yield* this.feel();
    yield* this.time();
  }

  /** Moves up until the force has answered twice, each move no more than the bound if the drawing is five times off. */
  protected *feel(): Procedure {
    const { probe, own } = this;
    const drawn = this.drawnAt(probe.forceN);
    const lash = own.screw.lash;
    const careful = this.boundN / (stiffnessDoubt * drawn);
    const brave = 0.25 * lash < this.boundN / drawn ? 0.25 * lash : this.boundN / drawn;
    const capUm = careful > brave ? careful : brave;
    const giveUpUm = lashSlackUm + 3 * lash + (10 * this.stepN) / drawn;
    let um = probe.onGrid((0.2 * this.stepN) / drawn);
    // Of a train that is soft at first, or behind a coarse code, it takes some moves together to show an answer.
    let fromN = probe.forceN;
    let sinceUm = 0;
    let gone = 0;
    for (let answers = 0; answers < 2; ) {
      if (gone > giveUpUm) throw new Refusal("noContact", this.side.name);
      const beforeN = probe.forceN;
      yield* this.stepUp(um);
      gone += um;
      sinceUm += um;
      const alone = probe.forceN - beforeN > this.answerN;
      const gainN = probe.forceN - (alone ? beforeN : fromN);
      const wayUm = alone ? um : sinceUm;
      if (gainN > this.answerN && gainN > softestShare * drawn * wayUm) {
        answers += 1;
        this.felt = true;
        this.nPerUm = gainN / wayUm;
        const perMoveN = this.nPerUm * um;
        if (perMoveN < 0.5 * this.stepN || perMoveN > this.stepN)
          um = probe.onGrid(um * limited(this.stepN / perMoveN, 0, 3));
        fromN = probe.forceN;
        sinceUm = 0;
      } else {
        const next = probe.onGrid(2 * um);
        um = next < capUm ? next : probe.onGrid(capUm);
      }
    }
    this.felt = true;
  }

  /** Three steps whose answers are recorded: delay and settling. */
  protected *time(): Procedure {
    const { probe } = this;
    for (let i = 0; i < 3; i += 1) {
      const um = this.moveFor(this.stepN);
      const fromN = probe.forceN;
      probe.beginTrace();
      yield* this.stepUp(um);
      probe.endTrace();
      const gainN = probe.forceN - fromN;
      if (gainN > 0.2 * this.nPerUm * um) this.nPerUm = gainN / um;
      this.timings.push(timingOf(probe, fromN, um / this.speed));
    }
    let settle = 0;
    for (const { settledS } of this.timings) if (settledS > settle) settle = settledS;
    probe.settleS = limited(1.2 * settle + 0.1 + probe.sampleS, 0.3, 4);
  }

  /** Median of the delays that were timed, s. */
  get delayS(): number {
    const delays = this.timings.map(({ delayS }) => delayS).sort((a, b) => a - b);
    return delays[1] ?? 0;
  }

  /** Loads up to a force in moves of a few seconds; `settle` waits until the cell has given way, and tells how much. */
  *raise(toN: number, settle: boolean): Procedure {
    const { probe } = this;
    const fromN = probe.forceN;
    this.otherStoodN = probe.otherN;
    const beganS = probe.nowS;
    const most = raiseS * this.own.limits.rampRate * this.newtonsPerKPa;
    const { samples } = probe;
    let idle = 0;
    let slips = 0;
    let arrivedN = 0;
    while (probe.forceN < toN - this.answerN) {
      let chunk = limited(toN - probe.forceN, 0, 0.25 * probe.forceN);
      if (chunk > most) chunk = most;
      if (chunk < 0.5 * this.stepN) chunk = 0.5 * this.stepN;
      const um = probe.onGrid(chunk / this.nPerUm);
      // A quantum that would go further beyond than the force is below is one too many.
      if (um * this.nPerUm > 2 * (toN - probe.forceN)) break;
      const before = probe.forceN;
      const beforeOther = probe.otherN;
      yield* this.stepUp(um);
      const gain = probe.forceN - before;
      const otherGain = probe.otherN - beforeOther;
      const promised = this.nPerUm * um;
      // At the first loads little of it arrived on the other side; where that changes, the wall lets go.
      const arrives = otherGain > looseCrossGain * gain && otherGain > this.slideAnswer(um);
      slips = arrives && this.levels.length > 0 ? slips + 1 : 0;
      if (slips >= 2) throw new Refusal("slippingPair", undefined);
      idle = gain < 0.3 * promised ? idle + 1 : 0;
      arrivedN = idle > 0 ? arrivedN + otherGain : 0;
      // A soft train on the other side feels little of a pellet that comes its way, but more with every move.
      if (idle >= idleMoves)
        throw arrivedN > this.otherNoiseN
          ? new Refusal("slippingPair", undefined)
          : new Refusal("noContact", this.side.name);
      if (gain > this.answerN) this.nPerUm *= limited(gain / promised, 0.5, 1.5);
      yield* this.correctOther();
    }
    probe.samples = samples;
    if (settle) yield* this.calm(probe.forceN - fromN, probe.nowS - beganS);
  }

  /** Least change on the other side, whose screw stands, that a pellet makes which goes with a move. */
  private slideAnswer(um: number): number {
    const noise = this.otherNoiseN;
    const least = slideShare * this.probe.other.loop.stiffnessNPerUm * um;
    return noise > least ? noise : least;
  }

  /** What arrives on the other side through the mould is taken off there by its own loop, as soon as that is measured. */
  protected *correctOther(): Procedure {
    const { probe } = this;
    const { other } = probe;
    if (!other.loop.identified || other.phase !== Phase.probe) return;
    const offN = probe.otherN - this.otherStoodN;
    const band = otherShare * this.otherStoodN;
    if (offN < band && offN > -band) return;
    // Slowly, so that no look at it mistakes the way for lost steps.
    const offKPa = (sizeOf(offN) * 1000) / other.areaMm2;
    other.handBack((this.otherStoodN * 1000) / other.areaMm2, offKPa / correctS);
    const untilS = probe.nowS + correctMaxS;
    while (!other.settled(0) && probe.nowS < untilS) yield* probe.wait(0.5);
    other.takeOver();
    yield* probe.dwell();
  }

  /** What was loaded settles; how much of it, tells the relaxation. */
  protected *calm(raisedN: number, tookS: number): Procedure {
    const { probe } = this;
    if (raisedN < 0.3 * probe.forceN) return;
    const atN: number[] = [];
    const samples = probe.samples;
    probe.samples = samples > 10 ? samples : 10;
    for (let i = 0; i < 3; i += 1) {
      if (i > 0) yield* probe.wait(calmS);
      yield* probe.dwell();
      atN.push(probe.forceN);
    }
    probe.samples = samples;
    const share = relaxationOf(atN, calmS, raisedN, tookS, probe.sigmaN);
    if (share > this.relaxation) this.relaxation = share;
  }
}
