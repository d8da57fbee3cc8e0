import { exp, log, power } from "../../src/maths/elementary.js";
import type { Prng } from "../prng.js";

const softStartSPerCm2 = 1e-6;
/** 2 mS/cm2 leak 8 mA/cm2: the filament no longer heals, and the contact is metal. */
const hardFromSPerCm2 = 2e-3;
const hardSPerCm2 = 1;
const flickerEveryS = 10;
const flicker = 0.3;

/**
 * Mean hours of plating until lithium bridges the separator (physics 2.4): 300 up to 10 MPa, 48 at
 * 25 MPa, minutes from 50 MPa up, along straight lines in logarithms.
 */
export function meanPlatingLifeH(anodeKPa: number): number {
  if (anodeKPa <= 10000) return 300;
  if (anodeKPa <= 25000) {
    return 300 * power(anodeKPa / 10000, log(48 / 300) / log(2.5));
  }
  return Math.max(0.05, 48 * power(anodeKPa / 25000, log(0.05 / 48) / log(2)));
}

/**
 * A lithium short circuit. Hazard adds up while lithium is plated; at a drawn dose a soft short
 * begins, its conductance grows e-fold in a drawn 5 to 60 min and flickers by 30 %, and in the end
 * it turns hard.
 *
 * One draw for the dose rather than one a step: the outcome does not depend on the step.
 */
export class LithiumShort {
  state: "none" | "soft" | "hard" = "none";
  /** Conductance across the separator, S/cm2. */
  conductanceSPerCm2 = 0;
  readonly #prng: Prng;
  readonly #growthS: number;
  #doseLeft: number;
  #filamentSPerCm2 = 0;
  #flickerLeftS = 0;
  #flickerFactor = 1;

  constructor(prng: Prng) {
    this.#prng = prng;
    this.#doseLeft = -log(1 - prng.next());
    this.#growthS = prng.uniform(300, 3600);
  }

  /** Fault: the separator is bridged now. */
  begin(hard: boolean): void {
    this.state = hard ? "hard" : "soft";
    this.#filamentSPerCm2 = softStartSPerCm2;
    this.conductanceSPerCm2 = hard ? hardSPerCm2 : softStartSPerCm2;
  }

  advance(dtS: number, platingMAPerCm2: number, anodeKPa: number): void {
    if (this.state === "hard") return;
    if (this.state === "none") {
      if (platingMAPerCm2 > 0) this.#doseLeft -= dtS / (3600 * meanPlatingLifeH(anodeKPa));
      if (this.#doseLeft > 0) return;
      this.state = "soft";
      this.#filamentSPerCm2 = softStartSPerCm2;
    }
    this.#filamentSPerCm2 *= exp(dtS / this.#growthS);
    this.#flickerLeftS -= dtS;
    if (this.#flickerLeftS <= 0) {
      this.#flickerLeftS += flickerEveryS;
      this.#flickerFactor = this.#prng.uniform(1 - flicker, 1 + flicker);
    }
    this.conductanceSPerCm2 = this.#filamentSPerCm2 * this.#flickerFactor;
    if (this.#filamentSPerCm2 >= hardFromSPerCm2) {
      this.state = "hard";
      this.conductanceSPerCm2 = hardSPerCm2;
    }
  }
}
