import { sizeOf } from "../maths/size.js";
import { Phase } from "../phase.js";
import type { Side } from "../side.js";
import { type Coupling, crossGain, rateFactor } from "./coupling.js";

/**
 * What of the matrix is moved ahead. The mount is known to some ten percent, and what is left over is the loop's; a
 * screw that went too far would have to cross its lash to come back.
 */
const share = 0.9;
/** Off a mould that is loose pressure must still be taken. */
const slowest = 0.1;
/** A ramp that passes less than this on is left to the loop: it would cost a crossing of the lash. */
const worthDeadbands = 4;
/** So long a ramp waits for its turn, s. */
const patienceS = 25;
/** ... and for the other side's crossing: lash scatters by 15 %, so some micrometre of it may be left beyond what is surely lash. */
const crossingPatienceS = 60;

/**
 * Lets the other screw give way while one side's force is changed by plan, so that its own force stays (physics 3.3): for
 * each step of a ramp by dF the other screw backs off by `c_m dF`. Forces that the cell makes are not planned; they stay
 * what they are, and so does the pellet.
 */
export class Decoupler {
  private readonly coupling: Coupling;
  private anodeKPa = 0;
  private cathodeKPa = 0;
  /** Targets that the rates of the present ramps were made for. */
  private anodeToKPa = -1;
  private cathodeToKPa = -1;
  /** The side whose ramp waits: for the other's crossing of its lash, or for its turn, until the other's ramp is over. */
  private waiting: Side | undefined;
  private other: Side | undefined;
  private crossing = false;

  constructor(coupling: Coupling) {
    this.coupling = coupling;
  }

  /** Each tick, after both sides have decided: nothing to do while no set point has moved. */
  step(anode: Side, cathode: Side): void {
    if (this.waiting !== undefined) this.goOn(this.waiting);
    const anodeKPa = anode.loop.setPoint.nowKPa;
    if (anodeKPa !== this.anodeKPa) {
      if (anode.loop.setPoint.targetKPa !== this.anodeToKPa) {
        this.anodeToKPa = anode.loop.setPoint.targetKPa;
        this.begin(anode, cathode);
      }
      this.pass(anode, cathode);
      this.anodeKPa = anodeKPa;
    }
    const cathodeKPa = cathode.loop.setPoint.nowKPa;
    if (cathodeKPa !== this.cathodeKPa) {
      if (cathode.loop.setPoint.targetKPa !== this.cathodeToKPa) {
        this.cathodeToKPa = cathode.loop.setPoint.targetKPa;
        this.begin(cathode, anode);
      }
      this.pass(cathode, anode);
      this.cathodeKPa = cathodeKPa;
    }
  }

  /** A ramp begins. One that passes much on goes slower, so that the other's loop keeps up. */
  private begin(from: Side, to: Side): void {
    const factor = rateFactor(crossGain(to.loop.stiffnessNPerUm, this.coupling.mountNPerUm));
    from.loop.setPoint.rateKPaPerS *= factor > slowest ? factor : slowest;
    this.meet(from, to);
  }

  /**
   * Who goes first, and what the other is asked for. What one ramp passes on to another that goes the same way needs not be
   * moved: the screw would cross its lash against its own way and come back. So they go in turns, that which passes more on
   * first; the ramp that waits takes it in and goes on from there.
   */
  private meet(from: Side, to: Side): void {
    const wayN = this.passedOnN(from, to);
    const sizeN = sizeOf(wayN);
    to.loop.led.end();
    if (!follows(to) || sizeN < worthDeadbands * to.loop.deadband.halfWidthN) return;
    const backN = this.passedOnN(to, from);
    if (!underWay(to) || backN * wayN <= 0) this.lead(from, to, wayN < 0 ? 1 : -1, sizeN);
    else if (from.loop.ramp.waitS > 0) return;
    else if (sizeN < sizeOf(backN) && this.takesIn(from, to)) this.wait(from, to, false);
    else if (this.takesIn(to, from)) this.wait(to, from, false);
    else this.wait(from, to, false);
  }

  /** What the rest of a ramp would change the other's force by while its screw stands, N. */
  private passedOnN(from: Side, to: Side): number {
    const { setPoint } = from.loop;
    const gain = crossGain(to.loop.stiffnessNPerUm, this.coupling.mountNPerUm);
    return ((setPoint.targetKPa - setPoint.nowKPa) * gain * from.areaMm2) / 1000;
  }

  /** The ramp of `waiting` has a longer way than what the other would pass on to it, and that soon. */
  private takesIn(waiting: Side, first: Side): boolean {
    const ownN = waiting.loop.leftN(waiting.sensor.filteredN);
    const { loop } = first;
    return (
      sizeOf(ownN) > sizeOf(this.passedOnN(first, waiting)) &&
      loop.ramp.leftS(loop.stiffnessNPerUm) < patienceS
    );
  }

  /**
   * The ramp waits until the other's gear rests on the flank that it will be asked for, because moves into a lash do nothing.
   */
  private lead(from: Side, to: Side, direction: number, wayN: number): void {
    to.loop.led.begin(direction, wayN);
    to.loop.takeUpAhead(direction, to.sensor.filteredN);
    if (to.loop.lash.direction === direction) this.wait(from, to, true);
  }

  private wait(waiting: Side, other: Side, crossing: boolean): void {
    if (this.waiting !== undefined) this.waiting.loop.ramp.waitS = 0;
    waiting.loop.ramp.waitS = crossing ? crossingPatienceS : patienceS;
    this.waiting = waiting;
    this.other = other;
    this.crossing = crossing;
  }

  /** Looks whether what the ramp waits for has come. */
  private goOn(waiting: Side): void {
    const { loop } = waiting;
    const other = this.other;
    if (other === undefined) return;
    const { ramp, setPoint } = loop;
    const { lash, led } = other.loop;
    if (this.crossing) {
      if (lash.direction !== 0 && lash.direction === led.direction && ramp.waitS > 0) {
        led.stay();
        return;
      }
    } else if (underWay(other)) return;
    const waited = ramp.waitS > 0;
    ramp.waitS = 0;
    this.waiting = undefined;
    this.other = undefined;
    if (this.crossing) return;
    if (waited) {
      // What it has taken in came from the other side, which is not to be told of it.
      loop.resume(waiting.sensor.filteredN, loop.stiffnessNPerUm);
      setPoint.resumedKPa = 0;
    }
    this.meet(waiting, other);
  }

  /** A set point that was taken over from the reading has made no step. */
  private pass(from: Side, to: Side): void {
    const { loop } = to;
    const sp = from.loop.setPoint;
    const byKPa = sp.stepKPa + sp.resumedKPa;
    sp.resumedKPa = 0;
    if (loop.led.direction === 0 || !follows(to)) return;
    loop.plan(
      share * this.coupling.advanceUm(loop.stiffnessNPerUm, 0, (byKPa * from.areaMm2) / 1000),
    );
  }
}

function follows(side: Side): boolean {
  return side.held && side.phase === Phase.track;
}

function underWay(side: Side): boolean {
  return side.loop.ramp.on || side.loop.setPoint.ramping;
}
