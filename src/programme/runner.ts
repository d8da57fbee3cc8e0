import { conditionNumber } from "./conditions.js";
import { Course } from "./course.js";
import { flatten, type Instruction } from "./instructions.js";
import { loadedStage } from "./loading.js";
import type { SideRamps } from "./side-ramps.js";
import { standStill } from "./stand-still.js";
import { type Programme, type Step, untilOf } from "./step.js";
import { kindOf } from "./step-kinds.js";
import { Waiting } from "./waiting.js";

export const ProgrammeState = {
  idle: "idle",
  running: "running",
  done: "done",
  stopped: "stopped",
} as const;
export type ProgrammeState = (typeof ProgrammeState)[keyof typeof ProgrammeState];

/**
 * Carries out a programme, one look a tick. What a step does is in the file of its kind (`steps/`); the runner goes from
 * one to the next, round the repetitions, and looks at the conditions that end a step.
 */
export class ProgrammeRunner extends Course {
  state: ProgrammeState = ProgrammeState.idle;
  name = "";
  /** A step or the programme has begun or ended, and nobody has told of it. */
  news = false;
  /** Counts steps begun since power-on. */
  stepsBegun = 0;
  private instructions: readonly Instruction[] = [];
  private counters = new Int32Array(0);
  private index = 0;
  /** What stops the programme, while it has such conditions. */
  private stopping: Waiting | undefined;
  /** The present step. */
  private present: Step | undefined;

  /** Place of the present step in the document; empty when none runs. */
  get stepPath(): string {
    return this.running ? (this.present?.path ?? "") : "";
  }

  get running(): boolean {
    return this.state === ProgrammeState.running;
  }

  /** True while a `hold` step has its pressures and waits. */
  get holding(): boolean {
    return this.running && this.present?.kind === "hold" && this.stage === loadedStage;
  }

  start(programme: Programme, atUs: number): void {
    const instructions: Instruction[] = [];
    flatten(programme.steps, instructions);
    this.instructions = instructions;
    this.counters = new Int32Array(instructions.length);
    this.name = programme.name;
    this.index = 0;
    this.state = ProgrammeState.running;
    const { stopIf } = programme;
    this.stopping = stopIf === undefined ? undefined : new Waiting(stopIf, atUs, true);
    this.enter(atUs);
  }

  /** The programme is over; what the sides do meanwhile is the affair of who stops it. */
  stop(): void {
    if (!this.running) return;
    this.state = ProgrammeState.stopped;
    this.news = true;
    this.leave();
    this.stopping = undefined;
  }

  /** Stops where it is: sides that are held go on holding what pressure they have. */
  halt(): void {
    if (!this.running) return;
    this.stop();
    standStill(this.anode);
    standStill(this.cathode);
  }

  get waitsForCommand(): boolean {
    return this.waiting?.has("command") === true;
  }

  /** The host says to go on. False when the present step waits for no command. */
  proceed(): boolean {
    if (this.waiting === undefined || !this.waitsForCommand) return false;
    this.waiting.commanded = true;
    return true;
  }

  /** One look. `volts` is NaN while the cell voltage is not valid. */
  step(atUs: number, volts: number): void {
    if (this.state !== ProgrammeState.running) return;
    this.atUs = atUs;
    this.volts = volts;
    if (this.stopping !== undefined && this.stops(this.stopping)) return;
    // A look may have ended the programme, as by a fault.
    if (this.finished() && this.running) {
      this.advance();
      this.enter(atUs);
    }
  }

  private finished(): boolean {
    if (this.present === undefined) return true;
    if (kindOf(this.present).look(this.present, this)) return true;
    return this.waiting?.met(this) !== undefined;
  }

  private stops(stopping: Waiting): boolean {
    const condition = stopping.met(this);
    if (condition === undefined) return false;
    this.halt();
    this.rig?.telemetry.event("stopCondition", 0, conditionNumber(condition), this.atUs);
    return true;
  }

  /** The next step that sets pressures. */
  nextRamps(): SideRamps | undefined {
    for (let i = this.index + 1; i < this.instructions.length; i += 1) {
      const step = this.instructions[i]?.step;
      if (step?.kind === "ramp" || step?.kind === "hold" || step?.kind === "stiffness") return step;
    }
    return undefined;
  }

  /** Moves to the next instruction that is a step, counting repetitions on the way. */
  private advance(): void {
    this.index += 1;
    for (;;) {
      const instruction = this.instructions[this.index];
      if (instruction === undefined || instruction.step !== undefined) return;
      const done = (this.counters[this.index] ?? 0) + 1;
      if (done < instruction.times) {
        this.counters[this.index] = done;
        this.index = instruction.loopTo;
      } else {
        this.counters[this.index] = 0;
        this.index += 1;
      }
    }
  }

  /** What the present step has made for itself is gone with it. */
  private leave(): void {
    if (this.present !== undefined) kindOf(this.present).end?.(this);
    this.present = undefined;
    this.waiting = undefined;
    this.work = undefined;
    this.way = undefined;
  }

  private enter(atUs: number): void {
    this.leave();
    this.news = true;
    this.stage = 0;
    this.atUs = atUs;
    const step = this.instructions[this.index]?.step;
    this.present = step;
    if (step === undefined) {
      this.state = ProgrammeState.done;
      this.stopping = undefined;
      return;
    }
    this.stepsBegun += 1;
    const until = untilOf(step);
    if (until !== undefined) this.waiting = new Waiting(until, atUs);
    kindOf(step).begin?.(step, this);
  }
}
