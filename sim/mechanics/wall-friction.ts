import { log10, pi } from "../../src/maths/elementary.js";
import type { RigModel } from "../rigs/table.js";
import { ElastoPlasticFriction } from "./elasto-plastic-friction.js";

/**
 * The law only approaches its capacity: from this share of it on the pellet counts as sliding.
 */
const slipShare = 0.98;
/** The force nears the capacity smoothly even where breaking away costs nothing. */
const elasticShareMax = 0.95;
/**
 * Slower than this the wall counts as at rest, um/s: far below the Stribeck speed of 1 um/s
 * (physics 3.4).
 */
const restSpeedUmPerS = 0.01;
/** Rest after which the wall grips again, s. */
const restTimeS = 10;
/** The decay is logarithmic in hours, so once a second is often enough for its logarithm. */
const decayIntervalS = 1;

/**
 * The friction of the pellet on the mould's wall, which alone carries a difference between the two
 * pressures (physics 3.4). Capacity `F_max = pi D L (tau_0(t) + mu K (P_a + P_c) / 2)`, where the
 * clamping that the pressing left decays as `tau_0(t) = tau_0 (1 - d log10(1 + t / 1 h))`. When
 * slip starts the capacity falls by the breakaway ratio and comes back after ten seconds at rest.
 * Below the friction of slip presliding is elastic, as Dupont et al. 2002 have it.
 * Positive motion goes from anode to cathode.
 */
export class WallFriction {
  readonly friction: ElastoPlasticFriction;
  /** The pellet has broken away and the wall has not gripped again since. */
  slipping = false;
  /**
   * Motion along the wall since power-on, um, presliding included; and the part of it that was
   * slip, unsigned.
   */
  travelUm = 0;
  slipTravelUm = 0;
  /** Fault: it carries this share of what it did. */
  factor = 1;

  readonly #wallAreaMm2: number;
  readonly #shearKPa: number;
  readonly #frictionTimesRatio: number;
  readonly #decay: number;
  readonly #breakaway: number;
  #ageS = 0;
  #decayedAtS = 0;
  #shearNowKPa: number;
  #restS = 0;

  constructor(mould: RigModel["mould"]) {
    this.#wallAreaMm2 = pi * mould.dieDiameter * mould.pelletLength;
    this.#shearKPa = mould.wallShear;
    this.#shearNowKPa = mould.wallShear;
    this.#frictionTimesRatio = mould.wallFriction * mould.lateralRatio;
    this.#decay = mould.decay;
    this.#breakaway = mould.breakaway;
    this.friction = new ElastoPlasticFriction(
      this.capacityAt(0, 0),
      mould.presliding,
      Math.min(1 / mould.breakaway, elasticShareMax),
    );
  }

  /** Capacity of the gripping wall in N under the two pressures on the pellet. */
  capacityAt(anodeKPa: number, cathodeKPa: number): number {
    const meanKPa = (anodeKPa + cathodeKPa) / 2;
    const shearKPa = this.#shearNowKPa + this.#frictionTimesRatio * meanKPa;
    return ((this.#wallAreaMm2 * shearKPa) / 1000) * this.factor;
  }

  /** Ages the wall by `dtS` and sets the capacity that holds in this step. */
  prepare(dtS: number, anodeKPa: number, cathodeKPa: number): void {
    this.#ageS += dtS;
    if (this.#ageS >= this.#decayedAtS + decayIntervalS) {
      this.#decayedAtS = this.#ageS;
      const left = 1 - this.#decay * log10(1 + this.#ageS / 3600);
      this.#shearNowKPa = left > 0 ? this.#shearKPa * left : 0;
    }
    const gripping = this.capacityAt(anodeKPa, cathodeKPa);
    this.friction.limit(this.slipping ? gripping / this.#breakaway : gripping);
  }

  /** Makes the last probe, a motion of `motionUm` in `dtS` seconds, the state. */
  accept(motionUm: number, dtS: number): void {
    const friction = this.friction;
    friction.accept();
    this.travelUm += motionUm;
    const motion = motionUm < 0 ? -motionUm : motionUm;
    if (this.slipping) {
      this.slipTravelUm += motion;
      this.#restS = motion > restSpeedUmPerS * dtS ? 0 : this.#restS + dtS;
      if (this.#restS >= restTimeS) this.slipping = false;
      return;
    }
    const force = friction.forceN < 0 ? -friction.forceN : friction.forceN;
    // Pushed further the same way, not backing off: only that is the start of a slip.
    if (force >= slipShare * friction.capacityN && motionUm * friction.forceN > 0) {
      this.slipping = true;
      this.#restS = 0;
    }
  }

  /** The wall of another press: the same pellet under another fixture. */
  copyFrom(other: WallFriction): void {
    this.friction.copyFrom(other.friction);
    this.slipping = other.slipping;
    this.travelUm = other.travelUm;
    this.slipTravelUm = other.slipTravelUm;
    this.#ageS = other.#ageS;
    this.#decayedAtS = other.#decayedAtS;
    this.#shearNowKPa = other.#shearNowKPa;
    this.#restS = other.#restS;
  }
}
