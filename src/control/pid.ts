/** Gains of one step, already divided by the stiffness: newtons in, micrometres out. */
export interface PidGains {
  /** um/N: share of the error's change that is answered at once. */
  proportional: number;
  /** um/(N s). */
  integral: number;
  /** um s/N, on the measurement. */
  derivative: number;
}

/**
 * PID in velocity form: each step gives an increment of position, so there is no integral to wind up, to seed or to
 * carry over a change of mode. Integral-dominant, as SIMC asks for a plant that is a gain and a delay:
 * `K_I = 1 / (k (tau_c + theta))`. The derivative acts on the measurement. Every term is kept for the log.
 */
export class VelocityPid {
  pUm = 0;
  iUm = 0;
  dUm = 0;
  private lastErrorN = 0;
  private lastForceN = 0;
  private beforeLastForceN = 0;

  /** Forgets the past: the next step sees no change of error and of force. */
  seed(errorN: number, forceN: number): void {
    this.lastErrorN = errorN;
    this.lastForceN = forceN;
    this.beforeLastForceN = forceN;
    this.rest();
  }

  /** Notes a measurement without acting, as inside the deadband. */
  watch(errorN: number, forceN: number): void {
    // Each decision does this or `step`: calls would cost more than all else in them.
    this.pUm = 0;
    this.iUm = 0;
    this.dUm = 0;
    this.lastErrorN = errorN;
    this.beforeLastForceN = this.lastForceN;
    this.lastForceN = forceN;
  }

  /** The increment in um for an error over `dtS`. */
  step(errorN: number, forceN: number, dtS: number, gains: PidGains): number {
    this.pUm = gains.proportional * (errorN - this.lastErrorN);
    this.iUm = gains.integral * errorN * dtS;
    this.dUm =
      gains.derivative === 0 || dtS <= 0
        ? 0
        : (-gains.derivative * (forceN - 2 * this.lastForceN + this.beforeLastForceN)) / dtS;
    this.lastErrorN = errorN;
    this.beforeLastForceN = this.lastForceN;
    this.lastForceN = forceN;
    return this.pUm + this.iUm + this.dUm;
  }

  /** The last increment was not carried out: it shows no terms. */
  rest(): void {
    this.pUm = 0;
    this.iUm = 0;
    this.dUm = 0;
  }
}
