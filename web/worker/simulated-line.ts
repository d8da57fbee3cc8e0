import type { Act } from "../../host/commissioning/dialog.js";
import type { SimulatedBench } from "../../host/commissioning/simulated-bench.js";
import { checkFaults } from "../../sim/faults/check.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { Problems } from "../../src/document/problems.js";
import { readTable } from "../../src/document/table.js";
import type { FromWorker } from "./messages.js";

/** Wall-clock time of one turn of work; what the page sends waits at most so long. */
const turnMs = 25;
/** The longest stretch that is made good after the page has slept, wall-clock ms. */
const arrearsMs = 250;

/** The simulated rig at the end of a serial line that runs in step with the clock on the wall, or faster. */
export class SimulatedLine {
  private readonly bench: SimulatedBench;
  private readonly world: World;
  private readonly tell: (message: FromWorker) => void;
  private readonly bytes = new Uint8Array(1 << 14);
  private readonly decoder = new TextDecoder("latin1");
  private speed: number;
  private held = false;
  private lastMs: number;
  /** Ticks that are due, with the part of one. */
  private due = 0;
  private pacedMs: number;
  private pacedAtS = 0;

  constructor(
    bench: SimulatedBench,
    speed: number,
    nowMs: number,
    tell: (message: FromWorker) => void,
  ) {
    this.bench = bench;
    this.world = bench.world;
    this.speed = speed;
    this.tell = tell;
    this.lastMs = nowMs;
    this.pacedMs = nowMs;
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.due = 0;
  }

  /** Bytes of the host: queries are answered at once, orders go into the next tick. */
  send(text: string): void {
    this.world.simulated.uart.hostSend(text);
    this.world.rig.receive();
    this.drain();
  }

  /** A fault of the simulated machine, from now on; empty when it was planned. */
  inject(name: string, side: string, forS: number): string {
    const fault = { name, side, at: `${this.world.atS} s`, for: `${forS} s` };
    const problems = new Problems();
    const scenario = readTable(scenarioTable, { faults: [fault] }, problems, "");
    checkFaults(scenario, problems, "");
    const planned = scenario.faults[0];
    if (!problems.none || planned === undefined) return problems.text;
    this.world.injector.plan(planned);
    return "";
  }

  restart(powerCut: boolean): void {
    this.world.restart(powerCut);
    this.drain();
  }

  act(act: Act): void {
    this.bench.hands.do(act);
  }

  /** Time jumps by so much, and then stands. */
  advance(seconds: number): void {
    this.held = true;
    const ticks = Math.max(1, Math.round(seconds * 10));
    for (let i = 0; i < ticks; i += 1) {
      this.world.tick();
      // The line holds what it says in some seconds.
      if (i % 10 === 9) this.drain();
    }
    this.drain();
  }

  /** Time goes on with the clock on the wall. */
  release(): void {
    this.held = false;
  }

  /** The ticks that are due; returns after `turnMs` at the latest. */
  turn(clock: () => number): void {
    const nowMs = clock();
    const passedMs = Math.min(arrearsMs, nowMs - this.lastMs);
    this.lastMs = nowMs;
    this.due += this.held ? 0 : (passedMs / 100) * this.speed;
    while (this.due >= 1) {
      this.world.tick();
      this.due -= 1;
      this.drain();
      if (clock() - nowMs > turnMs) this.due = Math.min(this.due, 1);
    }
    if (nowMs - this.pacedMs > 1000) this.pace(nowMs);
  }

  private pace(nowMs: number): void {
    const { atS } = this.world;
    const timesReal = ((atS - this.pacedAtS) * 1000) / (nowMs - this.pacedMs);
    this.pacedAtS = atS;
    this.pacedMs = nowMs;
    this.tell({ kind: "pace", timesReal });
  }

  private drain(): void {
    const count = this.world.takeUart(this.bytes);
    if (count === 0) return;
    this.tell({ kind: "text", text: this.decoder.decode(this.bytes.subarray(0, count)) });
  }
}
