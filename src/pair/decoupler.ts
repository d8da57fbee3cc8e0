import { Mode } from "../mode.js";
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
/** So long a ramp waits for the other side's crossing, s. */
const patienceS = 25;

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
  /** The side whose ramp waits, and the one that crosses its lash for it. */
  private waiting: Side | undefined;
  private crossing: Side | undefined;

  constructor(coupling: Coupling) {
    this.coupling = coupling;
  }

  /** Each tick, after both sides have decided: nothing to do while no set point has moved. */
  step(anode: Side, cathode: Side): void {
    if (this.waiting !== undefined) this.wait();
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

  /**
   * A ramp begins. One that passes much on goes slower, so that the other's loop keeps up; and it waits until the other's gear
   * rests on the flank that it will be asked for, because moves into a lash do nothing.
   */
  private begin(from: Side, to: Side): void {
    const { loop } = from;
    const gain = crossGain(to.loop.stiffnessNPerUm, this.coupling.mountNPerUm);
    const factor = rateFactor(gain);
    loop.setPoint.rateKPaPerS *= factor > slowest ? factor : slowest;
    const leftKPa = loop.setPoint.targetKPa - loop.setPoint.nowKPa;
    const wayN = ((leftKPa < 0 ? -leftKPa : leftKPa) * gain * from.areaMm2) / 1000;
    to.loop.led.end();
    if (!follows(to) || wayN < worthDeadbands * to.loop.deadband.halfWidthN) return;
    const direction = leftKPa < 0 ? 1 : -1;
    to.loop.led.begin(direction, wayN);
    to.loop.takeUpAhead(direction, to.sensor.filteredN);
    if (to.loop.lash.direction !== direction) return;
    if (this.waiting !== undefined) this.waiting.loop.ramp.waitS = 0;
    loop.ramp.waitS = patienceS;
    this.waiting = from;
    this.crossing = to;
  }

  private wait(): void {
    const ramp = this.waiting?.loop.ramp;
    const crossing = this.crossing?.loop;
    if (ramp === undefined || crossing === undefined) return;
    const { lash, led } = crossing;
    if (lash.direction !== 0 && lash.direction === led.direction && ramp.waitS > 0) {
      led.stay();
      return;
    }
    ramp.waitS = 0;
    this.waiting = undefined;
    this.crossing = undefined;
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
  return side.mode === Mode.hold && side.phase === Phase.track;
}
