import assert from "node:assert/strict";
import sinon from "sinon";
import { makeScrewReading } from "../../../../hal/screw.js";
import { micrometres, micrometresPerSecond } from "../../../../hal/units.js";
import type { MotionStage } from "../../../../sim/devices/motion-stage.js";
import { benchPins, MotionOnBus } from "../../../support/motion-bench.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

/** 2 mm over 200 full steps behind 26.85:1, as the anode of the reference rig. */
const umPerFullStep = micrometres(2000 / (200 * 26.85));

class Bench {
  readonly motion = new MotionOnBus(rigWith("reference"));
  readonly driver = this.motion.anode;
  readonly chip = this.motion.anodeChip;
  readonly stage: MotionStage = this.chip.stage;
  readonly reading = makeScrewReading();
  forceN = 0;

  constructor() {
    this.driver.configure(umPerFullStep);
    this.driver.enable(true);
  }

  move(um: number, umPerS = 46.5): void {
    this.driver.moveTo(micrometres(um), micrometresPerSecond(umPerS));
  }

  tick(times = 1): boolean {
    let answered = true;
    for (let i = 0; i < times; i += 1) {
      this.chip.advance(0.1, this.forceN);
      answered = this.driver.read(this.reading);
    }
    return answered;
  }
}

describe("a screw behind a TMC5160", () => {
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  afterEach(() => {
    sinon.restore();
    assert.deepEqual(bench.motion.violations, []);
  });

  it("says nothing before it is configured", () => {
    const { cathode } = bench.motion;
    assert.equal(cathode.read(bench.reading), false);
    cathode.enable(true);
    cathode.moveTo(micrometres(1), micrometresPerSecond(1));
    cathode.stop();
    assert.equal(bench.motion.cathodeChip.stage.target, 0);
  });

  it("is set up as soon as the chip answers, and not by another chip", () => {
    const { cathode, cathodeChip, pins } = bench.motion;
    cathodeChip.silent = true;
    cathode.configure(umPerFullStep);
    assert.equal(cathode.read(bench.reading), false);
    cathodeChip.silent = false;
    assert.equal(cathode.read(bench.reading), true);
    assert.equal(bench.reading.reset, false);
    assert.equal(pins.level(benchPins.cathode), 1);
  });

  it("is set up with the right registers although any one bit on the wires was wrong", () => {
    // A wrong address may hit a register that the driver does not use, and that stays: only those that it does.
    const used = [
      ...[0x00, 0x0b, 0x10, 0x11, 0x14, 0x15, 0x20, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x2a],
      ...[0x2b, 0x2c, 0x2d, 0x33, 0x34, 0x6c, 0x6d, 0x70],
    ];
    const registersOf = (of: Bench) => used.map((address) => of.chip.register(address)).toString();
    const right = registersOf(new Bench());
    for (let exchange = 0; exchange < 29; exchange += 1) {
      for (const bit of [0, 3, 7, 8, 20, 38, 39]) {
        for (const direction of ["flipMosi", "flipMiso"] as const) {
          const tried = new Bench();
          const { bus } = tried.motion;
          const transfer = bus.transfer.bind(bus);
          let count = 0;
          sinon.replace(bus, "transfer", (bytes, options) => {
            if (count === exchange) bus[direction] = bit;
            count += 1;
            transfer(bytes, options);
          });
          tried.driver.configure(umPerFullStep);
          for (let i = 0; i < 20; i += 1) tried.tick();
          tried.driver.enable(true);
          tried.tick();
          assert.equal(registersOf(tried), right, `${direction} ${exchange} ${bit}`);
          assert.equal(tried.tick(), true);
        }
      }
    }
  });

  it("brakes a chip that is still on its way when the ESP32 comes back, before it takes its position", () => {
    bench.move(100);
    bench.tick(10);
    bench.driver.configure(umPerFullStep);
    // The bridge was already off: the ESP32's pins let the enable line go up.
    assert.equal(bench.driver.read(bench.reading), false);
    assert.equal(bench.tick(), true);
    assert.equal(bench.reading.position, 0);
    assert.equal(bench.stage.bridge.on, false);
  });

  describe("what is wrong on the wires", () => {
    it("is noticed with MISO stuck at either level, moving and standing", () => {
      for (const moving of [false, true]) {
        if (moving) bench.move(100);
        bench.tick();
        for (const level of [0, 1] as const) {
          bench.motion.bus.misoStuck = level;
          assert.equal(bench.tick(), false);
          bench.motion.bus.misoStuck = undefined;
          assert.equal(bench.tick(), true);
        }
      }
    });

    it("never lets one bit change the position by more than a tenth of a micrometre, nor invent a reset", () => {
      bench.move(100, 20);
      bench.tick(3);
      let refused = 0;
      for (let exchange = 0; exchange < 8; exchange += 1) {
        for (let bit = 0; bit < 40; bit += 1) {
          const { bus } = bench.motion;
          const transfer = bus.transfer.bind(bus);
          let count = 0;
          const around = sinon.stub(bus, "transfer").callsFake((bytes, options) => {
            if (count === exchange) bus.flipMiso = bit;
            count += 1;
            transfer(bytes, options);
          });
          const answered = bench.driver.read(bench.reading);
          around.restore();
          if (!answered) refused += 1;
          assert.equal(bench.reading.reset, false);
          const trueUm = (bench.stage.position * umPerFullStep) / 256;
          near(bench.reading.position, trueUm, 0.1);
          bench.driver.read(bench.reading);
        }
      }
      // Both positions, the two registers at the end, and reserved bits.
      assert.ok(refused > 100, `${refused} of 320`);
    });

    it("is repaired: an order with one wrong bit is sent again at once", () => {
      for (let bit = 0; bit < 40; bit += 1) {
        for (let exchange = 1; exchange < 3; exchange += 1) {
          const { bus } = bench.motion;
          const transfer = bus.transfer.bind(bus);
          let count = 0;
          const around = sinon.stub(bus, "transfer").callsFake((bytes, options) => {
            if (count === exchange) bus.flipMosi = bit;
            count += 1;
            transfer(bytes, options);
          });
          bench.move(bit % 2 === 0 ? 20 : 10, 20);
          around.restore();
          // A wrong address may have hit another register: those are written again in turn.
          for (let i = 0; i < 18; i += 1) bench.driver.read(bench.reading);
          const um = (bench.stage.target * umPerFullStep) / 256;
          near(um, bit % 2 === 0 ? 20 : 10, 0.001);
        }
      }
      const { violations } = bench.chip;
      violations.texts.length = 0;
    });

    it("does not go through a closed port, and is told as no answer", () => {
      bench.motion.port.close();
      bench.motion.port.close();
      bench.move(10);
      bench.driver.stop();
      bench.driver.enable(false);
      assert.equal(bench.tick(), false);
      bench.driver.configure(umPerFullStep);
      assert.equal(bench.tick(), false);
    });

    it("leaves the order pending when both attempts fail", () => {
      const { bus } = bench.motion;
      bus.misoStuck = 0;
      bench.move(10);
      assert.equal(bench.tick(), false);
      bus.misoStuck = undefined;
      assert.equal(bench.tick(), true);
      bench.tick(10);
      near(bench.reading.position, 10, 0.001);
    });
  });

  describe("its registers", () => {
    it("are compared and written again when they are not what they should be", () => {
      for (const [address, wrong, right] of [
        [0x6c, 0x14410153, 0x10410153],
        [0x34, 0x00000000, 0x00000403],
        [0x00, 0x00000008, 0x00000000],
      ] as const) {
        bench.chip.disturb(address, wrong);
        const answers: boolean[] = [];
        for (let i = 0; i < 8; i += 1) answers.push(bench.tick());
        assert.equal(bench.chip.register(address), right);
        assert.deepEqual(answers.filter((answer) => !answer).length, 1);
      }
    });

    it("are written again in turn where they cannot be read", () => {
      for (const address of [0x0b, 0x10, 0x11, 0x14, 0x23, 0x26, 0x28, 0x2a, 0x2b, 0x6d, 0x70]) {
        const right = bench.chip.register(address);
        bench.chip.disturb(address, right ^ 1);
        bench.tick(17);
        assert.equal(bench.chip.register(address), right, `0x${address.toString(16)}`);
      }
      const { violations } = bench.chip;
      violations.texts.length = 0;
    });

    it("must show a TMC5160 that may drive: a line that somebody lifted is no answer", () => {
      bench.tick(5);
      const line = bench.motion.enable;
      line.want(1, false);
      const answers = [...Array(6)].map(() => bench.tick());
      assert.ok(answers.includes(false));
      assert.equal(bench.stage.bridge.on, false);
      line.want(1, true);
      assert.equal(bench.tick(7), true);
    });
  });

  describe("a reset of the chip", () => {
    it("is told once, with the registers set up again, position zero and bridge off", () => {
      bench.move(50);
      bench.tick(30);
      const before = [...Array(128)].map((_, address) => bench.chip.register(address));
      bench.chip.reset();
      assert.equal(bench.tick(), true);
      const { position, moving, reset } = bench.reading;
      assert.deepEqual({ position, moving, reset }, { position: 0, moving: false, reset: true });
      assert.equal(bench.stage.bridge.on, false);
      bench.tick();
      assert.equal(bench.reading.reset, false);
      const after = [...Array(128)].map((_, address) => bench.chip.register(address));
      // All but CHOPCONF, target and speed, which are those of a screw at rest.
      for (const moved of [0x21, 0x27, 0x2d, 0x6c]) after[moved] = before[moved] as number;
      assert.deepEqual(after, before);
    });

    it("is told later when the chip does not answer at once, or is reset again", () => {
      bench.tick();
      bench.chip.reset();
      const { bus } = bench.motion;
      const transfer = bus.transfer.bind(bus);
      let count = 0;
      const around = sinon.stub(bus, "transfer").callsFake((bytes, options) => {
        count += 1;
        if (count === 20) bench.chip.reset();
        transfer(bytes, options);
      });
      assert.equal(bench.tick(), false);
      around.restore();
      assert.equal(bench.tick(), true);
      assert.equal(bench.reading.reset, true);
    });
  });

  describe("a fault of the driver", () => {
    for (const [what, begin, end] of [
      ["overtemperature", { overTemperature: true }, { overTemperature: false }],
      ["a motor supply that is gone", { supplyLost: true }, { supplyLost: false }],
    ] as const) {
      it(`is told for ${what}, until one reading after it is over`, () => {
        Object.assign(bench.stage.bridge, begin);
        bench.tick(2);
        assert.equal(bench.reading.driverFault, true);
        assert.equal(bench.stage.bridge.on, false);
        Object.assign(bench.stage.bridge, end);
        bench.tick(3);
        assert.equal(bench.reading.driverFault, false);
        assert.equal(bench.stage.bridge.on, true);
      });
    }

    it("is told for a short, until the motor is switched on again", () => {
      bench.stage.bridge.shorted = true;
      bench.tick(2);
      bench.stage.bridge.shorted = false;
      bench.tick(10);
      assert.equal(bench.reading.driverFault, true);
      bench.driver.enable(true);
      bench.tick(2);
      assert.equal(bench.reading.driverFault, false);
      assert.equal(bench.stage.bridge.on, true);
    });

    it("is told for an open coil in motion, not for the flag that every standing motor may show", () => {
      bench.tick(5);
      assert.equal(bench.reading.driverFault, false);
      bench.stage.bridge.openCoil = true;
      bench.tick(5);
      assert.equal(bench.reading.driverFault, false);
      bench.move(100);
      bench.tick(2);
      assert.equal(bench.reading.driverFault, false);
      bench.tick(1);
      assert.equal(bench.reading.driverFault, true);
      bench.stage.bridge.openCoil = false;
      bench.driver.enable(true);
      bench.tick(3);
      assert.equal(bench.reading.driverFault, false);
    });
  });

  it("tells its load at speed alone, and ends a motion with a stall", () => {
    // 27:1 takes a thousandth of what a motor has; so the force that stalls it is one that no press has.
    bench.forceN = 3000;
    bench.move(200);
    bench.tick(2);
    const share = bench.chip.drive.loadShare;
    near(bench.reading.loadPercent, 100 * share, 0.2);
    bench.move(200, 20);
    bench.tick(2);
    assert.equal(bench.reading.loadPercent, 0);
    bench.move(400);
    bench.tick(2);
    bench.forceN = 3000 / share;
    bench.tick();
    assert.equal(bench.reading.stall, true);
    assert.equal(bench.reading.moving, false);
    const { position } = bench.reading;
    bench.forceN = 0;
    bench.tick(10);
    assert.equal(bench.reading.stall, false);
    assert.equal(bench.reading.position, position);
    bench.move(0);
    bench.tick(120);
    near(bench.reading.position, 0, 0.001);
  });

  it("stops at a switch, does not go on when it is let go, and goes back", () => {
    bench.move(50);
    bench.tick(3);
    bench.stage.switchHigh = true;
    bench.tick();
    assert.equal(bench.reading.limitHigh, true);
    assert.equal(bench.reading.moving, false);
    const { position } = bench.reading;
    bench.stage.switchHigh = false;
    bench.tick(5);
    assert.equal(bench.reading.position, position);
    bench.stage.switchLow = true;
    bench.tick();
    assert.equal(bench.reading.limitLow, true);
    bench.move(20);
    bench.tick(30);
    near(bench.reading.position, 20, 0.001);
  });

  it("counts in its own clock: ten percent fast is ten percent faster, and ends at the same place", () => {
    bench.stage.clockRatio = 1.1;
    bench.move(100, 20);
    bench.tick(10);
    const { position } = bench.reading;
    bench.tick(10);
    near(bench.reading.position - position, 22, 0.01);
    bench.tick(60);
    near(bench.reading.position, 100, 0.001);
  });

  it("gives its pin back once, and then says nothing", () => {
    bench.driver.close();
    bench.driver.close();
    assert.equal(bench.motion.pins.isFree(benchPins.anode), true);
    assert.equal(bench.driver.read(bench.reading), false);
  });
});
