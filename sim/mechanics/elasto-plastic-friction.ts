import { exp, log } from "../../src/maths/elementary.js";

/**
 * Friction with reversible presliding, after the idea of Dupont, Hayward, Armstrong and Altpeter ("Single state
 * elastoplastic friction models", IEEE TAC 47, 2002), in displacement form: rate independent, and exact over a step of
 * any size.
 *
 * Pushed on, it follows Dahl's curve, `F <- F_max - (F_max - F) exp(-|dx| / z)`. Backing off, a force below the share
 * `b` of the capacity goes back on the same curve, so a ripple of force moves nothing for good; what lies above the share
 * comes off with the slope that the curve has there, and that part is plastic. Dahl's law itself is plastic from the
 * first micrometre and ratchets: 2.5 um in 30 h of a controlled hard rig. The force is what opposes positive motion.
 */
export class ElastoPlasticFriction {
  readonly preslidingUm: number;
  readonly elasticShare: number;
  capacityN: number;
  /** Force in the accepted state. */
  forceN = 0;
  /** Results of the last `probe`: N, and slope over the motion in N/um, never negative. */
  trialForceN = 0;
  trialSlopeNPerUm = 0;

  constructor(capacityN: number, preslidingUm: number, elasticShare: number) {
    this.capacityN = capacityN;
    this.preslidingUm = preslidingUm;
    this.elasticShare = elasticShare;
  }

  /** Changes the capacity; a force beyond it cannot be held and falls to it. */
  limit(capacityN: number): void {
    this.capacityN = capacityN;
    if (this.forceN > capacityN) this.forceN = capacityN;
    else if (this.forceN < -capacityN) this.forceN = -capacityN;
  }

  /** The force that a motion from the accepted state would give. */
  probe(motionUm: number): void {
    const sign = motionUm < 0 ? -1 : 1;
    let left = (sign * motionUm) / this.preslidingUm;
    let againstN = -sign * this.forceN;
    if (againstN > 0) {
      const elasticN = this.elasticShare * this.capacityN;
      if (againstN > elasticN) {
        left = this.#backPlastic(againstN, left, sign);
        if (left <= 0) return;
        againstN = elasticN;
      }
      left = this.#backElastic(againstN, left, sign);
      if (left <= 0) return;
      againstN = 0;
    }
    const roomN = this.capacityN + againstN;
    const gone = left < 1e-3 ? -expm1Small(-left) : 1 - exp(-left);
    this.trialForceN = sign * (roomN * gone - againstN);
    this.trialSlopeNPerUm = (roomN * (1 - gone)) / this.preslidingUm;
  }

  /** Makes the last probe the state. */
  accept(): void {
    this.forceN = this.trialForceN;
  }

  copyFrom(other: ElastoPlasticFriction): void {
    this.capacityN = other.capacityN;
    this.forceN = other.forceN;
    this.trialForceN = other.trialForceN;
    this.trialSlopeNPerUm = other.trialSlopeNPerUm;
  }

  /** Backs off what lies above the share; what is left of the way, in preslidings. */
  #backPlastic(againstN: number, left: number, sign: number): number {
    const aboveN = againstN - this.elasticShare * this.capacityN;
    const perPresliding = (1 - this.elasticShare) * this.capacityN;
    const after = left - aboveN / perPresliding;
    if (after <= 0) {
      this.trialForceN = -sign * (againstN - perPresliding * left);
      this.trialSlopeNPerUm = perPresliding / this.preslidingUm;
    }
    return after;
  }

  /** Goes back on the curve, down to no force; what is left of the way. */
  #backElastic(againstN: number, left: number, sign: number): number {
    const roomN = this.capacityN - againstN;
    const after = left - log(this.capacityN / roomN);
    if (after <= 0) {
      const grown = left < 1e-3 ? expm1Small(left) : exp(left) - 1;
      this.trialForceN = -sign * (againstN - roomN * grown);
      this.trialSlopeNPerUm = (roomN * (1 + grown)) / this.preslidingUm;
    }
    return after;
  }
}

/** exp(x) - 1 cancels for the small steps of a creeping cell; five terms are exact there. */
function expm1Small(x: number): number {
  return x * (1 + (x / 2) * (1 + (x / 3) * (1 + x / 4)));
}
