import assert from "node:assert/strict";
import { makeScrewReading, type Screw, type ScrewReading } from "../../hal/screw.js";
import { instant, micrometres, micrometresPerSecond } from "../../hal/units.js";

export interface ScrewOnBench {
  readonly screw: Screw;
  /** Step of the position register, um. */
  readonly registerUm: number;
  nowUs(): number;
  pass(s: number): void;
  /** Where the nut truly is since power-on, um; positive presses. */
  nutUm(): number;
  /** The chip does not answer, or does again. */
  breakBus(broken: boolean): void;
  /** The motor supply fails and comes back: the chip is as after a reset. */
  loseSupply(): void;
}

/** What hal/screw.ts promises, for any screw. */
export function screwContract(make: () => ScrewOnBench): void {
  describe("Screw", () => {
    let bench: ScrewOnBench;

    beforeEach(() => {
      bench = make();
      bench.screw.enable(true);
    });

    function move(targetUm: number, speedUmPerS: number): void {
      bench.screw.moveTo(micrometres(targetUm), micrometresPerSecond(speedUmPerS));
    }

    function reading(): ScrewReading {
      const into = makeScrewReading();
      assert.equal(bench.screw.read(into, instant(bench.nowUs())), true);
      return into;
    }

    /** The register within half a step of `um`. */
    function assertAt(um: number): void {
      const { position } = reading();
      assert.ok(Math.abs(position - um) <= 0.5 * bench.registerUm + 1e-9, `${position}, not ${um}`);
    }

    it("is at zero and at rest at power-on", () => {
      const { position, moving, reset, stall, driverFault, limitLow, limitHigh } = reading();
      assert.equal(position, 0);
      assert.deepEqual(
        { moving, reset, stall, driverFault, limitLow, limitHigh },
        {
          moving: false,
          reset: false,
          stall: false,
          driverFault: false,
          limitLow: false,
          limitHigh: false,
        },
      );
    });

    it("goes to its target at no more than the speed, and ends there by itself", () => {
      move(20, 10);
      let last = 0;
      for (let i = 0; i < 40; i += 1) {
        bench.pass(0.1);
        const { position } = reading();
        assert.ok(position >= last - 1e-9, "it went back");
        assert.ok(position - last <= 10 * 0.1 + bench.registerUm, "it was too fast");
        assert.ok(position <= 20 + bench.registerUm, "it went too far");
        last = position;
      }
      assertAt(20);
      assert.equal(reading().moving, false);
      bench.pass(10);
      assertAt(20);
    });

    it("says that it moves while it does", () => {
      move(50, 10);
      bench.pass(1);
      assert.equal(reading().moving, true);
    });

    it("ends a motion by itself when nobody looks any more", () => {
      move(30, 20);
      bench.pass(3600);
      assertAt(30);
      assert.equal(reading().moving, false);
    });

    it("moves nothing before it has its holding torque", () => {
      bench = make();
      const before = bench.nutUm();
      move(20, 20);
      bench.pass(5);
      assert.equal(bench.nutUm(), before);
    });

    it("makes up for an order that the chip could not hear", () => {
      move(100, 10);
      bench.pass(1);
      bench.breakBus(true);
      bench.screw.stop();
      bench.pass(1);
      bench.breakBus(false);
      reading();
      bench.pass(0.1);
      const { position } = reading();
      assert.ok(position > 19 && position < 22, `${position}`);
      bench.pass(10);
      assert.equal(reading().position, position);
    });

    it("refuses to move between a reset of the chip and the reading that tells of it", () => {
      bench.loseSupply();
      move(50, 20);
      bench.pass(1);
      assert.equal(reading().position, 0);
      bench.pass(1);
      const { position, moving } = reading();
      assert.deepEqual({ position, moving }, { position: 0, moving: false });
    });

    it("is configured anew after a reset, and moves from its new zero once it is enabled", () => {
      move(20, 20);
      bench.pass(5);
      bench.loseSupply();
      reading();
      const before = bench.nutUm();
      bench.screw.enable(true);
      move(60, 20);
      bench.pass(5);
      assertAt(60);
      // The rotor catches the nearest stable point, without gears up to two full steps or 20 um behind.
      assert.ok(bench.nutUm() > before + 60 - 25);
    });

    it("forgets a target when it gets another, also in the other direction", () => {
      move(100, 20);
      bench.pass(1);
      move(-10, 20);
      bench.pass(30);
      assertAt(-10);
    });

    it("slows down when the later call is slower", () => {
      move(200, 50);
      bench.pass(1);
      move(200, 5);
      bench.pass(0.5);
      const { position } = reading();
      bench.pass(1);
      const way = reading().position - position;
      assert.ok(way > 4 && way <= 5 + bench.registerUm, `${way} um in a second`);
    });

    it("presses in the positive direction", () => {
      move(200, 100);
      bench.pass(10);
      const pressed = bench.nutUm();
      // All but lash and wind-up, which the contract does not promise.
      assert.ok(pressed > 150, `${pressed}`);
      move(-200, 100);
      bench.pass(10);
      assert.ok(bench.nutUm() < pressed - 300);
    });

    it("brakes when it is stopped, says so, and stays where it stands", () => {
      move(100, 10);
      bench.pass(2);
      bench.screw.stop();
      const { position, moving } = reading();
      assert.equal(moving, true);
      bench.pass(10);
      // The ramp may need a moment to brake: at 10 um/s no more than 1 um.
      const stopped = reading();
      assert.ok(Math.abs(stopped.position - position) <= 1);
      assert.ok(stopped.position < 25);
      assert.equal(stopped.moving, false);
      bench.pass(10);
      assert.equal(reading().position, stopped.position);
    });

    it("may be stopped in every state, twice and without an answer of the chip", () => {
      const states: (() => void)[] = [
        () => {},
        () => move(50, 10),
        () => bench.screw.enable(false),
        () => bench.breakBus(true),
        () => bench.breakBus(false),
        () => bench.loseSupply(),
      ];
      for (const enter of states) {
        enter();
        bench.screw.stop();
        bench.pass(0.1);
        bench.screw.stop();
      }
    });

    it("is ready to move on after a stop: the coils are still energised", () => {
      move(20, 20);
      bench.pass(0.3);
      bench.screw.stop();
      move(40, 20);
      bench.pass(5);
      assertAt(40);
      assert.ok(bench.nutUm() > 20);
    });

    it("stops before its holding torque goes, and moves again when it has it back", () => {
      move(100, 10);
      bench.pass(1);
      bench.screw.enable(false);
      bench.pass(0.1);
      const { position } = reading();
      bench.pass(20);
      assert.equal(reading().position, position);
      bench.screw.enable(true);
      move(position + 5, 10);
      bench.pass(5);
      assertAt(position + 5);
    });

    it("says false when the chip does not answer, and leaves the record untouched", () => {
      bench.breakBus(true);
      const into = makeScrewReading();
      into.position = micrometres(4711);
      into.stall = true;
      assert.equal(bench.screw.read(into, instant(bench.nowUs())), false);
      assert.deepEqual(into, { ...makeScrewReading(), position: 4711, stall: true });
      bench.breakBus(false);
      assert.equal(bench.screw.read(into, instant(bench.nowUs())), true);
      assert.equal(into.position, 0);
    });

    it("says once that the chip was reset, with its position back at zero", () => {
      move(20, 20);
      bench.pass(5);
      reading();
      bench.loseSupply();
      const first = reading();
      assert.equal(first.reset, true);
      assert.equal(first.position, 0);
      assert.equal(first.moving, false);
      assert.equal(reading().reset, false);
    });
  });
}
