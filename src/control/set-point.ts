/** What is left in the lags is over, kPa. */
const arrivedKPa = 1e-6;
/** Of the converter's delay so much is sheer delay in the model, half a decision, s; the rest is a lag like the filter's. */
const deadS = 0.1;

/**
 * A set point that ramps, and what an ideal loop's measurement of it would show.
 *
 * The measurement lags by converter and filter. Comparing it with the bare ramp would charge that lag to the
 * plant and overshoot at the end of every ramp; so the loop compares it with `expectedKPa`, the ramp behind the
 * same two lags.
 */
export class SetPoint {
  /** Where the ramp goes. */
  targetKPa = 0;
  /** Where the ramp is. */
  nowKPa = 0;
  /** The ramp behind the lags of converter and filter. */
  expectedKPa = 0;
  /** Change of `nowKPa` in the last step. */
  stepKPa = 0;
  /** Change of `nowKPa` by `resume` that the other side has not been told of yet. */
  resumedKPa = 0;
  rateKPaPerS = 1;
  /** Was sent somewhere; cleared by whoever sees the pressure there (src/protocol/conditions.ts). */
  arriving = false;
  /** Where the ramp began. */
  fromKPa = 0;
  /** What of the converter's delay is a lag, and the filter's. */
  converterLagS = 0;
  readonly filterLagS: number;
  private halfwayKPa = 0;

  constructor(converterDelayS: number, filterLagS: number) {
    this.delayed(converterDelayS);
    this.filterLagS = filterLagS;
  }

  /** The converter's delay, measured or assumed. */
  delayed(converterDelayS: number): void {
    this.converterLagS = converterDelayS > deadS ? converterDelayS - deadS : 0;
  }

  /** Starts at the present pressure, so that taking over control moves nothing. */
  seed(pressureKPa: number): void {
    this.targetKPa = pressureKPa;
    this.fromKPa = pressureKPa;
    this.resumedKPa = 0;
    this.place(pressureKPa);
  }

  /**
   * The ramp goes on from where the pressure will be, as far as that lies between its beginning and its end; what of it is
   * still under way has yet to come out of the lags.
   */
  resume(seenKPa: number, underWayKPa: number): void {
    const { fromKPa, targetKPa } = this;
    const low = fromKPa < targetKPa ? fromKPa : targetKPa;
    const high = fromKPa < targetKPa ? targetKPa : fromKPa;
    const soonKPa = seenKPa + underWayKPa;
    const before = this.nowKPa;
    this.place(seenKPa);
    this.nowKPa = soonKPa < low ? low : soonKPa > high ? high : soonKPa;
    this.resumedKPa += this.nowKPa - before;
  }

  /** Goes with what the cell does: no ramp, and nothing that the other side is told of. */
  follow(kPa: number): void {
    this.targetKPa = kPa;
    this.place(kPa);
  }

  private place(pressureKPa: number): void {
    this.nowKPa = pressureKPa;
    this.halfwayKPa = pressureKPa;
    this.expectedKPa = pressureKPa;
    this.stepKPa = 0;
  }

  rampTo(targetKPa: number, rateKPaPerS: number): void {
    this.fromKPa = this.nowKPa;
    this.targetKPa = targetKPa;
    this.rateKPaPerS = rateKPaPerS;
    this.arriving = true;
  }

  /** From where the ramp began to where it goes. */
  get wayKPa(): number {
    return this.targetKPa - this.fromKPa;
  }

  get ramping(): boolean {
    return this.nowKPa !== this.targetKPa;
  }

  step(dtS: number): void {
    if (this.expectedKPa !== this.nowKPa) this.lagBehind(dtS);
    const left = this.targetKPa - this.nowKPa;
    if (left === 0) {
      this.stepKPa = 0;
      // Rounding would keep them a last bit off for ever.
      if (this.near(this.expectedKPa) && this.near(this.halfwayKPa)) this.place(this.nowKPa);
      return;
    }
    const most = this.rateKPaPerS * dtS;
    if (left > most) this.stepKPa = most;
    else if (left < -most) this.stepKPa = -most;
    else this.stepKPa = left;
    // At the end the target itself is taken: a sum of steps would miss it by rounding and ramp for ever.
    this.nowKPa = this.stepKPa === left ? this.targetKPa : this.nowKPa + this.stepKPa;
  }

  private near(kPa: number): boolean {
    const off = this.nowKPa - kPa;
    return off < arrivedKPa && off > -arrivedKPa;
  }

  /**
   * The same two lags as in `StiffnessEstimate`, in half decisions. A step of the set point is moved until the next decision, so
   * that the screw stands now where the set point stood at the last one.
   */
  private lagBehind(dtS: number): void {
    const halfS = 0.5 * dtS;
    const a = halfS / (this.converterLagS + halfS);
    const b = halfS / (this.filterLagS + halfS);
    const middleKPa = this.nowKPa - 0.5 * this.stepKPa;
    this.halfwayKPa += (this.nowKPa - this.stepKPa - this.halfwayKPa) * a;
    this.expectedKPa += (this.halfwayKPa - this.expectedKPa) * b;
    this.halfwayKPa += (middleKPa - this.halfwayKPa) * a;
    this.expectedKPa += (this.halfwayKPa - this.expectedKPa) * b;
  }
}
