import assert from "node:assert/strict";
import { instant } from "../../hal/units.js";
import { Problems } from "../../src/document/problems.js";
import { readProgramme } from "../../src/programme/read.js";
import { ProgrammeRunner } from "../../src/programme/runner.js";
import type { Programme } from "../../src/programme/step.js";
import { SideOnBench } from "./side-on-bench.js";

export function programmeOf(steps: readonly unknown[], more: object = {}): Programme {
  const problems = new Problems();
  const programme = readProgramme({ name: "bench", steps, ...more }, problems);
  assert.deepEqual(problems.list, []);
  return programme;
}

/** A runner and the two sides it commands, each on a cell 10 um away, ticked as the rig does. */
export class RunnerOnBench {
  readonly anode = new SideOnBench("anode");
  readonly cathode = new SideOnBench("cathode");
  readonly runner = new ProgrammeRunner(this.anode.side, this.cathode.side, 50, 40);
  volts = Number.NaN;
  /** Paths of the steps begun, in their order. */
  readonly begun: string[] = [];
  private seen = 0;

  constructor() {
    for (const side of [this.anode, this.cathode]) {
      side.contactUm = 10;
      side.tick(5);
    }
  }

  start(...steps: unknown[]): void {
    this.startWith({}, ...steps);
  }

  /** With keys beside the steps. */
  startWith(more: object, ...steps: unknown[]): void {
    this.runner.start(programmeOf(steps, more), this.anode.atUs);
    this.note();
  }

  tick(times = 1, each: () => void = () => {}): void {
    for (let i = 0; i < times; i += 1) {
      this.anode.observe();
      this.cathode.observe();
      this.runner.step(this.anode.atUs, this.volts);
      this.note();
      this.anode.side.decide(instant(this.anode.atUs));
      this.cathode.side.decide(instant(this.cathode.atUs));
      each();
    }
  }

  /** Ticks until the programme has ended; the time it took, s. */
  finish(ticksMax = 20_000): number {
    for (let i = 0; i < ticksMax; i += 1) {
      if (!this.runner.running) return i / 10;
      this.tick();
    }
    return assert.fail(`still at ${this.runner.stepPath}`);
  }

  /** Ticks until a step has begun. */
  reach(path: string, ticksMax = 20_000): void {
    for (let i = 0; i < ticksMax; i += 1) {
      if (this.runner.stepPath === path) return;
      this.tick();
    }
    assert.fail(`still at ${this.runner.stepPath}`);
  }

  private note(): void {
    if (this.runner.stepsBegun === this.seen) return;
    this.seen = this.runner.stepsBegun;
    if (this.runner.running) this.begun.push(this.runner.stepPath);
  }
}
