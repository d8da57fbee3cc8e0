import assert from "node:assert/strict";
import fc from "fast-check";
import { makeScrewReading } from "../../../../hal/screw.js";
import { micrometres, micrometresPerSecond } from "../../../../hal/units.js";
import type { MotionStage } from "../../../../sim/devices/motion-stage.js";
import type { SimScrew } from "../../../../sim/devices/sim-screw.js";
import { MotionOnBus, simScrewOn, umPerFullStepOf } from "../../../support/motion-bench.js";
import { rigWith } from "../../../support/rig-with.js";

type Rig = "reference" | "direct";

/** One thing that happens to a screw, or that it is told. */
type Event = { name: string; value: number; speed: number };

/** A screw at contract level, and the same one as driver, bus and chip. */
class Pair {
  readonly sim: SimScrew;
  readonly motion: MotionOnBus;
  readonly simReading = makeScrewReading();
  readonly busReading = makeScrewReading();
  private forceN = 0;

  constructor(name: Rig, side: "anode" | "cathode") {
    // Close switches, so that random motion meets them.
    const rig = rigWith(name, {
      [side]: { drive: { travelMin: "-300 um", travelMax: "400 um" } },
    });
    this.sim = simScrewOn(rig, side);
    this.motion = new MotionOnBus(rig);
    this.motion.anode.configure(micrometres(umPerFullStepOf(rig, side)));
    this.side = side;
    // The bench's first chip stands for whichever side is looked at.
    if (side === "cathode") this.motion.cathode.configure(micrometres(umPerFullStepOf(rig, side)));
  }

  private readonly side: "anode" | "cathode";

  get chip() {
    return this.side === "anode" ? this.motion.anodeChip : this.motion.cathodeChip;
  }

  get driver() {
    return this.side === "anode" ? this.motion.anode : this.motion.cathode;
  }

  happen({ name, value, speed }: Event): void {
    const { sim, driver, chip } = this;
    const both = (change: (stage: MotionStage) => void) => {
      change(sim.stage);
      change(chip.stage);
    };
    if (name === "moveTo") {
      for (const screw of [sim, driver]) {
        screw.moveTo(micrometres(value), micrometresPerSecond(speed));
      }
    } else if (name === "stop") {
      for (const screw of [sim, driver]) screw.stop();
    } else if (name === "enable") {
      for (const screw of [sim, driver]) screw.enable(value > -200);
    } else if (name === "load") {
      this.forceN = Math.abs(value);
    } else if (name === "reset") {
      sim.resetChip();
      chip.reset();
    } else if (name === "mute") {
      sim.mute = value > 0;
      chip.silent = value > 0;
    } else if (name === "hot") {
      both(({ bridge }) => (bridge.overTemperature = value > 0));
    } else if (name === "short") {
      both(({ bridge }) => (bridge.shorted = value > 0));
    } else if (name === "open coil") {
      both(({ bridge }) => (bridge.openCoil = value > 0));
    } else if (name === "supply") {
      both(({ bridge }) => (bridge.supplyLost = value > 0));
    } else if (name === "switch") {
      both((stage) => (stage.switchHigh = value > 0));
    } else if (name === "clock") {
      both((stage) => (stage.clockRatio = value > 0 ? 1.1 : 0.9));
    } else {
      for (let i = 0; i < 3; i += 1) this.tick();
    }
  }

  tick(): void {
    this.sim.advance(0.1, this.forceN);
    this.chip.advance(0.1, this.forceN);
    const seen = this.sim.read(this.simReading);
    assert.equal(this.driver.read(this.busReading), seen);
    assert.deepEqual(this.busReading, this.simReading);
    assert.equal(this.chip.drive.nutUm, this.sim.drive.nutUm);
    assert.equal(this.chip.stage.bridge.on, this.sim.stage.bridge.on);
    assert.equal(this.chip.drive.lostSteps, this.sim.drive.lostSteps);
  }
}

const events = (names: readonly string[]) =>
  fc.array(
    fc.record({
      name: fc.constantFrom(...names),
      value: fc.double({ min: -500, max: 500, noNaN: true }),
      speed: fc.double({ min: 0.1, max: 1300, noNaN: true }),
    }),
    { minLength: 1, maxLength: 40 },
  );

const rigs = fc.constantFrom<readonly [Rig, "anode" | "cathode"]>(
  ["reference", "anode"],
  ["reference", "cathode"],
  ["direct", "anode"],
);

describe("a screw at contract level and a TMC5160 behind its driver", () => {
  it("go to the same places and say the same, whatever they are told", () => {
    const orders = events(["moveTo", "moveTo", "stop", "enable", "enable", "load", "wait", "wait"]);
    fc.assert(
      fc.property(rigs, orders, (rig, told) => {
        const pair = new Pair(...rig);
        pair.happen({ name: "enable", value: 0, speed: 1 });
        for (const event of told) {
          pair.happen(event);
          pair.tick();
        }
        assert.deepEqual(pair.motion.violations, []);
      }),
      { numRuns: 150 },
    );
  });

  it("go on doing so through every fault", () => {
    const orders = ["moveTo", "moveTo", "moveTo", "stop", "enable", "load", "wait", "wait"];
    const faults = ["reset", "mute", "hot", "short", "open coil", "supply", "switch", "clock"];
    fc.assert(
      fc.property(rigs, events([...orders, ...faults]), (rig, told) => {
        const pair = new Pair(...rig);
        pair.happen({ name: "enable", value: 0, speed: 1 });
        for (const event of told) {
          pair.happen(event);
          pair.tick();
        }
        assert.deepEqual(pair.motion.violations, []);
      }),
      { numRuns: 250 },
    );
  });
});
