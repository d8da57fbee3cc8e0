import { exp } from "../../src/maths/elementary.js";
import type { Prng } from "../prng.js";
import type { Scenario } from "../scenarios/table.js";
import type { CellModel } from "./cell-model.js";
import { ContactSettling } from "./contact-settling.js";
import { LithiumAnode } from "./lithium-anode.js";
import { LithiumShort } from "./lithium-short.js";
import { ltoPotentialV, ltoUmPerMAhPerCm2 } from "./lto.js";
import {
  denseThicknessUm,
  firstCycleEfficiency,
  lowChargeDropV,
  nmcChargedMAhPerG,
  nmcPotentialV,
  paperStrain,
  sideReactionPotentialV,
} from "./nmc.js";
import { measuredStrain } from "./nmc811-lattice.js";
import { anodeInterfaceOhmCm2, cathodeInterfaceOhmCm2, resistanceFactor } from "./resistance.js";

export type { CellModel } from "./cell-model.js";

/** 15 mV at 0.2 mA/cm2, first order with 600 s (physics 2.4). */
const lagVPerMAPerCm2 = 0.075;
const lagTimeS = 600;
/**
 * Above this cathode pressure the scenario's `axialShare` holds, at and below it `axialShareLow`.
 */
const debondedToKPa = 500;
/** The pressures that the scenario's contact settling belongs to (physics 2.5). */
const settlingAnodeKPa = 2500;
const settlingCathodeKPa = 200;

/**
 * An all-solid-state cell, NMC83 against lithium or LTO (physics 2), as pressed: never charged
 * before.
 *
 * One state, the charge that reached the electrodes, drives anode growth, cathode shrinkage and
 * voltage. Charge that the side reaction takes in the first charge plates lithium but leaves the
 * NMC alone, which is why the first cycle leaves growth behind.
 */
export class Cell implements CellModel {
  anodeGrowthUm = 0;
  cathodeGrowthUm = 0;
  volts: number;
  chargeMAhPerCm2 = 0;
  extractedMAhPerG = 0;
  platedMAhPerCm2 = 0;
  voidUm = 0;
  anodeContact = 1;
  shorted = false;
  /** Charge that the side reaction has taken, mAh per gram of NMC. */
  sideMAhPerG = 0;

  readonly #cell: Scenario["cell"];
  /** Undefined over LTO. */
  readonly #lithium: LithiumAnode | undefined;
  #short: LithiumShort | undefined;
  readonly #anodeSettling: ContactSettling;
  readonly #cathodeSettling: ContactSettling;
  readonly #measured: boolean;
  readonly #gramsPerCm2: number;
  readonly #denseUm: number;
  #strain: number;
  #strainUm = 0;
  #lagV = 0;
  #lowDropV = 0;
  #stepS = 0;
  #lagKept = 1;

  /** `prng` decides about shorts and must be given where the scenario allows them. */
  constructor(scenario: Scenario["cell"], prng?: Prng, dieDiameterMm = 10) {
    if (scenario.shorts && prng === undefined) {
      throw new Error("a cell that may short needs a generator");
    }
    this.#cell = scenario;
    const lithium = scenario.anode === "lithium";
    this.#lithium = lithium ? new LithiumAnode(scenario, dieDiameterMm) : undefined;
    this.#measured = scenario.cathodeStrain === "measured";
    this.#short =
      scenario.shorts && lithium && prng !== undefined ? new LithiumShort(prng) : undefined;
    this.#anodeSettling = new ContactSettling(scenario.relaxationAnode, settlingAnodeKPa);
    this.#cathodeSettling = new ContactSettling(scenario.relaxationCathode, settlingCathodeKPa);
    this.#gramsPerCm2 = scenario.loading / 1000;
    this.#denseUm = denseThicknessUm(scenario.loading);
    this.#strain = this.#measured ? measuredStrain(0) : paperStrain(0);
    this.volts = this.#openCircuitV();
  }

  advance(
    dtS: number,
    currentMAPerCm2: number,
    anodeKPa: number,
    cathodeKPa: number,
    stackDegC: number,
  ): void {
    const current = currentMAPerCm2 - this.#leakMAPerCm2(dtS, currentMAPerCm2, anodeKPa);
    const charge = (current * dtS) / 3600;
    this.chargeMAhPerCm2 += (currentMAPerCm2 * dtS) / 3600;
    this.platedMAhPerCm2 += charge;
    this.#extract(charge);
    this.#anodeSettling.advance(dtS, anodeKPa);
    this.#cathodeSettling.advance(dtS, cathodeKPa);
    this.#growAnode(dtS, current, anodeKPa, stackDegC);
    this.#strainCathode(cathodeKPa);
    this.#setVolts(dtS, currentMAPerCm2, current, anodeKPa, cathodeKPa, stackDegC);
  }

  /** Fault: lithium bridges the separator now, softly or as metal; `prng` for a cell that could not short. */
  bridge(hard: boolean, prng: Prng): void {
    this.#short ??= new LithiumShort(prng);
    this.#short.begin(hard);
  }

  /** Fault: voids of `um` under the anode; nothing on LTO. */
  hollow(um: number): void {
    this.#lithium?.hollow(um);
  }

  /** Current that a short circuit takes from the electrodes, at the voltage of the last step. */
  #leakMAPerCm2(dtS: number, currentMAPerCm2: number, anodeKPa: number): number {
    const short = this.#short;
    if (short === undefined) return 0;
    short.advance(dtS, currentMAPerCm2, anodeKPa);
    if (short.state === "none") return 0;
    this.shorted = true;
    const leak = short.conductanceSPerCm2 * Math.max(this.volts, 0) * 1000;
    // A short cannot put more lithium into the cathode than is missing there.
    const room = (Math.max(this.extractedMAhPerG, 0) * this.#gramsPerCm2 * 3600) / dtS;
    return Math.min(leak, Math.max(currentMAPerCm2, 0) + room);
  }

  /** Charge goes to the side reaction first while that lasts, then to the NMC. */
  #extract(chargeMAhPerCm2: number): void {
    let specific = chargeMAhPerCm2 / this.#gramsPerCm2;
    if (specific > 0 && this.sideMAhPerG < this.#cell.sideReaction) {
      const side = Math.min(specific, this.#cell.sideReaction - this.sideMAhPerG);
      this.sideMAhPerG += side;
      specific -= side;
    }
    this.extractedMAhPerG += specific;
  }

  #growAnode(dtS: number, currentMAPerCm2: number, anodeKPa: number, degC: number): void {
    const lithium = this.#lithium;
    let growthUm = ltoUmPerMAhPerCm2 * this.platedMAhPerCm2;
    if (lithium !== undefined) {
      lithium.advance(dtS, currentMAPerCm2, this.platedMAhPerCm2, anodeKPa, degC);
      this.voidUm = lithium.voidUm;
      this.anodeContact = lithium.contact;
      growthUm = lithium.growthUm;
    }
    this.anodeGrowthUm = growthUm - this.#anodeSettling.settledUm;
  }

  /**
   * Pressure decides what share of each increment is axial: a change of pressure alone moves
   * nothing.
   */
  #strainCathode(cathodeKPa: number): void {
    const strain = this.#measured
      ? measuredStrain(this.extractedMAhPerG)
      : paperStrain(this.extractedMAhPerG);
    const share = cathodeKPa > debondedToKPa ? this.#cell.axialShare : this.#cell.axialShareLow;
    this.#strainUm += share * this.#denseUm * (strain - this.#strain);
    this.#strain = strain;
    this.cathodeGrowthUm = this.#strainUm - this.#cathodeSettling.settledUm;
  }

  /** Potential at rest: the side reaction's until that is done, then the NMC's. */
  #openCircuitV(): number {
    const total = this.#cell.sideReaction;
    const cathode =
      this.sideMAhPerG < total && this.extractedMAhPerG >= 0
        ? sideReactionPotentialV(this.sideMAhPerG / total)
        : nmcPotentialV(this.extractedMAhPerG);
    return this.#lithium === undefined ? cathode - ltoPotentialV : cathode;
  }

  #setVolts(
    dtS: number,
    terminalMAPerCm2: number,
    electrodeMAPerCm2: number,
    anodeKPa: number,
    cathodeKPa: number,
    degC: number,
  ): void {
    if (dtS !== this.#stepS) {
      this.#stepS = dtS;
      this.#lagKept = exp(-dtS / lagTimeS);
    }
    const lagEnd = lagVPerMAPerCm2 * electrodeMAPerCm2;
    this.#lagV = lagEnd + (this.#lagV - lagEnd) * this.#lagKept;
    // The drop is kinetic: there while discharging, and gone with the lag's time constant at rest.
    if (terminalMAPerCm2 < 0) {
      this.#lowDropV = lowChargeDropV(this.extractedMAhPerG, this.#dischargedMAhPerG(cathodeKPa));
    } else this.#lowDropV *= this.#lagKept;
    const emf = this.#openCircuitV() + this.#lagV - this.#lowDropV;
    const ohmCm2 = this.#ohmCm2(anodeKPa, cathodeKPa, degC);
    const shunt = this.#short === undefined ? 0 : this.#short.conductanceSPerCm2;
    this.volts = (emf + (terminalMAPerCm2 * ohmCm2) / 1000) / (1 + shunt * ohmCm2);
  }

  /**
   * Where a discharge ends: the scenario's figure, and a low cathode pressure adds what the first
   * cycle's efficiency loses below 0.85 (physics 2.4), in charge of the whole first charge.
   */
  #dischargedMAhPerG(cathodeKPa: number): number {
    const firstCharge = nmcChargedMAhPerG + this.#cell.sideReaction;
    return this.#cell.discharged + (0.85 - firstCycleEfficiency(cathodeKPa)) * firstCharge;
  }

  #ohmCm2(anodeKPa: number, cathodeKPa: number, degC: number): number {
    const cell = this.#cell;
    const anode = anodeInterfaceOhmCm2(
      cell.anodeResistance,
      anodeKPa,
      this.anodeContact,
      this.#lithium === undefined ? 0 : this.#lithium.ageH,
    );
    const cathode = cathodeInterfaceOhmCm2(cell.cathodeResistance, cathodeKPa);
    return (cell.separatorResistance + anode + cathode) * resistanceFactor(degC);
  }
}
