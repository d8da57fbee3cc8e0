import { Mode } from "../mode.js";
import type { Side } from "../side.js";
import type { Programme, SideRamp, Step, Until } from "./step.js";

export const ProgrammeState = {
  idle: "idle",
  running: "running",
  done: "done",
  stopped: "stopped",
} as const;
export type ProgrammeState = (typeof ProgrammeState)[keyof typeof ProgrammeState];

/** A step, or the end of a repetition that goes back to `loopTo`. */
interface Instruction {
  readonly step: Step | undefined;
  readonly loopTo: number;
  readonly times: number;
}

/** A voltage condition must hold this long: one noisy reading ends nothing. */
const voltageHoldS = 3;
/** Sides are settled within this share of the set point, or this pressure. */
const settledShare = 0.01;
const settledKPa = 2;
/** From first contact to the touch force, kPa/s (physics 7, general rules: slower below contact). */
const touchRateKPaPerS = 20;

/** Who finds out what the rig is made of. */
export interface Identifier {
  readonly busy: boolean;
  /** Up to these pressures at 1 and 2, kPa; 0 as it sees fit. False when it cannot. */
  begin(levelKPa: Float64Array): boolean;
}

/**
 * Carries out a programme, one look a tick. The order within a step is the rig's affair: the cathode is loaded first
 * and the anode unloaded first, because the wall of the mould carries the difference (physics 8).
 */
export class ProgrammeRunner {
  state: ProgrammeState = ProgrammeState.idle;
  /** Place of the present step in the document; empty when none runs. */
  stepPath = "";
  name = "";
  /** Counts steps begun since power-on. */
  stepsBegun = 0;
  /** Carries out `identify`; without one such a step ends at once. */
  rig: { readonly identifier: Identifier } | undefined;
  private instructions: readonly Instruction[] = [];
  private counters = new Int32Array(0);
  private index = 0;
  private stage = 0;
  private beganAtUs = 0;
  private conditionSinceUs = -1;
  private anodeFirst = false;
  private readonly anode: Side;
  private readonly cathode: Side;
  private readonly anodeRateKPaPerS: number;
  private readonly cathodeRateKPaPerS: number;

  constructor(anode: Side, cathode: Side, anodeRateKPaPerS: number, cathodeRateKPaPerS: number) {
    this.anode = anode;
    this.cathode = cathode;
    this.anodeRateKPaPerS = anodeRateKPaPerS;
    this.cathodeRateKPaPerS = cathodeRateKPaPerS;
  }

  get running(): boolean {
    return this.state === ProgrammeState.running;
  }

  /** True while a `hold` step has its pressures and waits. */
  get holding(): boolean {
    return this.running && this.instructions[this.index]?.step?.kind === "hold" && this.stage === 2;
  }

  start(programme: Programme, atUs: number): void {
    const instructions: Instruction[] = [];
    flatten(programme.steps, instructions);
    this.instructions = instructions;
    this.counters = new Int32Array(instructions.length);
    this.name = programme.name;
    this.index = 0;
    this.state = ProgrammeState.running;
    this.enter(atUs);
  }

  stop(): void {
    if (!this.running) return;
    this.state = ProgrammeState.stopped;
    this.stepPath = "";
  }

  /** One look. `volts` is NaN while the cell voltage is not valid. */
  step(atUs: number, volts: number): void {
    if (this.state !== ProgrammeState.running) return;
    const step = this.instructions[this.index]?.step;
    if (step === undefined || this.finished(step, atUs, volts)) {
      this.advance();
      this.enter(atUs);
    }
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

  private enter(atUs: number): void {
    this.stage = 0;
    this.beganAtUs = atUs;
    this.conditionSinceUs = -1;
    const step = this.instructions[this.index]?.step;
    if (step === undefined) {
      this.state = ProgrammeState.done;
      this.stepPath = "";
      return;
    }
    this.stepsBegun += 1;
    this.stepPath = step.path;
    if (step.kind === "ramp" || step.kind === "hold") {
      this.anodeFirst = step.anode !== undefined && step.anode.toKPa < this.anode.targetKPa;
    } else if (step.kind === "gap") {
      lock(this.anode);
      lock(this.cathode);
    }
  }

  private finished(step: Step, atUs: number, volts: number): boolean {
    switch (step.kind) {
      case "approach":
        return this.approach(step.touchN);
      case "ramp":
        return this.load(step.anode, step.cathode);
      case "hold":
        if (this.stage < 2) this.load(step.anode, step.cathode);
        return this.met(step.until, atUs, volts);
      case "gap":
      case "wait":
        return this.met(step.until, atUs, volts);
      case "identify":
        return this.identify(step.anodeKPa, step.cathodeKPa);
      case "unload":
        return this.unload();
      case "repeat":
        return true;
    }
  }

  private approach(touchN: number): boolean {
    const side = this.stage < 2 ? this.cathode : this.anode;
    const touchKPa = (touchN * 1000) / side.areaMm2;
    const entering = this.stage === 0 || this.stage === 2;
    if (entering) {
      // A side that already presses harder is not let go for a touch.
      const pressed = side.mode === Mode.hold && side.targetKPa >= touchKPa;
      if (!pressed) side.hold(touchKPa, touchRateKPaPerS);
      this.stage += 1;
    } else if (side.settled(band(side.targetKPa))) {
      this.stage += 1;
    }
    return this.stage === 4;
  }

  /** Brings the sides to their set points one after the other; true when both have settled. */
  private load(anode: SideRamp | undefined, cathode: SideRamp | undefined): boolean {
    if (this.stage === 0) {
      this.begin(true, anode, cathode);
      this.stage = 1;
      return false;
    }
    if (this.stage === 1 && this.reached(true, anode, cathode)) {
      this.begin(false, anode, cathode);
      this.stage = 2;
      return false;
    }
    return this.stage === 2 && this.reached(false, anode, cathode);
  }

  private begin(first: boolean, anode: SideRamp | undefined, cathode: SideRamp | undefined): void {
    if (first === this.anodeFirst) {
      if (anode !== undefined)
        this.anode.hold(anode.toKPa, anode.rateKPaPerS ?? this.anodeRateKPaPerS);
    } else if (cathode !== undefined) {
      this.cathode.hold(cathode.toKPa, cathode.rateKPaPerS ?? this.cathodeRateKPaPerS);
    }
  }

  private reached(
    first: boolean,
    anode: SideRamp | undefined,
    cathode: SideRamp | undefined,
  ): boolean {
    if (first === this.anodeFirst) {
      return anode === undefined || this.anode.settled(band(anode.toKPa));
    }
    return cathode === undefined || this.cathode.settled(band(cathode.toKPa));
  }

  private identify(anodeKPa: number | undefined, cathodeKPa: number | undefined): boolean {
    const identifier = this.rig?.identifier;
    if (identifier === undefined) return true;
    if (this.stage === 0) {
      const levelKPa = this.nextLevels();
      if (anodeKPa !== undefined) levelKPa[1] = anodeKPa;
      if (cathodeKPa !== undefined) levelKPa[2] = cathodeKPa;
      this.stage = 1;
      return !identifier.begin(levelKPa);
    }
    // What refuses it is a fault, and ends the programme.
    return !identifier.busy;
  }

  /** The pressures of the next step that sets some, at 1 and 2; 0 where it sets none. */
  private nextLevels(): Float64Array {
    const levelKPa = new Float64Array(3);
    for (let i = this.index + 1; i < this.instructions.length; i += 1) {
      const step = this.instructions[i]?.step;
      if (step?.kind !== "ramp" && step?.kind !== "hold") continue;
      levelKPa[1] = step.anode?.toKPa ?? 0;
      levelKPa[2] = step.cathode?.toKPa ?? 0;
      break;
    }
    return levelKPa;
  }

  private unload(): boolean {
    if (this.stage === 0) {
      this.anode.unload(this.anodeRateKPaPerS);
      this.stage = 1;
    } else if (this.stage === 1 && this.anode.mode === Mode.off) {
      this.cathode.unload(this.cathodeRateKPaPerS);
      this.stage = 2;
    }
    return this.stage === 2 && this.cathode.mode === Mode.off;
  }

  private met(until: Until | undefined, atUs: number, volts: number): boolean {
    if (until === undefined) return false;
    if (until.afterS !== undefined && (atUs - this.beganAtUs) * 1e-6 >= until.afterS) return true;
    const above = until.voltageAboveV !== undefined && volts >= until.voltageAboveV;
    const below = until.voltageBelowV !== undefined && volts <= until.voltageBelowV;
    if (!above && !below) {
      this.conditionSinceUs = -1;
      return false;
    }
    if (this.conditionSinceUs < 0) this.conditionSinceUs = atUs;
    return (atUs - this.conditionSinceUs) * 1e-6 >= voltageHoldS;
  }
}

function lock(side: Side): void {
  if (side.mode === Mode.off) side.lock();
  else side.freeze();
}

function band(targetKPa: number): number {
  const share = settledShare * targetKPa;
  return share > settledKPa ? share : settledKPa;
}

function flatten(steps: readonly Step[], into: Instruction[]): void {
  for (const step of steps) {
    if (step.kind !== "repeat") {
      into.push({ step, loopTo: 0, times: 0 });
      continue;
    }
    const loopTo = into.length;
    flatten(step.steps, into);
    into.push({ step: undefined, loopTo, times: step.times });
  }
}
