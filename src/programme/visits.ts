import { Mode } from "../mode.js";
import type { SideName } from "../settings/table.js";
import type { Side } from "../side.js";
import { bandKPa, type Course } from "./course.js";

/** A side that has not settled after this long will not, us. */
const patienceUs = 1200e6;
const sampleUs = 1e6;

/** Why a measurement has no result; the number is that of the event. */
export const MeasureFailure = {
  notHeld: 1,
  limit: 2,
  unsettled: 3,
  reversed: 4,
  voltage: 5,
} as const;
export type MeasureFailure = (typeof MeasureFailure)[keyof typeof MeasureFailure];

/** What was averaged at one pressure, a sample a second. */
export interface Visit {
  /** Middle of the averaging, s. */
  atS: number;
  samples: number;
  forceN: number;
  positionUm: number;
  volts: number;
  /** Sums of squared differences from the means, for their uncertainties. */
  forceSquares: number;
  voltsSquares: number;
  /** Way by which the screw has come here. */
  direction: number;
}

/** Takes one side through pressures, and averages at each once it has settled. Made by a step as it begins. */
export class Visits {
  readonly done: Visit[] = [];
  failure: MeasureFailure | undefined;
  private readonly side: Side;
  private readonly pressuresKPa: readonly number[];
  private readonly settleUs: number;
  private readonly averageUs: number;
  private orderedAtUs = 0;
  private settledAtUs = -1;
  private sampledAtUs = 0;
  private present: Visit | undefined;

  constructor(side: Side, pressuresKPa: readonly number[], settleS: number, averageS: number) {
    this.side = side;
    this.pressuresKPa = pressuresKPa;
    this.settleUs = settleS * 1e6;
    this.averageUs = averageS * 1e6;
  }

  /** One look; true when all pressures were visited, or the measurement has failed. */
  look(course: Course): boolean {
    const { side } = this;
    if (this.failure !== undefined) return true;
    if (side.mode !== Mode.hold) return this.fail(MeasureFailure.notHeld);
    if (this.present === undefined) return this.order(course);
    if (this.settledAtUs < 0) return this.settle(course);
    if (course.atUs - this.settledAtUs < this.settleUs) return false;
    if (course.atUs - this.sampledAtUs >= sampleUs) this.sample(this.present, course);
    if (course.atUs - this.settledAtUs < this.settleUs + this.averageUs) return false;
    this.present.atS = 1e-6 * (course.atUs - 0.5 * this.averageUs);
    this.present.direction = side.loop.motion.direction;
    this.done.push(this.present);
    this.present = undefined;
    return this.done.length === this.pressuresKPa.length;
  }

  private order(course: Course): boolean {
    const { side } = this;
    const toKPa = this.pressuresKPa[this.done.length] as number;
    if (!course.allows(side, toKPa)) return this.fail(MeasureFailure.limit);
    side.hold(toKPa, side === course.anode ? course.anodeRateKPaPerS : course.cathodeRateKPaPerS);
    this.orderedAtUs = course.atUs;
    this.settledAtUs = -1;
    this.present = {
      atS: 0,
      samples: 0,
      forceN: 0,
      positionUm: 0,
      volts: 0,
      forceSquares: 0,
      voltsSquares: 0,
      direction: 0,
    };
    return false;
  }

  private settle(course: Course): boolean {
    if (this.side.settled(bandKPa(this.side.targetKPa))) this.settledAtUs = course.atUs;
    else if (course.atUs - this.orderedAtUs > patienceUs)
      return this.fail(MeasureFailure.unsettled);
    return false;
  }

  /** Means and sums of squares as they grow (Welford). */
  private sample(visit: Visit, course: Course): void {
    const { side } = this;
    this.sampledAtUs = course.atUs;
    visit.samples += 1;
    const offN = side.sensor.filteredN - visit.forceN;
    visit.forceN += offN / visit.samples;
    visit.forceSquares += offN * (side.sensor.filteredN - visit.forceN);
    const offV = course.volts - visit.volts;
    visit.volts += offV / visit.samples;
    visit.voltsSquares += offV * (course.volts - visit.volts);
    visit.positionUm += (side.loop.motion.positionUm - visit.positionUm) / visit.samples;
  }

  /** Without a result the side goes back to where it shall end. */
  private fail(failure: MeasureFailure): boolean {
    this.failure = failure;
    const { side, pressuresKPa } = this;
    const lastKPa = pressuresKPa[pressuresKPa.length - 1] as number;
    if (side.mode === Mode.hold) side.hold(lastKPa, side.loop.setPoint.rateKPaPerS);
    return true;
  }
}

/** The look of a step that measures by visits: `conclude` makes its result of them, if all went well. */
export function measuredBy<S extends { readonly side: SideName }>(
  conclude: (step: S, visits: readonly Visit[], course: Course, channel: 1 | 2) => void,
): (step: S, course: Course) => boolean {
  return (step, course) => {
    const { work } = course;
    if (work === undefined) return true;
    if (!work.look(course)) return false;
    const channel = step.side === "anode" ? 1 : 2;
    if (work.failure === undefined) conclude(step, work.done, course, channel);
    else reportFailure(course, channel, work.failure);
    return true;
  };
}

/** Variance of a mean of so many samples. */
export function varianceOfMean(squares: number, samples: number): number {
  return samples > 1 ? squares / (samples - 1) / samples : 0;
}

/** A measured number and its standard uncertainty. */
export interface Measured {
  readonly what: "probe" | "dEdP";
  readonly side: 1 | 2;
  readonly value: number;
  readonly sigma: number;
}

/** Puts a result where the host can ask for it, and tells of it; in whole thousandths of `per`. */
export function report(course: Course, measured: Measured, per: number): void {
  course.measured = measured;
  const { telemetry } = course.rig ?? {};
  telemetry?.event(measured.what, measured.side, rounded(measured.value * per), course.atUs);
  telemetry?.event("uncertainty", measured.side, rounded(measured.sigma * per), course.atUs);
}

export function reportFailure(course: Course, side: 1 | 2, failure: MeasureFailure): void {
  course.measured = undefined;
  course.rig?.telemetry.event("measureFailed", side, failure, course.atUs);
}

const rounded = (x: number): number => Math.floor(x + 0.5);
