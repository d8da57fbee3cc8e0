import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { micrometresPerSecond, micrometres as um } from "../../../hal/units.js";
import { Motion } from "../../../src/control/motion.js";
import type { JsonObject } from "../../../src/document/table.js";
import { FakeScrew } from "../../support/fake-hal.js";
import { near } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

const screwSettings = (screw: JsonObject = {}) => settingsWith({ anode: { screw } }).anode.screw;

/** Motion on a screw that is at its target at once, with spies on what is asked of it. */
class Bench {
  readonly screw = new FakeScrew();
  readonly motion: Motion;
  readonly moveTo = sinon.spy(this.screw, "moveTo");
  readonly stop = sinon.spy(this.screw, "stop");

  constructor(screw: JsonObject = {}) {
    this.motion = new Motion(screwSettings(screw), this.screw);
  }

  advance(moveUm: number, speedUmPerS = 5): void {
    this.motion.advance(moveUm, speedUmPerS);
    this.motion.positionUm = this.screw.positionUm;
  }

  /** Targets in quanta, in the order they were sent. */
  get sent(): number[] {
    return this.moveTo.args.map(([target]) => target / this.motion.quantumUm);
  }
}

/** A screw whose quantum is exactly 0.125 um: 2 mm over 200 steps of 80 microsteps. */
const plain = { lead: "2 mm", stepsPerTurn: 200, microsteps: 80, gearRatio: 1 };

const onGrid = (quanta: number) => Math.abs(quanta - Math.round(quanta)) < 1e-6;

describe("motion of the screw", () => {
  it("tells the screw the way of its nut in a full step, once, before it asks anything of it", () => {
    const { screw } = new Bench();
    near(screw.umPerFullStep, 2000 / (200 * 26.85), 1e-12);
  });

  describe("a screw that is told to rest", () => {
    it("takes wish and target with it while it brakes, so that the next move starts where it stands", () => {
      const bench = new Bench(plain);
      bench.motion.advance(10, 50);
      bench.motion.see(6, true);
      bench.motion.rest();
      assert.equal(bench.motion.targetUm, 6);
      bench.motion.see(6.5, true);
      assert.deepEqual([bench.motion.wantedUm, bench.motion.targetUm], [6.5, 6.5]);
      bench.motion.see(6.56, false);
      assert.deepEqual([bench.motion.wantedUm, bench.motion.targetUm], [6.56, 6.5]);
      bench.motion.see(7, false);
      assert.deepEqual([bench.motion.wantedUm, bench.motion.targetUm], [6.56, 6.5]);
    });

    it("does not take a wish with it that came after", () => {
      const bench = new Bench(plain);
      bench.motion.rest();
      bench.motion.advance(1, 50);
      bench.motion.see(0.5, true);
      assert.deepEqual([bench.motion.wantedUm, bench.motion.targetUm], [1, 1]);
    });
  });

  describe("the quantum", () => {
    it("is one microstep at the nut: lead / (steps x microsteps x gear)", () => {
      near(new Bench().motion.quantumUm, 2000 / (200 * 16 * 26.85), 1e-12); // 23.28 nm
      near(new Bench().motion.quantumUm, 0.02328, 5e-6);
      assert.equal(new Bench(plain).motion.quantumUm, 0.125);
    });

    it("is what all targets are whole numbers of, whatever is wished", () => {
      const move = fc.double({ min: -50, max: 50, noNaN: true });
      fc.assert(
        fc.property(fc.array(move, { maxLength: 100 }), fc.boolean(), (moves, geared) => {
          const bench = new Bench(geared ? {} : plain);
          for (const move of moves) bench.advance(move, 50);
          for (const target of bench.sent) assert.ok(onGrid(target), `${target} quanta`);
        }),
        { numRuns: 300 },
      );
    });
  });

  describe("carrying fractions", () => {
    it("sends nothing until half a quantum is wished, and then the nearest point of the grid", () => {
      const bench = new Bench(plain);
      bench.advance(0.05);
      sinon.assert.notCalled(bench.moveTo);
      bench.advance(0.02); // 0.07 > 0.0625
      sinon.assert.calledOnceWithExactly(bench.moveTo, um(0.125), micrometresPerSecond(5));
    });

    it("adds many small moves up to their sum, to half a quantum", () => {
      const bench = new Bench(plain);
      for (let i = 0; i < 1000; i += 1) bench.advance(0.013);
      near(bench.motion.wantedUm, 13, 1e-9);
      near(bench.screw.positionUm, 13, 0.0625);
    });

    it("ends within a quantum of the sum for random moves in both directions", () => {
      const move = fc.double({ min: -0.5, max: 0.5, noNaN: true });
      fc.assert(
        fc.property(fc.array(move, { minLength: 1, maxLength: 300 }), (moves) => {
          const bench = new Bench(plain);
          let sum = 0;
          for (const move of moves) {
            bench.advance(move);
            sum += move;
            // Half a quantum of rounding in the direction of motion, a whole one against it.
            assert.ok(Math.abs(bench.motion.targetUm - sum) < 0.125 + 1e-9);
          }
        }),
        { numRuns: 500 },
      );
    });

    it("asks for each target once", () => {
      const bench = new Bench(plain);
      bench.advance(1);
      bench.advance(0);
      bench.advance(0.01);
      bench.advance(-0.01);
      sinon.assert.calledOnce(bench.moveTo);
    });
  });

  describe("reversal", () => {
    it("needs a whole quantum of wish against the last direction", () => {
      const bench = new Bench(plain);
      bench.advance(1);
      bench.advance(-0.12);
      sinon.assert.calledOnce(bench.moveTo);
      bench.advance(-0.01);
      assert.deepEqual(bench.sent, [8, 7]);
      assert.equal(bench.motion.direction, -1);
    });

    it("takes the half quantum that had to gather beyond rounding out of a gathered wish", () => {
      const bench = new Bench(plain);
      const { motion } = bench;
      bench.advance(1);
      assert.equal(motion.advance(-0.12, 5, true), 0);
      near(motion.advance(-0.01, 5, true), 0.0625, 1e-12);
      assert.deepEqual(bench.sent, [8, 7]);
      // 1 - 0.13 + 0.0625 = 0.9325 um: 0.0575 above the target, so 0.11 less is still nearer to it than to the next point.
      near(motion.wantedUm, 0.9325, 1e-12);
      motion.advance(-0.11, 5, true);
      assert.deepEqual(bench.sent, [8, 7]);
      motion.advance(-0.011, 5, true);
      assert.deepEqual(bench.sent, [8, 7, 6]);
    });

    it("of a gathered wish goes by its whole quanta: 1.52 are one", () => {
      const bench = new Bench(plain);
      bench.advance(1);
      bench.motion.advance(-1.52 * 0.125, 5, true);
      assert.deepEqual(bench.sent, [8, 7]);
      const far = new Bench(plain);
      far.advance(-1);
      far.motion.advance(3.9 * 0.125, 5, true);
      assert.deepEqual(far.sent, [-8, -5]);
    });

    it("never comes from rounding: wishes that go one way move the screw one way", () => {
      const steps = fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { maxLength: 200 });
      fc.assert(
        fc.property(steps, fc.constantFrom(1, -1), fc.boolean(), (sizes, sign, geared) => {
          const bench = new Bench(geared ? {} : plain);
          for (const size of sizes) bench.advance(sign * size);
          const targets = [0, ...bench.sent];
          for (let i = 1; i < targets.length; i += 1) {
            assert.ok(((targets[i] ?? 0) - (targets[i - 1] ?? 0)) * sign > 0);
          }
        }),
        { numRuns: 300 },
      );
    });

    it("does not follow a wish that trembles by less than a quantum", () => {
      const bench = new Bench(plain);
      bench.advance(1);
      for (let i = 0; i < 100; i += 1) bench.advance(i % 2 === 0 ? -0.11 : 0.11);
      assert.deepEqual(bench.sent, [8]);
    });

    it("is foretold exactly when the next move would bring it", () => {
      const move = fc.double({ min: -0.4, max: 0.4, noNaN: true });
      fc.assert(
        fc.property(fc.array(move, { minLength: 1, maxLength: 60 }), (moves) => {
          const bench = new Bench(plain);
          for (const move of moves) {
            const before = bench.motion.direction;
            const foretold = bench.motion.reverses(move);
            bench.advance(move);
            assert.equal(foretold, before !== 0 && bench.motion.direction === -before);
          }
        }),
        { numRuns: 500 },
      );
    });

    it("begins a run, which is as long as what the screw has gone since", () => {
      const bench = new Bench(plain);
      bench.advance(3);
      assert.equal(bench.motion.runUm, 3);
      bench.advance(-1);
      bench.advance(-0.5);
      assert.equal(bench.motion.runUm, 1.5);
      bench.advance(2);
      assert.equal(bench.motion.runUm, 2);
    });

    it("is none with the first motion", () => {
      const bench = new Bench(plain);
      assert.equal(bench.motion.reverses(-5), false);
      assert.equal(bench.motion.reverses(5), false);
    });
  });

  describe("limits", () => {
    it("keep every target inside the travel, though neither end lies on the grid", () => {
      const ends = fc.tuple(
        fc.double({ min: -40, max: -1, noNaN: true }),
        fc.double({ min: 1, max: 40, noNaN: true }),
      );
      const move = fc.double({ min: -30, max: 30, noNaN: true });
      fc.assert(
        fc.property(ends, fc.array(move, { maxLength: 60 }), ([min, max], moves) => {
          const bench = new Bench({
            ...plain,
            microsteps: 1, // a quantum of 10 um
            travelMin: `${min} um`,
            travelMax: `${max} um`,
          });
          for (const move of moves) bench.advance(move, 100);
          for (const [target] of bench.moveTo.args) {
            assert.ok(target >= min && target <= max, `${target} not in ${min} to ${max}`);
          }
        }),
        { numRuns: 500 },
      );
    });

    it("end the wish at the end of the travel, so that the way back begins at once", () => {
      const bench = new Bench({ ...plain, travelMax: "10 um" });
      for (let i = 0; i < 50; i += 1) bench.advance(1);
      assert.equal(bench.motion.wantedUm, 10);
      bench.advance(-0.2);
      assert.equal(bench.motion.direction, -1);
      near(bench.screw.positionUm, 9.75, 1e-9); // 9.8 on a grid of 0.125
    });

    it("cap the speed at the fastest of the settings", () => {
      const bench = new Bench({ ...plain, speedMax: "46.5 um/s" });
      bench.advance(5, 100);
      sinon.assert.calledOnceWithExactly(bench.moveTo, um(5), micrometresPerSecond(46.5));
      bench.advance(5, 20);
      sinon.assert.calledWithExactly(bench.moveTo, um(10), micrometresPerSecond(20));
    });

    it("let the wish run ahead of a screw that lags by a second of its speed and two quanta", () => {
      const bench = new Bench({ ...plain, speedMax: "40 um/s" });
      for (const [speed, reach] of [
        [5, 5.25], // 5 um/s x 1 s + 2 x 0.125 um
        [100, 40.25], // no faster than 40 um/s
      ] as const) {
        bench.motion.rest();
        for (let i = 0; i < 100; i += 1) bench.motion.advance(3, speed); // the position stays where it is
        near(bench.motion.wantedUm, reach, 1e-9);
        for (let i = 0; i < 100; i += 1) bench.motion.advance(-3, speed);
        near(bench.motion.wantedUm, -reach, 1e-9);
      }
    });

    it("hold for any wishes to a screw that moves as it likes", () => {
      const step = fc.tuple(
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.double({ min: 0.1, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      );
      fc.assert(
        fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
          const bench = new Bench({ ...plain, travelMin: "-77.7 um", travelMax: "33.3 um" });
          for (const [move, speed, way] of steps) {
            bench.motion.advance(move, speed);
            const { motion } = bench;
            assert.ok(motion.wantedUm >= -77.7 && motion.wantedUm <= 33.3);
            assert.ok(motion.targetUm >= -77.7 && motion.targetUm <= 33.3);
            const fastest = Math.min(speed, motion.speedMaxUmPerS);
            const ahead = Math.abs(motion.wantedUm - motion.positionUm);
            assert.ok(ahead <= fastest + 0.25 + 1e-9, `${ahead} ahead at ${speed} um/s`);
            // The screw goes any part of the way.
            motion.positionUm += (motion.targetUm - motion.positionUm) * way;
          }
          for (const [target, speed] of bench.moveTo.args) {
            assert.ok(onGrid(target / 0.125));
            assert.ok(speed > 0 && speed <= bench.motion.speedMaxUmPerS);
          }
        }),
        { numRuns: 500 },
      );
    });
  });

  describe("coming to rest", () => {
    it("stops the screw once, and asks for no target", () => {
      const bench = new Bench(plain);
      bench.advance(3);
      bench.moveTo.resetHistory();
      bench.motion.rest();
      sinon.assert.calledOnceWithExactly(bench.stop);
      sinon.assert.notCalled(bench.moveTo);
    });

    it("forgets fractions and the rest of the way: the wish is where the screw is", () => {
      const bench = new Bench(plain);
      bench.motion.advance(4, 5);
      bench.motion.positionUm = 1.3; // stopped on its way
      bench.motion.rest();
      assert.equal(bench.motion.wantedUm, 1.3);
      near(bench.motion.targetUm, 1.25, 1e-12); // the nearest point of the grid
      bench.motion.advance(0, 5);
      sinon.assert.calledOnce(bench.moveTo);
    });

    it("goes on from there by what is wished from then on", () => {
      const bench = new Bench(plain);
      bench.motion.positionUm = 1.3;
      bench.motion.rest();
      bench.motion.advance(1, 5);
      near(bench.motion.targetUm, 2.25, 1e-12); // 2.3 on the grid
    });

    it("takes a new zero of the register over after a reset of the motion chip", () => {
      const bench = new Bench(plain);
      bench.advance(3);
      bench.motion.positionUm = 0;
      bench.motion.rest();
      assert.equal(bench.motion.targetUm, 0);
      assert.equal(bench.motion.wantedUm, 0);
    });
  });
});
