import { CoSimulation } from "../../../host/cosim/co-simulation.js";
import { readMessage } from "../../../host/cosim/read-message.js";
import { DocumentError, Problems } from "../../../src/document/problems.js";
import { readProgramme } from "../../../src/programme/read.js";
import {
  areaMm2,
  type ForeignChoice,
  type ForeignSide,
  programmeOf,
  settingsOf,
} from "./choice.js";
import { ForeignPlant } from "./plant.js";

export interface TrialSide {
  /** True pressure against the set point, over the last part of the trial. */
  readonly rmsKPa: number;
  readonly peakKPa: number;
  readonly limitKPa: number;
  /** The same with all rounding taken for noise that the filter takes out. */
  readonly whiteLimitKPa: number;
  readonly reversals: number;
}

export interface Trial {
  readonly anode: TrialSide;
  readonly cathode: TrialSide;
  readonly faults: readonly string[];
  readonly faultAtS: number | undefined;
  /** Both sides within 1 % or 2 kPa, or three quanta, for the first time; undefined: never. */
  readonly heldAtS: number | undefined;
  readonly mode: string;
}

/** Sums of one side. */
class Sum {
  squares = 0;
  count = 0;
  peak = 0;
  reversals = 0;
  private direction = 0;
  private targetUm = Number.NaN;

  add(errorKPa: number): void {
    this.squares += errorKPa * errorKPa;
    this.count += 1;
    this.peak = Math.max(this.peak, Math.abs(errorKPa));
  }

  follow(targetUm: number): void {
    const change = targetUm - this.targetUm;
    this.targetUm = targetUm;
    if (!(change !== 0) || Number.isNaN(change)) return;
    if (this.direction !== 0 && Math.sign(change) !== this.direction) this.reversals += 1;
    this.direction = Math.sign(change);
  }
}

/** Runs the shipped firmware on a foreign plant, through the text of `isobar cosim`, and judges the truth from `fromS` to `toS`. */
export function tryForeign(
  choice: ForeignChoice,
  fromS: number,
  toS: number,
  identify = true,
): Trial {
  const problems = new Problems();
  const programme = readProgramme(programmeOf(choice, identify), problems);
  if (!problems.none) throw new DocumentError(problems);
  const warned: string[] = [];
  const simulation = new CoSimulation(settingsOf(choice), programme, (text) => warned.push(text));
  const plant = new ForeignPlant(choice);
  const sums = { anode: new Sum(), cathode: new Sum() };
  let answer = simulation.take(readMessage(plant.next(undefined), 1, undefined));
  let before = answer.t;
  let heldAtS: number | undefined;
  let faultAtS: number | undefined;
  for (let line = 2; plant.atS < toS && faultAtS === undefined; line += 1) {
    answer = simulation.take(readMessage(plant.next(answer), line, before));
    before = answer.t;
    if (answer.faults.length > 0) faultAtS = answer.t;
    if (heldAtS === undefined && near(plant, choice)) heldAtS = answer.t;
    if (answer.t < fromS) continue;
    for (const side of ["anode", "cathode"] as const) {
      sums[side].add(plant[side].kPa - choice[side].setPointKPa);
      if (answer[side].enabled) sums[side].follow(answer[side].targetUm);
    }
  }
  const side = (name: "anode" | "cathode"): TrialSide => {
    const sum = sums[name];
    const rmsKPa = Math.sqrt(sum.squares / Math.max(1, sum.count));
    const samplesPerS = plant[name].arrived / plant.atS;
    const limitKPa = limitOf(choice[name], samplesPerS);
    const whiteLimitKPa = whiteLimitOf(choice[name], samplesPerS);
    return { rmsKPa, peakKPa: sum.peak, limitKPa, whiteLimitKPa, reversals: sum.reversals };
  };
  const faults = [...answer.faults.map((f) => `${f.name} ${f.side}`), ...warned];
  return {
    anode: side("anode"),
    cathode: side("cathode"),
    faults,
    faultAtS,
    heldAtS,
    mode: answer.mode,
  };
}

/**
 * `limitKPa` of the design for such a plant: hypot(quantum / sqrt 12, filtered noise, stiffness x RMS rate x 5.5 s). A code that
 * is rounded to a step of its own errs by step / sqrt 12 RMS, of which the filter takes out what changes from one conversion to the next.
 */
export function limitOf(side: ForeignSide, samplesPerS: number): number {
  return limitWith(side, samplesPerS, roundingLeft(side.noiseN / stepOf(side)));
}

/** The limit where rounding passes for white noise, however small the noise before it is: told beside the other. */
function whiteLimitOf(side: ForeignSide, samplesPerS: number): number {
  return limitWith(side, samplesPerS, 0);
}

const stepOf = (side: ForeignSide) => side.codeStep / Math.abs(side.countsPerNewton);

/**
 * RMS of the mean error that rounding leaves of a force at rest under Gaussian noise, both in steps: its Fourier series, whose nth term has the
 * amplitude `exp(-2 (pi n noise)^2) / (pi n)` (Widrow and Kollar, Quantization Noise, 2008). No noise leaves all of 1 / sqrt 12,
 * noise of half a step a thousandth.
 */
export function roundingLeft(noise: number): number {
  let squares = 0;
  for (let n = 1; n <= 1000; n += 1)
    squares += (Math.exp(-2 * (Math.PI * n * noise) ** 2) / (Math.PI * n)) ** 2 / 2;
  return Math.sqrt(squares);
}

/** `left`: RMS of the rounding that no filter takes out, in steps. */
function limitWith(side: ForeignSide, samplesPerS: number, left: number): number {
  const { stiffnessNPerUm: k, breath, breathUm, breathS, noiseN } = side;
  const quantumN = (k * 2000) / (200 * side.gearRatio * 16) / Math.sqrt(12);
  const leftN = left * stepOf(side);
  const whiteN = stepOf(side) * Math.sqrt(Math.max(0, 1 / 12 - left * left));
  const dtS = 1 / Math.min(10, samplesPerS);
  const filteredN = Math.hypot(noiseN, whiteN) * Math.sqrt(dtS / (dtS + 2 * 0.5));
  // RMS rate: 2 pi A / (T sqrt 2) of a sine, 4 A / T of a triangle.
  const rate = breath === "sine" ? Math.PI * Math.SQRT2 : breath === "triangle" ? 4 : 0;
  const lagN = k * ((rate * breathUm) / breathS) * 5.5;
  return (Math.hypot(quantumN, leftN, filteredN, lagN) * 1000) / areaMm2;
}

function near(plant: ForeignPlant, choice: ForeignChoice): boolean {
  return (["anode", "cathode"] as const).every((name) => {
    const { setPointKPa, stiffnessNPerUm, gearRatio } = choice[name];
    const quantumKPa = ((stiffnessNPerUm * 2000) / (200 * gearRatio * 16)) * (1000 / areaMm2);
    const band = Math.max(2, 0.01 * setPointKPa, 3 * quantumKPa);
    return Math.abs(plant[name].kPa - setPointKPa) <= band;
  });
}
