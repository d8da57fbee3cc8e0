import { exp } from "../../src/maths/elementary.js";
import type { Scenario } from "../scenarios/table.js";
import {
  contactOver,
  frictionHillUm,
  lithiumUmPerMAhPerCm2,
  thicknessAfterCreepUm,
  voidRefillTimeS,
  voidShare,
} from "./lithium.js";

/** Below an atom's size there is no void left to refill. */
const voidLeastUm = 1e-4;

/** The lithium foil with what was plated on it: growth, voids and creep (physics 2.1 and 2.5). */
export class LithiumAnode {
  /** Growth since power-on, contact settling apart, um. */
  growthUm = 0;
  voidUm = 0;
  /** Share of the area in contact. */
  contact = 1;
  /** Lithium that creep pressed out of the die, um of foil. */
  creptUm = 0;
  /** Time that the interphase has grown, h. */
  ageH = 0;

  readonly #foilUm: number;
  readonly #confinement: number;
  readonly #hillUm: number;

  constructor(scenario: Scenario["cell"], dieDiameterMm: number) {
    this.#foilUm = scenario.foil;
    this.#confinement = scenario.confinement;
    this.#hillUm = frictionHillUm(dieDiameterMm);
  }

  /**
   * `platedMAhPerCm2` is the state after the step, `currentMAPerCm2` what led there (positive
   * plates).
   */
  advance(
    dtS: number,
    currentMAPerCm2: number,
    platedMAhPerCm2: number,
    anodeKPa: number,
    degC: number,
  ): void {
    const stripping = currentMAPerCm2 < 0 ? -currentMAPerCm2 : 0;
    if (stripping > 0 || this.voidUm > 0) this.#moveVoids(dtS, stripping, anodeKPa);
    const platedUm = lithiumUmPerMAhPerCm2 * platedMAhPerCm2;
    const foilUm = this.#foilUm + platedUm - this.creptUm;
    const confinement = this.#confinement;
    this.creptUm +=
      foilUm - thicknessAfterCreepUm(foilUm, anodeKPa, degC, confinement, this.#hillUm, dtS);
    this.growthUm = platedUm + this.voidUm - this.creptUm;
    this.ageH += dtS / 3600;
  }

  /** Fault: `um` of lithium under the foil are void; the thickness stays. */
  hollow(um: number): void {
    this.voidUm += um;
    this.creptUm += um;
  }

  /** `dV/dt = made - V / tau`, exact over the step. */
  #moveVoids(dtS: number, strippingMAPerCm2: number, anodeKPa: number): void {
    const share = strippingMAPerCm2 > 0 ? voidShare(strippingMAPerCm2, anodeKPa) : 0;
    const madeUmPerS = (share * strippingMAPerCm2 * lithiumUmPerMAhPerCm2) / 3600;
    const refillS = voidRefillTimeS(anodeKPa);
    if (refillS > 1e9) {
      this.voidUm += madeUmPerS * dtS;
    } else {
      const kept = exp(-dtS / refillS);
      this.voidUm = this.voidUm * kept + madeUmPerS * refillS * (1 - kept);
    }
    if (madeUmPerS === 0 && this.voidUm < voidLeastUm) this.voidUm = 0;
    this.contact = contactOver(this.voidUm);
  }
}
