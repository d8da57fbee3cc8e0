import { pastConverter, pastFilter } from "./measured-lags.js";

/** What is left in the lags is over, kPa. */
const arrivedKPa = 1e-6;
/** Conversions are younger than the oldest by half of their period on average, at ten a second, s. */
const youngerS = 0.05;

/**
 * A set point that ramps, and what an ideal loop's measurement of it would show.
 *
 * The measurement lags by converter and filter. Comparing it with the bare ramp would charge that lag to the
 * plant and overshoot at the end of every ramp; so the loop compares it with `expectedKPa`, the ramp behind the
 * same two lags. How old the newest conversion is nobody knows: what is late by the oldest is an error.
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
  /** Lag of the converter and the age of its oldest conversion, measured or assumed. */
  converterLagS: number;
  readonly filterLagS: number;
  private halfwayKPa = 0;

  constructor(converterLagS: number, filterLagS: number) {
    this.converterLagS = converterLagS;
    this.filterLagS = filterLagS;
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
   * still under way has yet to come out of the lags: `halfwayKPa` of it are past the converter.
   */
  resume(seenKPa: number, underWayKPa: number, halfwayKPa: number): void {
    const { fromKPa, targetKPa } = this;
    const low = fromKPa < targetKPa ? fromKPa : targetKPa;
    const high = fromKPa < targetKPa ? targetKPa : fromKPa;
    const soonKPa = seenKPa + underWayKPa;
    const before = this.nowKPa;
    this.place(seenKPa);
    this.nowKPa = soonKPa < low ? low : soonKPa > high ? high : soonKPa;
    this.halfwayKPa = seenKPa + halfwayKPa;
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

  /** Lag of the converter at the age that conversions have on average: by what is under way then nothing is missed twice. */
  get meanLagS(): number {
    return this.converterLagS > youngerS ? this.converterLagS - youngerS : 0;
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

  /** The screw by now is where the last step wanted it. */
  private lagBehind(dtS: number): void {
    const before = this.halfwayKPa;
    this.halfwayKPa = pastConverter(before, this.nowKPa, this.stepKPa, dtS, this.converterLagS);
    this.expectedKPa = pastFilter(this.expectedKPa, before, this.halfwayKPa, dtS, this.filterLagS);
  }
}
