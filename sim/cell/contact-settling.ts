import { log10 } from "../../src/maths/elementary.js";

/**
 * Relative change of load that starts the settling anew, and the change in kPa below which none
 * does.
 */
const stepShare = 0.05;
const stepLeastKPa = 1;
const delayS = 60;
/** Steps that follow each other within this time are parts of one loading, a ramp for instance. */
const rampPauseS = 60;

/**
 * Settling of contacts, insulators and pellet on one side after loading: `C log10(1 + t / 60 s)`
 * (physics 2.5).
 *
 * C belongs to a step from nothing to the reference pressure and goes with the difference of the
 * roots of pressure, as the depth of a rough contact does; taking load off lets it come back. The
 * steps of a ramp add up to one, as old as they are on average. A later step restarts the clock,
 * and what went before goes on at the rate that it had come down to.
 */
export class ContactSettling {
  /** Thickness lost so far, um. */
  settledUm = 0;
  readonly #umPerDecade: number;
  readonly #referenceKPa: number;
  #amplitudeUm = 0;
  #ageS = 0;
  #sinceStepS = 0;
  #beforeUm = 0;
  #loadKPa = 0;

  constructor(umPerDecade: number, referenceKPa: number) {
    this.#umPerDecade = umPerDecade;
    this.#referenceKPa = referenceKPa;
  }

  advance(dtS: number, pressureKPa: number): void {
    this.#ageS += dtS;
    this.#sinceStepS += dtS;
    if (this.#amplitudeUm !== 0) {
      this.settledUm = this.#beforeUm + this.#amplitudeUm * log10(1 + this.#ageS / delayS);
    }
    const load = Math.max(pressureKPa, 0);
    const change = Math.abs(load - this.#loadKPa);
    if (change > stepShare * Math.max(load, this.#loadKPa) && change > stepLeastKPa) {
      this.#restart(load);
    }
  }

  #restart(loadKPa: number): void {
    const reference = this.#referenceKPa;
    const roots = Math.sqrt(loadKPa / reference) - Math.sqrt(this.#loadKPa / reference);
    const stepUm = this.#umPerDecade * roots;
    if (this.#sinceStepS <= rampPauseS) {
      const totalUm = this.#amplitudeUm + stepUm;
      const meanAgeS = totalUm === 0 ? 0 : (this.#amplitudeUm * this.#ageS) / totalUm;
      this.#ageS = Math.min(Math.max(meanAgeS, 0), this.#ageS);
      this.#amplitudeUm = totalUm;
    } else {
      this.#amplitudeUm = (this.#amplitudeUm * delayS) / (delayS + this.#ageS) + stepUm;
      this.#ageS = 0;
    }
    this.#beforeUm = this.settledUm - this.#amplitudeUm * log10(1 + this.#ageS / delayS);
    this.#loadKPa = loadKPa;
    this.#sinceStepS = 0;
  }
}
