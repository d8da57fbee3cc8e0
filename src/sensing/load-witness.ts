import type { ScrewReading } from "../../hal/screw.js";
import type { SideSettings } from "../settings/table.js";

/** Friction of screw and gear differs by this much from the nameplate's (physics 4.2: K scatters by 25 to 30 %). */
const frictionError = 0.3;
/** The motion chip tells the load to about this share of what stalls the motor. */
const loadError = 0.05;

/**
 * A second opinion on the force of a side from the torque of its motor: load times the force at which the motor stalls. It
 * speaks only while the screw presses forward fast enough for the chip to tell, and its uncertainty is that of a torque
 * wrench; between, it remembers what it said last.
 */
export class LoadWitness {
  /** The motor has told its load since power-on. */
  valid = false;
  /** Estimate and its standard uncertainty, N. */
  forceN = 0;
  sigmaN = 0;
  /** When the motor told it, us since power-on. */
  atUs = 0;
  private readonly newtonsPerPercent: number;
  private readonly floorN: number;

  constructor(settings: SideSettings) {
    this.newtonsPerPercent = settings.screw.stallForce / 100;
    this.floorN = loadError * settings.screw.stallForce;
  }

  /** A moving screw's load; that of one that is lowered is friction more than force. */
  look(status: ScrewReading, targetUm: number, atUs: number): void {
    if (status.loadPercent > 0 && targetUm > status.position) this.take(status.loadPercent, atUs);
  }

  /** The load of a screw that is on its way forward. */
  take(loadPercent: number, atUs: number): void {
    const forceN = loadPercent * this.newtonsPerPercent;
    const frictionN = frictionError * forceN;
    this.forceN = forceN;
    this.sigmaN = Math.sqrt(frictionN * frictionN + this.floorN * this.floorN);
    this.atUs = atUs;
    this.valid = true;
  }
}
