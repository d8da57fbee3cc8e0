import assert from "node:assert/strict";
import type { Tmc5160 } from "../../../../hal/esp32/tmc5160.js";
import { makeScrewReading } from "../../../../hal/screw.js";
import { micrometres, micrometresPerSecond } from "../../../../hal/units.js";
import { MotionOnBus } from "../../../support/motion-bench.js";
import { fails, mutantsOf, unmutated } from "../../../support/mutants.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const umPerFullStep = micrometres(2000 / (200 * 26.85));
const rig = rigWith("reference");

/** What the registers must be with the bench's motor, by the words of the data sheet. */
const configured: readonly (readonly [address: number, value: number])[] = [
  [0x00, 0], // SpreadCycle, direction not inverted
  [0x0b, 79], // 79 / 256 of full scale
  [0x10, (1 << 16) | (16 << 8) | 4], // IHOLDDELAY, IRUN, IHOLD
  [0x11, 10],
  [0x14, 468],
  [0x15, 0],
  [0x20, 0], // positioning
  [0x23, 0],
  [0x24, 19547],
  [0x25, 0],
  [0x26, 19547],
  [0x28, 19547],
  [0x2a, 19547],
  [0x2b, 10],
  [0x2c, 0],
  [0x33, 0], // no DcStep
  [0x34, (1 << 10) | (1 << 1) | 1], // sg_stop, stop_r_enable, stop_l_enable
  [0x6d, 8 << 16], // SGT
  [0x70, 0xc40c001e],
];

class Bench {
  readonly motion: MotionOnBus;
  readonly reading = makeScrewReading();
  forceN = 0;

  constructor(driver: typeof Tmc5160, prepare: (bench: Bench) => void = () => {}) {
    this.motion = new MotionOnBus(rig, driver);
    prepare(this);
    this.motion.anode.configure(umPerFullStep);
    this.motion.anode.enable(true);
  }

  get chip() {
    return this.motion.anodeChip;
  }

  move(um: number, umPerS = 46.5): this {
    this.motion.anode.moveTo(micrometres(um), micrometresPerSecond(umPerS));
    return this;
  }

  /** Ticks with an answer in each, and what the last one said. */
  tick(times = 1) {
    for (let i = 0; i < times; i += 1) {
      assert.equal(this.turn(), true);
    }
    return this.reading;
  }

  turn(): boolean {
    this.chip.advance(0.1, this.forceN);
    return this.motion.anode.read(this.reading);
  }
}

const registersOf = (bench: Bench) =>
  configured.map(([address]) => [address, bench.chip.register(address)] as const);

const exercises: readonly ((driver: typeof Tmc5160) => Bench)[] = [
  function isConfigured(driver) {
    const bench = new Bench(driver);
    assert.deepEqual(registersOf(bench), configured);
    assert.equal(bench.chip.register(0x6c), 0x10410153);
    for (const [address] of configured) bench.chip.disturb(address, 12);
    const { texts } = bench.chip.violations;
    for (let i = 0; i < 30; i += 1) bench.turn();
    assert.deepEqual(registersOf(bench), configured);
    texts.length = 0;
    bench.motion.anode.enable(false);
    bench.tick(2);
    assert.equal(bench.chip.register(0x6c), 0x10410150);
    // Off, with the line high, it goes on answering.
    bench.tick(20);
    return bench;
  },
  function moves(driver) {
    const bench = new Bench(driver);
    bench.tick(20);
    bench.move(20, 20);
    assert.deepEqual(bench.tick(3), { ...bench.reading, moving: true, stall: false });
    assert.equal(bench.chip.register(0x21), 0);
    bench.tick(20);
    assert.equal(bench.reading.moving, false);
    assert.equal(bench.reading.position, (bench.chip.stage.position * umPerFullStep) / 256);
    assert.equal(bench.chip.stage.position, 13747);
    bench.move(40, 20).tick(3);
    bench.motion.anode.stop();
    assert.equal(bench.tick().moving, false);
    return bench;
  },
  function tellsItsLoad(driver) {
    const bench = new Bench(driver);
    for (const forceN of [0, 2000, 2100, 2200, 2300]) {
      bench.forceN = forceN;
      bench.move(bench.reading.position + 15).tick(2);
      const result = bench.chip.stage.stallGuardResult;
      assert.equal(bench.reading.loadPercent, 100 - (100 * result) / 600);
      assert.equal(bench.reading.driverFault, false);
    }
    assert.equal(bench.tick(10).loadPercent, 0);
    return bench;
  },
  function endsWithAStall(driver) {
    const bench = new Bench(driver);
    bench.move(200).tick(3);
    bench.forceN = 1e5;
    assert.equal(bench.tick().stall, true);
    bench.forceN = 0;
    assert.deepEqual(bench.tick(2), { ...bench.reading, stall: false, moving: false });
    assert.equal(bench.chip.stage.stalled, false);
    return bench;
  },
  function stopsAtSwitches(driver) {
    const bench = new Bench(driver);
    for (const [side, other, um] of [
      ["switchHigh", "switchLow", 100],
      ["switchLow", "switchHigh", -100],
    ] as const) {
      bench.move(um).tick(3);
      bench.chip.stage[side] = true;
      const { limitHigh, limitLow, moving } = bench.tick();
      const high = side === "switchHigh";
      assert.deepEqual(
        { limitHigh, limitLow, moving },
        { limitHigh: high, limitLow: !high, moving: false },
      );
      bench.chip.stage[side] = false;
      assert.equal(bench.chip.stage[other], false);
      const { position } = bench.tick();
      assert.equal(bench.tick(5).position, position);
      // A switch that is hit is no reason not to answer, nor one not to go the other way.
      bench.chip.stage[side] = true;
      bench.tick(7);
      bench.move(position - um / 10, 20).tick(10);
      near(bench.reading.position, position - um / 10, 0.01);
      bench.chip.stage[side] = false;
    }
    return bench;
  },
  function tellsItsFaults(driver) {
    const bench = new Bench(driver);
    const { bridge } = bench.chip.stage;
    bridge.warm = true;
    assert.equal(bench.tick(3).driverFault, false);
    for (const fault of ["overTemperature", "supplyLost"] as const) {
      bridge[fault] = true;
      assert.equal(bench.tick(2).driverFault, true);
      // The bridge drives again before the latched flag is cleared.
      bridge[fault] = false;
      assert.equal(bench.tick().driverFault, true);
      assert.equal(bench.tick(2).driverFault, false);
    }
    for (const flag of [1 << 28, 1 << 27, 1 << 13, 1 << 12]) {
      bench.chip.shown.shortFlags = flag;
      bridge.shorted = true;
      bench.tick(2);
      bridge.shorted = false;
      assert.equal(bench.tick(3).driverFault, true);
      bench.motion.anode.enable(true);
      assert.equal(bench.tick(3).driverFault, false);
    }
    return bench;
  },
  function tellsOvertemperatureByItself(driver) {
    const bench = new Bench(driver);
    const { bridge } = bench.chip.stage;
    bridge.overTemperature = true;
    // Only DRV_STATUS is left to tell when GSTAT is cleared by somebody else.
    bridge.clear = () => {};
    Object.defineProperty(bridge, "driverError", { value: false });
    assert.equal(bench.tick(2).driverFault, true);
    return bench;
  },
  function tellsOpenCoils(driver) {
    for (const flag of [1 << 29, 1 << 30]) {
      const bench = new Bench(driver);
      bench.chip.shown.openFlags = flag;
      bench.tick(5);
      bench.chip.stage.bridge.openCoil = true;
      assert.equal(bench.move(100).tick(4).driverFault, true);
    }
    return new Bench(driver);
  },
  function tellsAReset(driver) {
    const bench = new Bench(driver);
    bench.move(20).tick(20);
    bench.chip.reset();
    const { reset, position } = bench.tick();
    assert.deepEqual({ reset, position }, { reset: true, position: 0 });
    assert.equal(bench.tick(20).reset, false);
    assert.deepEqual(registersOf(bench), configured);
    return bench;
  },
  function clearsAStallThatItInherits(driver) {
    const bench = new Bench(driver, ({ chip }) => {
      chip.stage.stalled = true;
      chip.stage.position = 1000;
      chip.stage.bridge.supplyLost = true;
      chip.stage.bridge.follow(0);
      chip.stage.bridge.supplyLost = false;
    });
    const { stall, position, reset, driverFault } = bench.tick();
    assert.deepEqual(
      { stall, position, reset, driverFault },
      { stall: false, position: 0, reset: false, driverFault: false },
    );
    return bench;
  },
  function waitsForAChipOnItsWay(driver) {
    const bench = new Bench(driver);
    bench.move(100).tick(5);
    bench.motion.anode.configure(umPerFullStep);
    assert.equal(bench.motion.anode.read(bench.reading), false);
    assert.equal(bench.turn(), true);
    assert.equal(bench.reading.position, 0);
    return bench;
  },
  function refusesOtherParts(driver) {
    for (const version of [0x31, 0x11, 0x00]) {
      const bench = new Bench(driver, ({ chip }) => {
        chip.shown.version = version;
      });
      assert.equal(bench.turn(), false);
    }
    const outside = new Bench(driver);
    outside.tick(10);
    outside.chip.shown.stepInput = true;
    for (let i = 0; i < 6; i += 1) outside.turn();
    assert.equal(outside.turn(), false);
    const disabled = new Bench(driver);
    disabled.motion.enable.want(1, false);
    for (let i = 0; i < 6; i += 1) disabled.turn();
    assert.equal(disabled.turn(), false);
    return new Bench(driver);
  },
];

interface Driver {
  readonly Tmc5160: typeof Tmc5160;
}

function exerciseAll({ Tmc5160 }: Driver): void {
  for (const exercise of exercises) {
    const bench = exercise(Tmc5160);
    assert.deepEqual(bench.motion.violations, []);
  }
}

describe("each number in the registers of the TMC5160", () => {
  it("matters: changed, an exercise on the emulated chip fails", async () => {
    const files = { entry: "hal/esp32/tmc5160.ts", table: "hal/esp32/tmc5160-registers.ts" };
    exerciseAll(await unmutated<Driver>(files));
    const left: string[] = [];
    for await (const { name, exports } of mutantsOf<Driver>(files)) {
      if (!fails(() => exerciseAll(exports))) left.push(name);
    }
    assert.deepEqual(left, []);
  });
});
