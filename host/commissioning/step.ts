import {
  believedK,
  type LoadCell,
  perNewtonAt,
  zeroCodeAt,
} from "../../src/settings/load-cell-drift.js";
import type { Dialog, Question } from "./dialog.js";
import type { RigLine, Row, SideName } from "./line.js";
import { StepProblem } from "./problems.js";
import { mean } from "./stats.js";

/** A result with its standard uncertainty. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly sigma: number;
  readonly unit: string;
}

/** A table of points that a figure was found from. */
export interface PointTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** All that a step has found. It comes whole or not at all. */
export interface StepResult {
  readonly figures: readonly Figure[];
  readonly tables?: readonly PointTable[];
  /** What goes into the rig's settings, text by path. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly warnings?: readonly string[];
  /** Of a step with pass bands. */
  readonly passed?: boolean;
}

export interface Step {
  readonly name: string;
  readonly title: string;
  /** Does it move screws? Then zero is looked at before. */
  readonly moves: boolean;
  /** What is put between the pistons before; the dummy when not said. */
  readonly between?: string;
  run(rig: Commissioning): Promise<StepResult>;
}

const settleS = 5;
const listenS = 30;

/** What a step works with. */
export class Commissioning {
  readonly line: RigLine;
  readonly dialog: Dialog;

  constructor(line: RigLine, dialog: Dialog) {
    this.line = line;
    this.dialog = dialog;
  }

  say(text: string): void {
    this.dialog.say(`  ${text}`);
  }

  /** A number asked for, with or without its unit behind it. */
  async number(question: Question, min: number, max: number): Promise<number> {
    const answer = await this.dialog.ask(question);
    const value = Number.parseFloat(answer.replace(",", "."));
    if (value >= min && value <= max) return value;
    throw new StepProblem(
      `"${answer.slice(0, 40)}" is no answer to "${question.text}"`,
      `give a number from ${min} to ${max} and repeat the step`,
    );
  }

  /** A setting as number in the unit of its table. */
  async setting(path: string): Promise<number> {
    const text = await this.line.ask(`SETT:VAL? "${path}"`);
    return Number.parseFloat(text.replaceAll('"', ""));
  }

  /** By the settings, at the temperature that the frame has now. */
  async calibration(side: SideName): Promise<Calibration> {
    const of = (name: string) => this.setting(`${side}.loadCell.${name}`);
    const loadCell = {
      capacity: await of("capacity"),
      countsPerNewton: await of("countsPerNewton"),
      tare: await of("tare"),
      calibrationTemperature: await of("calibrationTemperature"),
      zeroDrift: await of("zeroDrift"),
      spanDrift: await of("spanDrift"),
    };
    return calibrationAt(loadCell, await this.degC());
  }

  /** Area of the die by the settings, mm2. */
  async areaMm2(): Promise<number> {
    const diameterMm = await this.setting("die.diameter");
    return (Math.PI * diameterMm * diameterMm) / 4;
  }

  async degC(): Promise<number> {
    return Number(await this.line.ask("MEAS:TEMP?"));
  }

  /** Half a minute of both load cells with nothing on them, when the operator says that it is so. */
  async unloadedRows(id: string, text: string): Promise<readonly Row[]> {
    const act = { kind: "dummy", inside: false } as const;
    await this.dialog.ask({ id, text, fallback: "ready", act });
    await this.line.wait(settleS);
    return this.line.rows(listenS);
  }

  /** Refuses to move a rig whose zero is not known: with nothing between the pistons there is no force. */
  async checkZero(): Promise<void> {
    const rows = await this.line.rows(5);
    for (const side of ["anode", "cathode"] as const) {
      const { countsPerNewton, tare, capacityN } = await this.calibration(side);
      const forceN = (mean(countsOf(rows, side)) - tare) / countsPerNewton;
      if (Math.abs(forceN) <= zeroShare * capacityN) continue;
      throw new StepProblem(
        `the ${side}'s load cell shows ${forceN.toPrecision(3)} N while its screw rests: it was not tared, or something presses on it`,
        "take everything off both load cells and do the step tare",
      );
    }
  }

  /** Takes both sides to these pressures and waits until they are there and quiet. */
  async reach(kPa: Readonly<Record<SideName, number>>, mostS = 900): Promise<void> {
    const { line } = this;
    await line.command(`PRES1 ${kPa.anode} KPA;PRES2 ${kPa.cathode} KPA`);
    await line.command("OUTP1 ON;OUTP2 ON");
    for (let waitedS = 0; waitedS < mostS; waitedS += 5) {
      const rows = await line.rows(5);
      await this.checkFaults();
      const there = (["anode", "cathode"] as const).every((side) => {
        const errors = rows.map((row) => Math.abs(row[side].pressureKPa - kPa[side]));
        return Math.max(...errors) <= Math.max(0.01 * kPa[side], 2);
      });
      if (there) return;
    }
    throw new StepProblem(
      `the pressures ${kPa.anode} and ${kPa.cathode} kPa are not reached within ${mostS / 60} minutes`,
      "look whether what should be there is between the pistons, then at clearance, travel and the settings of the screws; repeat the step",
    );
  }

  /** Takes the load off, anode first, and both screws back to clearance: a programme does that. */
  async unload(): Promise<void> {
    const { line } = this;
    await line.command("PROG:CLE");
    await line.command(`PROG:APP '{"name":"unload","steps":[{"unload":{}}]}'`);
    await line.command("PROG:RUN");
    for (let waitedS = 0; waitedS < unloadMostS; waitedS += 2) {
      await line.wait(2);
      const state = await line.ask("PROG:STAT?");
      if (state.startsWith("RUNNING")) continue;
      await this.checkFaults();
      if (state.startsWith("DONE")) break;
    }
    await line.command("OUTP1 OFF;OUTP2 OFF");
  }

  /** A fault ends a step, in words that say what to do. */
  async checkFaults(): Promise<void> {
    const list = await this.line.ask("FAUL?");
    if (list.replaceAll('"', "") === "none") return;
    throw faultProblem(list);
  }
}

const unloadMostS = 1800;

/** Share of the capacity that an unloaded load cell may show. */
const zeroShare = 0.005;

export interface Calibration {
  readonly countsPerNewton: number;
  readonly tare: number;
  readonly capacityN: number;
  /** A code at no load and a sensitivity that were found now, as they are at the temperature of the calibration. */
  readonly tareOf: (code: number) => number;
  readonly sensitivityOf: (perNewton: number) => number;
}

/** NaN for `degC` where the thermometer says nothing: then nothing is taken off. */
function calibrationAt(loadCell: LoadCell, degC: number): Calibration {
  const warmK = Number.isFinite(degC) ? believedK(loadCell, degC) : 0;
  const tare = zeroCodeAt(loadCell, warmK);
  const countsPerNewton = perNewtonAt(loadCell, warmK);
  return {
    countsPerNewton,
    tare,
    capacityN: loadCell.capacity,
    tareOf: (code) => code - (tare - loadCell.tare),
    sensitivityOf: (perNewton) => perNewton * (loadCell.countsPerNewton / countsPerNewton),
  };
}

export function countsOf(rows: readonly Row[], side: SideName): number[] {
  return rows.map((row) => row[side].counts);
}

const remedies: readonly (readonly [name: string, remedy: string])[] = [
  [
    "wrongSign",
    "pressing makes the force smaller: do the step span again (it finds the sign), or swap the two wires of one coil of that motor if it turns the wrong way",
  ],
  [
    "swapped",
    "the other load cell answers: swap the plugs of the two load cells, or of the two motors",
  ],
  [
    "looseMould",
    "the mould moves with the force: clamp it to the frame, tighten its mount, then repeat the step",
  ],
  ["slippingPair", "the pellet slips in its mould: give a smaller difference of the two pressures"],
  [
    "noContact",
    "nothing is between the pistons, or a coupling is loose: look, then repeat the step",
  ],
  ["lashImplausible", "tighten coupling and grub screws"],
  [
    "stiffnessImplausible",
    "check lead, gear ratio, capacity and spring in the settings against their labels",
  ],
  ["tooNoisy", "look at shield and grounding (docs/hardware.md), do the step diagnostic again"],
  ["notFollowing", "the screw jams, or the calibration is wrong: look, do the step span again"],
  ["estop", "release the emergency stop"],
];

export function faultProblem(list: string): StepProblem {
  const found = remedies.find(([name]) => list.includes(name));
  const remedy = found?.[1] ?? "docs/faults.md says what it means";
  return new StepProblem(`the rig has stopped with ${list}`, `${remedy} (then FAUL:CLE)`);
}
