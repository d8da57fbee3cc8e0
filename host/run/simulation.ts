import type { World } from "../../sim/world.js";
import type { BlockFile } from "../log/block-file.js";
import type { CsvLog } from "../log/csv-log.js";
import type { RunRecord } from "../report/run-record.js";
import type { Progress, ProgressState } from "./progress.js";

/** Simulated time of one tick. */
const ticksPerSecond = 10;
/** The clock on the wall is looked at once in so many ticks. */
const ticksPerGlance = 200;
/** Wall-clock time between two turns of the event loop, in which signals arrive. */
const turnS = 0.05;

export interface SimulationOptions {
  readonly world: World;
  readonly durationS: number;
  /** Simulated time between two rows of the log: a whole number of ticks. */
  readonly logPeriodS: number;
  readonly log: CsvLog<World>;
  readonly uart: BlockFile;
  readonly record: RunRecord<World>;
  readonly progress: Progress;
  /** Asked now and then: true ends the run early. */
  readonly interrupted: () => boolean;
}

/** What a run took, and where in it scores were taken: both 0 when never. */
export interface Elapsed {
  readonly simulatedS: number;
  readonly wallS: number;
  readonly scoredFromS: number;
  readonly scoredToS: number;
}

/**
 * Runs the world until the duration is over, the programme has ended or the user has had enough, and streams rows
 * and bytes to their files on the way. Wall-clock time only feeds the progress display.
 */
export async function simulate(options: SimulationOptions): Promise<Elapsed> {
  const run = new Simulation(options);
  while (run.glance()) {
    if (run.turnIsDue()) await new Promise((resolve) => setImmediate(resolve));
  }
  return run.finish();
}

class Simulation {
  private readonly options: SimulationOptions;
  private readonly ticks: number;
  private readonly ticksPerRow: number;
  private readonly bytes = new Uint8Array(1 << 14);
  private readonly startedAt = performance.now();
  private turnedAtS = 0;
  private tick = 0;
  private scoredFromS = 0;
  private scoredToS = 0;

  constructor(options: SimulationOptions) {
    this.options = options;
    this.ticks = Math.max(1, Math.round(options.durationS * ticksPerSecond));
    this.ticksPerRow = Math.max(1, Math.round(options.logPeriodS * ticksPerSecond));
  }

  /** Some ticks; false when the run is over. */
  glance(): boolean {
    const { world, log, record, progress, interrupted } = this.options;
    const until = Math.min(this.ticks, this.tick + ticksPerGlance);
    while (this.tick < until && !world.ended) {
      world.tick();
      this.tick += 1;
      if (this.tick % this.ticksPerRow === 0) log.row(world);
      if (this.tick % ticksPerSecond !== 0) continue;
      record.add(world.atS, world);
      this.drainUart();
      if (world.scorer.scoring) this.scored(world.atS);
    }
    progress.update(this.state());
    return this.tick < this.ticks && !world.ended && !interrupted();
  }

  turnIsDue(): boolean {
    const now = this.wallS();
    if (now - this.turnedAtS < turnS) return false;
    this.turnedAtS = now;
    return true;
  }

  finish(): Elapsed {
    this.drainUart();
    this.options.progress.end(this.state());
    const { scoredFromS, scoredToS } = this;
    return { simulatedS: this.options.world.atS, wallS: this.wallS(), scoredFromS, scoredToS };
  }

  private scored(atS: number): void {
    if (this.scoredFromS === 0) this.scoredFromS = atS;
    this.scoredToS = atS;
  }

  private drainUart(): void {
    const { world, uart } = this.options;
    let count = this.bytes.length;
    while (count === this.bytes.length) {
      count = world.takeUart(this.bytes);
      uart.append(this.bytes, 0, count);
    }
  }

  private wallS(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  private state(): ProgressState {
    const { world, durationS } = this.options;
    return {
      atS: world.atS,
      durationS,
      wallS: this.wallS(),
      anodeKPa: world.rig.anode.pressureKPa,
      cathodeKPa: world.rig.cathode.pressureKPa,
    };
  }
}
