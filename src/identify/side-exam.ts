import { sizeOf } from "../maths/size.js";
import { Refusal } from "./refusal.js";
import { SideLoading } from "./side-loading.js";
import { answerSigma, lashSlackUm, levelMoves, limited } from "./side-moves.js";
import type { Procedure } from "./side-probe.js";

/** A level begins when the force drifts by less than this share of a step in this time, and at last after so long, s. */
const quietShare = 0.15;
const quietS = 3;
const quietMaxS = 60;
/** On a flank a move changes the force by more than this share of what the stiffness promises, within the lash by nothing. */
const flankShare = 0.3;
/** One move of a search for the flank takes no more than this share of the force away. */
const leftShare = 0.5;

/**
 * The examination of one side: feels with growing moves, times the answer, loads in bounded moves, and measures stiffness and
 * lash at a load. The other screw stands meanwhile. Each part is a procedure that goes on by one tick a `next`.
 */
export class SideExam extends SideLoading {
  /** Measures at the present force: stiffness, and lash too when `lash` is asked for. */
  *level(lash: boolean): Procedure {
    this.record.clear();
    this.chooseSteps(levelMoves);
    yield* this.quiet();
    yield* this.still();
    yield* this.up();
    yield* this.up();
    if (!lash) {
      yield* this.up();
      yield* this.still();
    }
    for (let cycle = 0; lash && cycle < 2; cycle += 1) {
      yield* this.reverse(-1);
      yield* this.reverse(1);
    }
    this.conclude();
  }

  protected conclude(): void {
    const { probe, record } = this;
    const result = record.fit(probe.sigmaN, probe.otherSigmaN);
    const good = result !== undefined && result.sigmaNPerUm < 0.25 * result.nPerUm;
    if (!good || !(result.nPerUm > 0)) throw new Refusal("tooNoisy", this.side.name);
    const doubt = result.nPerUm / this.drawnAt(result.forceN);
    if (doubt > 20 || doubt < 0.05) throw new Refusal("stiffnessImplausible", this.side.name);
    this.nPerUm = result.nPerUm;
    this.levels.push(result);
  }

  /** Waits until the cell gives way by little in the time of some moves, but not for ever: what breathes goes on. */
  protected *quiet(): Procedure {
    const { probe, record } = this;
    const untilS = probe.nowS + quietMaxS;
    do {
      record.clear();
      yield* this.still();
    } while (sizeOf(this.driftNPerS) * quietS > quietShare * this.stepN && probe.nowS < untilS);
  }

  /** A dwell without a move before it: drift shows. */
  protected *still(): Procedure {
    const { probe, record } = this;
    const beforeN = probe.forceN;
    const beforeS = probe.atS;
    yield* probe.wait(1);
    yield* probe.dwell();
    this.driftNPerS = (probe.forceN - beforeN) / (probe.atS - beforeS);
    record.add(probe.atS, this.side.loop.motion.targetUm, probe.forceN, probe.otherN);
  }

  protected *up(): Procedure {
    yield* this.stepUp(this.moveFor(this.stepN));
    this.note();
  }

  protected note(): void {
    const { probe } = this;
    this.record.add(probe.atS, this.side.loop.motion.targetUm, probe.forceN, probe.otherN);
  }

  /**
   * Turns round and moves until the force answers, then two moves on the flank that is reached. What lies between is not
   * kept: how far the nut has come in there is not known.
   */
  protected *reverse(direction: -1 | 1): Procedure {
    const { probe, own, record } = this;
    yield* this.still();
    let fromN = probe.forceN;
    let fromS = probe.atS;
    const known = this.deadUm;
    const fineUm = (10 * probe.sigmaN) / this.nPerUm;
    // On the way down the cell must not be left: what answers then would be no flank.
    const roomN = direction < 0 ? leftShare * probe.forceN : Infinity;
    const mostUm = limited(0.7 * this.boundN, 0, roomN) / this.nPerUm;
    const startUm = known > 0 ? 0.2 * known : own.screw.lash / 3;
    const coarseUm = mostUm > fineUm ? mostUm : fineUm;
    let um = probe.onGrid(limited(startUm, fineUm, coarseUm));
    const giveUpUm = lashSlackUm + 2 * own.screw.lash;
    let gone = 0;
    if (known > probe.quantumUm) {
      gone = probe.onGrid(0.65 * known);
      yield* probe.move(direction * this.withinTravel(gone), this.speed);
    }
    const flankUm = this.flankMove();
    for (;;) {
      if (gone > giveUpUm) throw new Refusal("lashImplausible", this.side.name);
      const beforeN = probe.forceN;
      const beforeS = probe.atS;
      yield* this.shift(direction * um);
      gone += um;
      const answers = this.answers(direction, um, fromN, fromS);
      // A drift is known from two dwells, and a search may take a hundred times as long: it may hide the answer of one move.
      if (answers || this.answers(direction, um, beforeN, beforeS)) {
        const metN = probe.forceN;
        yield* this.shift(direction * flankUm);
        const borneOut = direction * (probe.forceN - metN) > flankShare * this.nPerUm * flankUm;
        if (borneOut || direction * (metN - beforeN) > 0.5 * this.nPerUm * um) break;
        // A cell that breathes more slowly than a coarse code can show at rest has answered, and not the screw.
        gone += flankUm;
        fromN = probe.forceN;
        fromS = probe.atS;
      }
      const next = probe.onGrid(1.5 * um);
      um = next < coarseUm ? next : um;
    }
    // Lash scatters: the least that was surely dead is where the next search begins.
    const dead = gone - um;
    if (this.deadUm === 0 || dead < this.deadUm) this.deadUm = dead;
    record.branches += 1;
    this.note();
    yield* this.shift(direction * flankUm);
    this.note();
  }

  /** The force has come back since then by more than noise, drift and a quarter of the last move. */
  private answers(direction: number, um: number, fromN: number, fromS: number): boolean {
    const { probe } = this;
    const driftN = this.driftNPerS * (probe.atS - fromS);
    const gainN = direction * (probe.forceN - fromN - driftN);
    const part = 0.25 * this.nPerUm * um;
    const answer = part > this.answerN ? part : this.answerN;
    return gainN > answer + 0.5 * sizeOf(driftN);
  }

  protected *shift(um: number): Procedure {
    yield* this.probe.move(um, this.speed);
    yield* this.probe.dwell();
  }

  /** Moves on a flank whose lash is wanted are short: what they change is then little, whatever the stiffness. */
  protected flankMove(): number {
    const { probe } = this;
    const fineUm = (3 * answerSigma * probe.sigmaN) / this.nPerUm;
    const wanted = fineUm > this.own.screw.lash ? fineUm : this.own.screw.lash;
    const most = this.moveFor(this.stepN);
    return wanted < most ? this.moveFor(wanted * this.nPerUm) : most;
  }
}
