import type { Answer, SideAnswer } from "../../../host/cosim/co-simulation.js";
import { Chance } from "./chance.js";
import { areaMm2, type ForeignChoice, type ForeignSide } from "./choice.js";

/** Physics goes on in steps of this time, s. */
const stepS = 0.01;

/** One side: motor, lost motion, breathing, force law, dead time, lag, converter. Lengths in um, forces in N. */
class Train {
  registerUm = 0;
  /** Conversions that have arrived: of those that end between two lines the newest alone. */
  arrived = 0;
  forceN = 0;
  private nutUm = 0;
  private massUm = 0;
  private massUmPerS = 0;
  private laggedN = 0;
  private readonly line: number[];
  private at = 0;
  private dueS = 0;
  private lashUm: number;
  private direction = 1;
  private readonly part: ForeignSide;
  private readonly chance: Chance;

  constructor(part: ForeignSide, chance: Chance) {
    this.part = part;
    this.chance = chance;
    this.lashUm = part.lashUm;
    this.line = new Array<number>(1 + Math.round(part.delayS / stepS)).fill(0);
  }

  step(order: SideAnswer | undefined, atS: number): void {
    if (order?.enabled === true) {
      const most = order.speedUmPerS * stepS;
      const left = order.targetUm - this.registerUm;
      this.registerUm += Math.max(-most, Math.min(left, most));
    }
    this.follow();
    this.forceN = this.force(this.nutUm + this.breath(atS) - this.part.gapUm);
    this.laggedN += ((this.forceN - this.laggedN) * stepS) / (this.part.lagS + stepS);
    this.line[this.at] = this.laggedN;
    this.at = (this.at + 1) % this.line.length;
  }

  /** The code of a conversion that has ended, if one has and is not lost on its way. */
  code(forS: number, ratePerS: number, lost: number): number | undefined {
    this.dueS += forS;
    let ended = 0;
    while (this.dueS >= 1 / ratePerS) {
      this.dueS -= 1 / ratePerS;
      if (this.chance.next() >= lost) ended += 1;
    }
    if (ended === 0) return undefined;
    this.arrived += 1;
    const { noiseN, countsPerNewton, tareCounts, codeStep } = this.part;
    const forceN = (this.line[this.at] ?? 0) + noiseN * this.chance.normal();
    const code = tareCounts + Math.round((countsPerNewton * forceN) / codeStep) * codeStep;
    return Math.max(-(2 ** 23), Math.min(Math.round(code), 2 ** 23 - 1));
  }

  get kPa(): number {
    return (this.forceN * 1000) / areaMm2;
  }

  /** Lost motion: play, or play that has another width each time that its pressing flank is met. */
  private follow(): void {
    const way = this.registerUm - this.nutUm;
    if (way > 0) this.go(1, this.registerUm);
    else if (way < -this.lashUm) this.go(-1, this.registerUm + this.lashUm);
  }

  /** A width drawn on the other flank would move the nut at once, without its screw. */
  private go(direction: number, nutUm: number): void {
    if (direction > this.direction && this.part.lostMotion === "creepingPlay")
      this.lashUm = this.part.lashUm * this.chance.between(0.8, 1.2);
    this.direction = direction;
    this.nutUm = nutUm;
  }

  private breath(atS: number): number {
    const { breath, breathUm, breathS } = this.part;
    const phase = (atS / breathS) % 1;
    if (breath === "sine") return breathUm * Math.sin(2 * Math.PI * phase);
    if (breath === "triangle") return breathUm * (phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase);
    return 0;
  }

  private force(xUm: number): number {
    const { law, stiffnessNPerUm: k, setPointKPa } = this.part;
    const setN = (setPointKPa * areaMm2) / 1000;
    if (law === "hertz") {
      // F = a x^1.5 with dF/dx = k at the set point: x0 = 1.5 F0 / k.
      const x0 = (1.5 * setN) / k;
      return xUm <= 0 ? 0 : setN * (xUm / x0) ** 1.5;
    }
    if (law === "linear") return Math.max(0, k * xUm);
    // A spring of 2 k, a mass that is damped against the frame, and a spring of 2 k to the load cell: k in all.
    const push = 2 * k * (xUm - this.massUm) - 2 * k * this.massUm;
    // Overdamped: the mass follows within 0.15 s.
    this.massUmPerS = push / (4 * k * 0.15);
    this.massUm += this.massUmPerS * stepS;
    return Math.max(0, 2 * k * this.massUm);
  }
}

/** A stranger's plant with its pace of lines: tells what `isobar cosim` may know, and takes its answers. */
export class ForeignPlant {
  readonly anode: Train;
  readonly cathode: Train;
  atS = 0;
  private readonly choice: ForeignChoice;
  private readonly chance: Chance;
  private line = 0;

  constructor(choice: ForeignChoice) {
    this.choice = choice;
    this.chance = new Chance(choice.seed + 77);
    this.anode = new Train(choice.anode, this.chance);
    this.cathode = new Train(choice.cathode, this.chance);
  }

  /** Time goes on to the next line under the last answer; the text of the line. */
  next(answer: Answer | undefined): string {
    const steps = this.steps();
    for (let i = 0; i < steps; i += 1) {
      this.atS += stepS;
      this.anode.step(answer?.anode, this.atS);
      this.cathode.step(answer?.cathode, this.atS);
    }
    this.line += 1;
    const forS = steps * stepS;
    return JSON.stringify({
      t: Number(this.atS.toFixed(2)),
      anode: this.side(this.anode, forS),
      cathode: this.side(this.cathode, forS),
      ...(this.choice.tellsCell && this.line % 10 === 0 ? { cell: { volts: 3.7 } } : {}),
      ...(this.choice.tellsTemperature && this.line % 20 === 0
        ? { temperature: { degC: 30 } }
        : {}),
    });
  }

  private side(train: Train, forS: number): { counts?: number; positionUm?: number } {
    const { conversionsPerS, lost, tellsPosition } = this.choice;
    const counts = train.code(forS, conversionsPerS, lost);
    return {
      ...(counts === undefined ? {} : { counts }),
      ...(tellsPosition ? { positionUm: Number(train.registerUm.toFixed(4)) } : {}),
    };
  }

  /** Physical steps until the next line: 0.1 s, more or less. */
  private steps(): number {
    switch (this.choice.pace) {
      case "even":
        return 10;
      case "jitter":
        return 5 + Math.floor(this.chance.next() * 11);
      case "bunched":
        return this.line % 5 === 4 ? 42 : 2;
      case "missing":
        return this.chance.next() < 0.1 ? 50 : 10;
    }
  }
}
