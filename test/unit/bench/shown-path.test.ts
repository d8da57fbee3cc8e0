import { ShownPath, type ShownWorld } from "../../../bench/control/shown-path.js";
import { near } from "../../support/near.js";

/** A cathode at 200 kPa on 100 mm2, 20 N, on 0.005 N/um; an error-free calibration of 1000 codes a newton. */
class ShownOnBench {
  private readonly cell = { sensedN: 20 };
  private readonly sensor = { zeroCode: 0, perNewton: 1000 };
  private readonly truth = { nutUm: 4000, stiffnessNPerUm: 0.005 };
  private readonly world = { atS: 0, scorer: { scoring: false, began: false } };
  readonly path: ShownPath;

  constructor() {
    const sensor = this.sensor;
    const world = Object.assign(this.world, {
      rig: { cathode: { targetKPa: 200, areaMm2: 100, sensor } },
      simulated: { cathode: { loadCell: this.cell, bridge: { countsPerN: 1000 } } },
      truth: { cathode: this.truth },
    });
    this.path = new ShownPath(world as unknown as ShownWorld, "cathode");
  }

  /** A tick later. */
  tick(change: { nutUm?: number; sensedN?: number; zero?: number; began?: boolean } = {}): void {
    const { cell, sensor, truth, world } = this;
    sensor.zeroCode += change.zero ?? 0;
    truth.nutUm += change.nutUm ?? 0;
    cell.sensedN += change.sensedN ?? 0;
    world.atS += 0.1;
    world.scorer.began = change.began ?? false;
    world.scorer.scoring ||= world.scorer.began;
    this.path.look();
  }

  minute(change: { nutUm?: number; sensedN?: number; zero?: number }): void {
    this.tick(change);
    for (let i = 1; i < 600; i += 1) this.tick();
  }
}

describe("the path that a load cell asks for", () => {
  it("counts drift: 5 mN more at the same force ask for 1 um less on 0.005 N/um, and back", () => {
    const bench = new ShownOnBench();
    bench.tick({ began: true });
    bench.minute({ sensedN: 0.005 });
    bench.minute({ sensedN: -0.005 });
    near(bench.path.netUm, 2, 1e-9);
  });

  it("counts no drift that the thermometer takes off: 5 mN are 5 codes of zero", () => {
    const bench = new ShownOnBench();
    bench.tick({ began: true });
    bench.minute({ sensedN: 0.005, zero: 5 });
    bench.minute({ sensedN: -0.005, zero: -5 });
    near(bench.path.netUm, 0, 1e-9);
  });

  it("counts no motion that only makes up for what the load cell shows", () => {
    const bench = new ShownOnBench();
    bench.tick({ began: true });
    // The screw lets down by 1 um, and the load cell shows 5 mN less for it: the path is where it was.
    bench.minute({ nutUm: -1, sensedN: -0.005 });
    near(bench.path.netUm, 0, 1e-9);
  });

  it("counts nothing before scoring begins, nor what comes and goes between two points of the grid", () => {
    const bench = new ShownOnBench();
    bench.minute({ sensedN: 0.1 });
    bench.tick({ began: true });
    bench.tick({ sensedN: 0.005 });
    bench.minute({ sensedN: -0.005 });
    near(bench.path.netUm, 0, 1e-9);
  });
});
