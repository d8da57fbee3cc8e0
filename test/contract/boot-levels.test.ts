import assert from "node:assert/strict";
import { readBoardParameters } from "../../hal/esp32/board-parameters.js";
import { readPinMap } from "../../hal/esp32/pin-map.js";
import { rigParts } from "../../hal/esp32/rig-parts.js";
import { I2cBus, i2cConstructor } from "../../sim/buses/i2c-bus.js";
import { Pins } from "../../sim/buses/pins.js";
import { SpiBus } from "../../sim/buses/spi-bus.js";
import { Tmc5160Chip } from "../../sim/chips/tmc5160.js";
import { Prng } from "../../sim/prng.js";
import { Rig } from "../../src/rig.js";
import { configWith } from "../support/config-change.js";
import { FakeHal } from "../support/fake-hal.js";
import { stageOf } from "../support/motion-bench.js";
import { rigWith } from "../support/rig-with.js";
import { settingsWith } from "../support/settings-with.js";

/** The wires of the shipped pin map, with the resistors of docs/hardware.md and both motion chips; no firmware yet. */
class WiredBoard {
  readonly config = configWith({});
  readonly map = readPinMap(this.config);
  readonly pins = new Pins();
  readonly spi = new SpiBus(this.pins);
  readonly stages = (["anode", "cathode"] as const).map((side) =>
    stageOf(rigWith("reference"), side),
  );
  /** Levels that the lines took, in order, as "name level". */
  readonly seen: string[] = [];
  readonly hal = new FakeHal();

  constructor() {
    const { pins, map, spi } = this;
    const { select, motorDisable: disable } = map;
    for (const [i, pin] of [select.anode, select.cathode].entries()) {
      // Each chip brings the pull-ups of its CSN and of DRV_ENN.
      new Tmc5160Chip({ stage: this.stages[i] as never, bus: spi, pins, select: pin, disable });
    }
    pins.pullUp(map.cyclerOpen);
    pins.pullUp(map.quiet);
    pins.force(map.estop, 0);
    for (const [name, pin] of this.guarded) {
      pins.watch(pin, (level) => this.seen.push(`${name} ${level}`));
    }
  }

  get guarded(): readonly (readonly [string, number])[] {
    const { motorDisable, cyclerOpen, select } = this.map;
    return [
      ["motorDisable", motorDisable],
      ["cyclerOpen", cyclerOpen],
      ["select.anode", select.anode],
      ["select.cathode", select.cathode],
    ];
  }

  get levels(): Record<string, number> {
    return Object.fromEntries(this.guarded.map(([name, pin]) => [name, this.pins.level(pin)]));
  }

  /** What hal/board-esp32.ts does with the pins, and the rig on it. */
  boot(): Rig {
    const { map, pins, spi, config } = this;
    const buses = (["anode", "cathode"] as const).map(
      (name) => new I2cBus({ ...map.i2c[name], pins, prng: new Prng(1, "wire") }),
    );
    const io = { I2C: i2cConstructor(buses), SPI: spi.SPI, Digital: pins.Digital };
    const parts = rigParts(io, map, readBoardParameters(config), this.hal.clock);
    const hal = { ...this.hal, ...parts };
    return new Rig(hal, settingsWith(), { serial: "BENCH-7", bootCount: 1 });
  }

  tick(rig: Rig, times: number): void {
    for (let i = 0; i < times; i += 1) {
      this.hal.clock.atUs += 100000;
      for (const stage of this.stages) stage.advance(0.1, 0);
      rig.tick();
    }
  }
}

const safe = { motorDisable: 1, cyclerOpen: 1, "select.anode": 1, "select.cathode": 1 };
const of = (seen: readonly string[], name: string) =>
  seen.filter((one) => one.startsWith(`${name} `));

describe("levels before the first order", () => {
  it("are safe while no firmware runs, by the resistors of docs/hardware.md alone", () => {
    const board = new WiredBoard();
    assert.deepEqual(board.levels, safe);
    assert.ok(board.stages.every(({ bridge }) => !bridge.on));
  });

  it("stay safe while drivers and rig are made: no enable, no cycler opened, one chip selected at a time", () => {
    const board = new WiredBoard();
    board.boot();
    assert.deepEqual(of(board.seen, "motorDisable"), []);
    assert.deepEqual(of(board.seen, "cyclerOpen"), []);
    assert.deepEqual(board.levels, safe);
    // Both chips were told something, and never both at once.
    for (const side of ["select.anode", "select.cathode"])
      assert.ok(of(board.seen, side).length > 10);
    const selects = board.seen.filter((one) => one.startsWith("select."));
    for (let i = 0; i < selects.length; i += 2) {
      const [name] = (selects[i] as string).split(" ");
      assert.deepEqual(selects.slice(i, i + 2), [`${name} 0`, `${name} 1`]);
    }
    assert.deepEqual(board.spi.violations.texts, []);
  });

  it("stay safe through the first minute of ticks, in which nobody orders anything", () => {
    const board = new WiredBoard();
    const rig = board.boot();
    board.tick(rig, 600);
    assert.deepEqual(of(board.seen, "motorDisable"), []);
    assert.deepEqual(of(board.seen, "cyclerOpen"), []);
    assert.ok(board.stages.every(({ bridge, position }) => !bridge.on && position === 0));
  });

  it("fall back to the resistors at once in a reset, whatever was driven, and are safe through the next start", () => {
    const board = new WiredBoard();
    const rig = board.boot();
    board.tick(rig, 10);
    // Constant position puts current into the anode's motor, and the stop opens the cycler's circuit.
    rig.anode.lock();
    board.pins.force(board.map.estop, undefined);
    board.tick(rig, 1);
    assert.deepEqual(board.levels, { ...safe, motorDisable: 0, cyclerOpen: 0 });
    board.pins.force(board.map.estop, 0);
    board.pins.restart();
    assert.deepEqual(board.levels, safe);
    assert.ok(board.stages.every(({ bridge }) => !bridge.on));
    board.seen.length = 0;
    const again = board.boot();
    board.tick(again, 100);
    assert.deepEqual(of(board.seen, "motorDisable"), []);
    assert.deepEqual(of(board.seen, "cyclerOpen"), []);
  });

  it("drive no pin at all when the pin map is wrong", () => {
    const config = configWith({ "pins.motorDisable": 12 });
    assert.throws(() => readPinMap(config), /strapping/);
  });
});
