import type { Conversion } from "../../hal/conversion.js";
import type { Hal, SideHal } from "../../hal/hal.js";
import type { AdcReading, LoadCellAdc } from "../../hal/load-cell-adc.js";
import { counts, instant } from "../../hal/units.js";
import { Prng } from "../../sim/prng.js";
import type { SideName } from "../../src/settings/table.js";
import { FakeHal } from "./fake-hal.js";
import { PacedScrew } from "./side-on-bench.js";

/** One side of a plant that is not the simulated rig: laws of its own, in closed form. */
export interface ForeignSide {
  /** Spring and frame in series, N/um. */
  readonly trainNPerUm: number;
  /** Contact stiffness over the root of the force; Infinity: a pure spring. */
  readonly contactRoot: number;
  readonly lashUm: number;
  /** Scatter of the lash from one reversal to the next, as a share. */
  readonly lashScatter: number;
  readonly gapUm: number;
  readonly countsPerNewton: number;
  readonly noiseN: number;
  /** Dead time and first-order lag between force and code, s. */
  readonly deadS: number;
  readonly lagS: number;
  /** Share of the compression that relaxes, with this time constant, s. */
  readonly relaxation: number;
  readonly relaxationS: number;
  /** Growth of the cell towards this side, um/s. */
  readonly driftUmPerS: number;
}

export interface ForeignChoice {
  readonly anode: ForeignSide;
  readonly cathode: ForeignSide;
  /** Infinity: the mould does not give way. */
  readonly mountNPerUm: number;
  /** What the wall carries, N; beyond, the pellet slips. */
  readonly wallN: number;
  readonly conversionsPerS: number;
  readonly seed: number;
  readonly cellsSwapped?: boolean;
  readonly motorsSwapped?: boolean;
}

/** Keeps its newest code, as real converters do. */
class NewestCode implements LoadCellAdc {
  private code: number | undefined;
  private atUs = 0;

  convert(atUs: number, code: number): void {
    this.atUs = atUs;
    this.code = code;
  }

  read(into: AdcReading): Conversion {
    if (this.code === undefined) return "none";
    into.at = instant(this.atUs);
    into.counts = counts(this.code);
    this.code = undefined;
    return "sample";
  }
}

/** One train: screw, lash, compression, relaxation, and the force on its way to the converter. */
class Train {
  readonly screw = new PacedScrew();
  readonly adc = new NewestCode();
  readonly part: ForeignSide;
  forceN = 0;
  private nutUm = 0;
  private lashUm: number;
  private direction = 1;
  private growthUm = 0;
  private relaxedUm = 0;
  private laggedN = 0;
  private readonly onTheWay: number[] = [];
  private readonly prng: Prng;

  constructor(part: ForeignSide, seed: number, name: string) {
    this.part = part;
    this.prng = new Prng(seed, name);
    this.lashUm = part.lashUm;
  }

  /** Compression without the give of the mould, um. */
  get reachUm(): number {
    return this.nutUm + this.growthUm - this.part.gapUm - this.relaxedUm;
  }

  /** Force and slope at a compression: `x = F / k + 2 sqrt F / c`. */
  law(xUm: number): number {
    if (xUm <= 0) return 0;
    const { trainNPerUm: k, contactRoot: c } = this.part;
    if (c === Infinity) return k * xUm;
    const half = k / c;
    const root = Math.sqrt(half * half + k * xUm) - half;
    return root * root;
  }

  move(dtS: number): void {
    this.screw.advance(dtS);
    const screwUm = this.screw.positionUm;
    if (screwUm > this.nutUm) {
      if (this.direction < 0) this.drawLash();
      this.direction = 1;
      this.nutUm = screwUm;
    } else if (screwUm < this.nutUm - this.lashUm) {
      this.direction = -1;
      this.nutUm = screwUm + this.lashUm;
    }
    this.growthUm += this.part.driftUmPerS * dtS;
  }

  settle(dtS: number, xUm: number): void {
    this.forceN = this.law(xUm);
    const { relaxation, relaxationS } = this.part;
    const end = relaxation * (xUm + this.relaxedUm);
    this.relaxedUm += ((end - this.relaxedUm) * dtS) / (relaxationS + dtS);
  }

  sense(dtS: number): void {
    const { deadS, lagS } = this.part;
    this.laggedN += ((this.forceN - this.laggedN) * dtS) / (lagS + dtS);
    this.onTheWay.push(this.laggedN);
    while (this.onTheWay.length > 1 + deadS / dtS) this.onTheWay.shift();
  }

  convert(atUs: number, adc: NewestCode): void {
    const { countsPerNewton, noiseN } = this.part;
    const forceN = (this.onTheWay[0] ?? 0) + noiseN * this.prng.normal();
    const code = Math.round(1000 + countsPerNewton * forceN);
    adc.convert(atUs, Math.max(-8388608, Math.min(code, 8388607)));
  }

  private drawLash(): void {
    const { lashUm, lashScatter } = this.part;
    this.lashUm = lashUm * (1 + lashScatter * Math.max(-2, Math.min(this.prng.normal(), 2)));
  }
}

const stepUs = 20_000;

/** Two trains that press on one cell in a mould on its mount, `u = (F_a - F_c) / k_m`, and a wall that may let go. */
export class ForeignPlant {
  readonly hal: Hal;
  readonly serial = new FakeHal();
  readonly anode: Train;
  readonly cathode: Train;
  private readonly choice: ForeignChoice;
  private slidUm = 0;
  private conversionUs: number;

  constructor(choice: ForeignChoice) {
    this.choice = choice;
    this.anode = new Train(choice.anode, choice.seed, "anode");
    this.cathode = new Train(choice.cathode, choice.seed, "cathode");
    this.conversionUs = 1e6 / choice.conversionsPerS;
    const { anode, cathode } = this;
    const cells = choice.cellsSwapped ? [cathode, anode] : [anode, cathode];
    const motors = choice.motorsSwapped ? [cathode, anode] : [anode, cathode];
    const side = (i: 0 | 1): SideHal => ({
      adc: (cells[i] as Train).adc,
      screw: (motors[i] as Train).screw,
    });
    const { clock, cellVoltage, thermometer, interlock, uart, store } = this.serial;
    this.hal = {
      clock,
      cellVoltage,
      thermometer,
      interlock,
      uart,
      store,
      anode: side(0),
      cathode: side(1),
    };
  }

  forceN(side: SideName): number {
    return this[side].forceN;
  }

  /** Time goes on. */
  advance(dtUs: number): void {
    const { clock } = this.serial;
    const untilUs = clock.atUs + dtUs;
    for (let atUs = clock.atUs; atUs < untilUs; ) {
      const step = Math.min(stepUs, untilUs - atUs);
      atUs += step;
      this.step(step * 1e-6);
      if (atUs < this.conversionUs) continue;
      this.anode.convert(atUs, this.anode.adc);
      this.cathode.convert(atUs, this.cathode.adc);
      this.conversionUs += 1e6 / this.choice.conversionsPerS;
    }
    clock.atUs = untilUs;
  }

  private step(dtS: number): void {
    const { anode, cathode } = this;
    anode.move(dtS);
    cathode.move(dtS);
    const u = this.balance();
    anode.settle(dtS, anode.reachUm - u);
    cathode.settle(dtS, cathode.reachUm + u);
    anode.sense(dtS);
    cathode.sense(dtS);
  }

  /** Motion of the pellet towards the cathode: bisection of a monotone residual. */
  private balance(): number {
    const { mountNPerUm, wallN } = this.choice;
    const difference = (u: number) =>
      this.anode.law(this.anode.reachUm - u) - this.cathode.law(this.cathode.reachUm + u);
    const mounted = (u: number) => u - this.slidUm - difference(u) / mountNPerUm;
    const u = mountNPerUm === Infinity ? this.slidUm : root(mounted, this.slidUm);
    const carried = difference(u);
    if (carried <= wallN && carried >= -wallN) return u;
    const bound = carried > 0 ? wallN : -wallN;
    const slid = root((at) => bound - difference(at), u);
    this.slidUm = slid - bound / mountNPerUm;
    return slid;
  }
}

/** Where a rising function passes zero, within a millimetre of a guess. */
function root(f: (x: number) => number, guess: number): number {
  let low = guess - 1;
  let high = guess + 1;
  while (f(low) > 0) low -= 2 * (high - low);
  while (f(high) < 0) high += 2 * (high - low);
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
