import type { Scenario } from "../scenarios/table.js";
import type { CellModel } from "./cell.js";
import type { DisplacementTrace } from "./displacement-trace.js";

/**
 * A measured cell in place of the modelled one: replays thickness and voltage of a trace, linear
 * between its rows.
 *
 * The thickness counts from the trace's first row, times the scenario's factor, and appears on one
 * side. Before `start` the first row holds, after the end the last. What was not measured stays at
 * its neutral value.
 */
export class BreathingCell implements CellModel {
  anodeGrowthUm = 0;
  cathodeGrowthUm = 0;
  volts: number;
  chargeMAhPerCm2 = 0;
  readonly extractedMAhPerG = 0;
  readonly platedMAhPerCm2 = 0;
  readonly voidUm = 0;
  readonly anodeContact = 1;
  readonly shorted = false;

  readonly #trace: DisplacementTrace;
  readonly #onAnode: boolean;
  readonly #scale: number;
  readonly #firstUm: number;
  /** Time of the trace that belongs to the present; its rows from `#row` on lie ahead. */
  #traceS: number;
  #row = 0;

  constructor(displacement: NonNullable<Scenario["displacement"]>, trace: DisplacementTrace) {
    this.#trace = trace;
    this.#onAnode = displacement.side === "anode";
    this.#scale = displacement.scale;
    this.#firstUm = trace.thicknessUm[0] ?? 0;
    this.#traceS = (trace.timeS[0] ?? 0) - displacement.start;
    this.volts = trace.volts[0] ?? 0;
  }

  /**
   * Pressures and temperature do not act on a measurement; a current is counted as charge alone.
   */
  advance(dtS: number, currentMAPerCm2: number): void {
    this.chargeMAhPerCm2 += (currentMAPerCm2 * dtS) / 3600;
    this.#traceS += dtS;
    const { timeS, thicknessUm, volts } = this.#trace;
    const last = timeS.length - 1;
    while (this.#row < last && (timeS[this.#row + 1] ?? 0) <= this.#traceS) this.#row += 1;
    const row = this.#row;
    const from = timeS[row] ?? 0;
    const share =
      row === last ? 0 : Math.max(0, (this.#traceS - from) / ((timeS[row + 1] ?? 0) - from));
    const thickness = between(thicknessUm, row, share);
    this.volts = between(volts, row, share);
    const growthUm = (thickness - this.#firstUm) * this.#scale;
    if (this.#onAnode) this.anodeGrowthUm = growthUm;
    else this.cathodeGrowthUm = growthUm;
  }
}

function between(values: Float64Array, row: number, share: number): number {
  const low = values[row] ?? 0;
  return share === 0 ? low : low + share * ((values[row + 1] ?? 0) - low);
}
