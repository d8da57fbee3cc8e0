import { exp } from "../../src/maths/elementary.js";
import type { RigSide } from "../rigs/table.js";

/** What gives way in series between one screw and the cell (physics 3.2). */
export interface TrainParameters {
  /** Load cell, screw, bearing and frame in series, N/um. */
  readonly stiffnessNPerUm: number;
  /** Contact stiffness over the root of the force, N^0.5/um. */
  readonly contact: number;
  /** Clearance at power-on, um. */
  readonly gapUm: number;
  /** Share of a step that relaxes, and its time constant in s. */
  readonly relaxation: number;
  readonly relaxationTimeS: number;
  /** A spring in series and the travel after which it is solid; none when undefined. */
  readonly spring: SpringParameters | undefined;
}

export interface SpringParameters {
  readonly rateNPerUm: number;
  readonly strokeUm: number;
}

/** The train of one side as the rig file has it. */
export function trainOf(side: RigSide): TrainParameters {
  const spring = side.spring;
  return {
    stiffnessNPerUm: side.train.stiffness,
    contact: side.train.contact,
    gapUm: side.train.gap,
    relaxation: side.train.relaxation,
    relaxationTimeS: side.train.relaxationTime,
    spring: spring && { rateNPerUm: spring.rate, strokeUm: spring.stroke },
  };
}

/**
 * Compression in um gives force in N, in closed form.
 *
 * The contact has dF/dx = c sqrt(F), hence x = 2 sqrt(F) / c; with r = sqrt(F) and the linear
 * compliance C the whole train is `x = C r^2 + 2 r / c`, a quadratic in r. It pushes and never
 * pulls. Relaxation is a Kelvin element in displacement form: the share g of the compression is
 * taken up with the time constant tau, so that a force step falls to 1 - g of itself (physics 2.5).
 */
export class Train {
  /** Clearance at power-on; grows when the stack gives way. */
  gapUm: number;
  /** Results of the last `compress`: N, and its slope in N/um. */
  forceN = 0;
  slopeNPerUm = 0;

  #compliance: number;
  readonly #solidCompliance: number;
  /** Half of the contact's x over r, 1/c. */
  readonly #contactHalf: number;
  #strokeUm: number;
  /** Compression at which the spring goes solid. */
  #solidAtUm: number;
  readonly #relaxation: number;
  readonly #relaxationTimeS: number;
  #compressionUm = 0;
  #relaxedUm = 0;
  #stepS = 0;
  #stepShare = 0;

  constructor(parameters: TrainParameters) {
    const spring = parameters.spring;
    this.gapUm = parameters.gapUm;
    this.#solidCompliance = 1 / parameters.stiffnessNPerUm;
    this.#compliance = this.#solidCompliance + (spring === undefined ? 0 : 1 / spring.rateNPerUm);
    this.#contactHalf = 1 / parameters.contact;
    this.#relaxation = parameters.relaxation;
    this.#relaxationTimeS = parameters.relaxationTimeS;
    this.#strokeUm = spring === undefined ? 0 : spring.strokeUm;
    this.#solidAtUm =
      spring === undefined
        ? Infinity
        : this.#staticCompressionUm(spring.rateNPerUm * spring.strokeUm, this.#compliance, 0);
  }

  /**
   * Force and slope at a compression; below zero the parts stand apart. Changes no state but the
   * trial.
   */
  compress(compressionUm: number): void {
    this.#compressionUm = compressionUm;
    let x = compressionUm - this.#relaxedUm;
    if (!(x > 0)) {
      this.forceN = 0;
      this.slopeNPerUm = 0;
      return;
    }
    let compliance = this.#compliance;
    if (x > this.#solidAtUm) {
      x -= this.#strokeUm;
      compliance = this.#solidCompliance;
    }
    // r = (sqrt(h^2 + C x) - h) / C, in the form that does not cancel.
    const h = this.#contactHalf;
    const r = x / (h + Math.sqrt(h * h + compliance * x));
    this.forceN = r * r;
    this.slopeNPerUm = r / (compliance * r + h);
  }

  /**
   * Lets the accepted compression relax for `dtS` seconds; exact while the compression stands
   * still.
   */
  relax(dtS: number): void {
    if (dtS !== this.#stepS) {
      this.#stepS = dtS;
      this.#stepShare = 1 - exp(-dtS / this.#relaxationTimeS);
    }
    const end = this.#compressionUm > 0 ? this.#relaxation * this.#compressionUm : 0;
    this.#relaxedUm += (end - this.#relaxedUm) * this.#stepShare;
  }

  /** Goes to the fully relaxed state that carries `forceN`; returns its compression in um. */
  settleAt(forceN: number): number {
    const solid = this.#staticCompressionUm(forceN, this.#compliance, 0);
    const x =
      solid <= this.#solidAtUm
        ? solid
        : this.#staticCompressionUm(forceN, this.#solidCompliance, this.#strokeUm);
    // x is what is left of the compression after the share g of it has relaxed.
    const compression = x / (1 - this.#relaxation);
    this.#relaxedUm = compression - x;
    this.compress(compression);
    return compression;
  }

  /** Fault: the stack gives way by `um`; negative takes it back. */
  giveWay(um: number): void {
    this.gapUm += um;
  }

  /** Way by which the force falls by a share of itself, um. */
  wayOfShare(share: number): number {
    const left = (1 - share) * this.forceN;
    const at = (forceN: number) => this.#staticCompressionUm(forceN, this.#compliance, 0);
    return at(this.forceN) - at(left);
  }

  /** Way from the present compression to no force at all, um. */
  get wayToNoneUm(): number {
    return this.#compressionUm > 0 ? this.#compressionUm : 0;
  }

  /** Present compression of the spring, um; 0 without one. */
  get springUm(): number {
    return this.forceN * (this.#compliance - this.#solidCompliance);
  }

  /** Fault: the spring is solid beyond `factor` of its present compression. */
  solidify(factor: number): void {
    const springN = this.forceN * factor;
    this.#strokeUm = factor * this.springUm;
    this.#solidAtUm = this.#staticCompressionUm(springN, this.#compliance, 0);
  }

  /** Fault: the spring breaks; `share` of its compression is gone, and what is left does not give. */
  breakSpring(share: number): void {
    const spring = this.springUm;
    if (spring === 0) return;
    this.gapUm += (1 + share) * spring;
    this.#compliance = this.#solidCompliance;
    this.#solidAtUm = Infinity;
    this.#relaxedUm = 0;
  }

  #staticCompressionUm(forceN: number, compliance: number, offsetUm: number): number {
    return offsetUm + compliance * forceN + 2 * this.#contactHalf * Math.sqrt(forceN);
  }
}
