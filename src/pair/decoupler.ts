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

  constructor(coupling: Coupling) {
    this.coupling = coupling;
  }

  /** Each tick, after both sides have decided: nothing to do while no set point has moved. */
  step(anode: Side, cathode: Side): void {
    const anodeKPa = anode.loop.setPoint.nowKPa;
    if (anodeKPa !== this.anodeKPa) {
      this.anodeKPa = anodeKPa;
      if (anode.loop.setPoint.targetKPa !== this.anodeToKPa) {
        this.anodeToKPa = anode.loop.setPoint.targetKPa;
        this.slow(anode, cathode);
      }
      this.pass(anode, cathode);
    }
    const cathodeKPa = cathode.loop.setPoint.nowKPa;
    if (cathodeKPa !== this.cathodeKPa) {
      this.cathodeKPa = cathodeKPa;
      if (cathode.loop.setPoint.targetKPa !== this.cathodeToKPa) {
        this.cathodeToKPa = cathode.loop.setPoint.targetKPa;
        this.slow(cathode, anode);
      }
      this.pass(cathode, anode);
    }
  }

  /** A ramp of a side that passes much on goes slower, so that the other's loop keeps up. */
  private slow(from: Side, to: Side): void {
    const factor = rateFactor(crossGain(to.loop.stiffnessNPerUm, this.coupling.mountNPerUm));
    from.loop.setPoint.rateKPaPerS *= factor > slowest ? factor : slowest;
  }

  /** A set point that was taken over from the reading has made no step. */
  private pass(from: Side, to: Side): void {
    const stepKPa = from.loop.setPoint.stepKPa;
    if (stepKPa === 0 || to.mode !== Mode.hold || to.phase !== Phase.track) return;
    const newtonsPerKPa = from.areaMm2 / 1000;
    const loop = to.loop;
    const wayKPa = from.loop.setPoint.targetKPa - from.loop.setPoint.fromKPa;
    const wayN = (wayKPa < 0 ? -wayKPa : wayKPa) * newtonsPerKPa;
    const k = loop.stiffnessNPerUm;
    if (crossGain(k, this.coupling.mountNPerUm) * wayN < worthDeadbands * loop.deadband.halfWidthN)
      return;
    const moveUm = share * this.coupling.advanceUm(k, 0, stepKPa * newtonsPerKPa);
    loop.takeUpAhead(moveUm < 0 ? -1 : 1, to.sensor.filteredN);
    loop.plan(moveUm);
  }
}
