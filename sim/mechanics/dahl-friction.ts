import { exp } from "../../src/maths/elementary.js";

/**
 * Friction after Dahl (1968) in displacement form: rate independent, and exact over a step of any
 * size, `F <- s F_max + (F - s F_max) exp(-|dx| / z)` with s the sign of the motion dx and z the
 * presliding, because the law's stiffness is F_max / z (physics 3.4). The force is what opposes
 * positive motion.
 */
export class DahlFriction {
  readonly preslidingUm: number;
  capacityN: number;
  /** Force in the accepted state. */
  forceN = 0;
  /** Results of the last `probe`: N, and slope over the motion in N/um, never negative. */
  trialForceN = 0;
  trialSlopeNPerUm = 0;

  constructor(capacityN: number, preslidingUm: number) {
    this.capacityN = capacityN;
    this.preslidingUm = preslidingUm;
  }

  /** Changes the capacity; a force beyond it cannot be held and falls to it. */
  limit(capacityN: number): void {
    this.capacityN = capacityN;
    if (this.forceN > capacityN) this.forceN = capacityN;
    else if (this.forceN < -capacityN) this.forceN = -capacityN;
  }

  /** The force that a motion from the accepted state would give. */
  probe(motionUm: number): void {
    const end = motionUm < 0 ? -this.capacityN : this.capacityN;
    const part = (motionUm < 0 ? -motionUm : motionUm) / this.preslidingUm;
    const reach = end - this.forceN;
    // 1 - exp(-x) cancels for the small steps of a creeping cell; five terms are exact there.
    const gone =
      part < 1e-3 ? part * (1 - (part / 2) * (1 - (part / 3) * (1 - part / 4))) : 1 - exp(-part);
    this.trialForceN = this.forceN + reach * gone;
    const slope = (reach * (1 - gone)) / this.preslidingUm;
    this.trialSlopeNPerUm = slope < 0 ? -slope : slope;
  }

  /** Makes the last probe the state. */
  accept(): void {
    this.forceN = this.trialForceN;
  }

  copyFrom(other: DahlFriction): void {
    this.capacityN = other.capacityN;
    this.forceN = other.forceN;
    this.trialForceN = other.trialForceN;
    this.trialSlopeNPerUm = other.trialSlopeNPerUm;
  }
}
