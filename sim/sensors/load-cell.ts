import { exp } from "../../src/maths/elementary.js";
import type { RigSide } from "../rigs/table.js";

/**
 * Temperature at which load cells are calibrated here, degC: the oven set point of Doerrer 2021.
 */
export const calibrationDegC = 30;

/** Radii of the play elements as multiples of the hysteresis width, a decade apart. */
const radii = [3, 30, 300] as const;
/**
 * No element is wider than this share of capacity, so that a half loop still saturates all of them.
 */
const radiusShareMax = 0.2;

/**
 * One play element of the hysteresis: follows the force at a distance of at most its radius. Its
 * weight is such that the element adds its share of the width once saturated.
 */
class PlayElement {
  readonly #radiusN: number;
  readonly #weight: number;
  #positionN = 0;

  constructor(radiusN: number, shareN: number) {
    this.#radiusN = radiusN;
    this.#weight = radiusN > 0 ? shareN / (2 * radiusN) : 0;
  }

  /** What the element adds to the reading, N. */
  follow(forceN: number): number {
    const radius = this.#radiusN;
    if (forceN - radius > this.#positionN) this.#positionN = forceN - radius;
    else if (forceN + radius < this.#positionN) this.#positionN = forceN + radius;
    return this.#weight * (this.#positionN - forceN);
  }
}

/**
 * A strain-gauge load cell (physics 5.1): the force in it gives the force that its bridge tells.
 *
 * Hysteresis is a Prandtl-Ishlinskii sum of play elements over three decades, `F + sum w_i
 * (play_i(F) - F)`: the full loop has the nominal width, yet every small change is seen, if a few
 * percent too small.
 */
export class LoadCell {
  readonly capacityN: number;
  /** The reading in N of force, all errors in. */
  sensedN = 0;
  /** Fault: this much more than a sound cell would tell. */
  faultN = 0;

  readonly #nonlinearity: number;
  readonly #zeroN: number;
  readonly #zeroNPerK: number;
  readonly #spanPerK: number;
  readonly #creep: number;
  readonly #creepTimeS: number;
  readonly #fine: PlayElement;
  readonly #middle: PlayElement;
  readonly #coarse: PlayElement;
  #creptN = 0;
  #stepS = 0;
  #stepShare = 0;

  constructor(cell: RigSide["loadCell"]) {
    const capacityN = cell.capacity;
    const widthN = cell.hysteresis * capacityN;
    const element = (multiple: number) =>
      new PlayElement(Math.min(multiple * widthN, radiusShareMax * capacityN), widthN / 3);
    this.capacityN = capacityN;
    this.#nonlinearity = cell.nonlinearity;
    this.#zeroN = cell.zeroBalance * capacityN;
    this.#zeroNPerK = cell.zeroTemperature * capacityN;
    this.#spanPerK = cell.spanTemperature;
    this.#creep = cell.creep;
    this.#creepTimeS = cell.creepTime;
    this.#fine = element(radii[0]);
    this.#middle = element(radii[1]);
    this.#coarse = element(radii[2]);
    this.sensedN = this.staticReadingN(0);
  }

  /**
   * Reading of a rested cell at the calibration temperature, without creep and hysteresis: what a
   * laboratory notes.
   */
  staticReadingN(forceN: number): number {
    const bow = 4 * this.#nonlinearity * forceN * (1 - forceN / this.capacityN);
    return forceN + bow + this.#zeroN;
  }

  /** What another temperature than that of the calibration adds to the reading, N. */
  driftN(forceN: number, degC: number): number {
    return (degC - calibrationDegC) * (this.#zeroNPerK + this.#spanPerK * forceN);
  }

  advance(dtS: number, forceN: number, degC: number): void {
    if (dtS !== this.#stepS) {
      this.#stepS = dtS;
      this.#stepShare = 1 - exp(-dtS / this.#creepTimeS);
    }
    this.#creptN += (this.#creep * forceN - this.#creptN) * this.#stepShare;
    this.sensedN =
      this.staticReadingN(forceN) +
      this.#fine.follow(forceN) +
      this.#middle.follow(forceN) +
      this.#coarse.follow(forceN) +
      this.#creptN +
      this.driftN(forceN, degC) +
      this.faultN;
  }
}
